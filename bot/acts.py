"""Rasa's way to the acts: the action server is told what an act needs, never what the pupil wrote.

Rasa would send the whole conversation and the whole domain with each call.
"""

from typing import Any

from rasa.utils.endpoints import EndpointConfig

NEEDED_SLOTS = ("envelope_id",)


def needed_by_an_act(call: dict[str, Any]) -> dict[str, Any]:
    """The call as rasa-sdk wants it, with the conversation's id and the slots that acts read; no event, no text."""
    slots = call["tracker"].get("slots", {})
    tracker = {"sender_id": call["sender_id"], "slots": {name: slots.get(name) for name in NEEDED_SLOTS}}
    return {"next_action": call["next_action"], "sender_id": call["sender_id"], "tracker": tracker, "domain": {}}


class ActsEndpoint(EndpointConfig):
    """The action server, over HTTP."""

    async def request(self, *arguments: Any, json: dict[str, Any], **options: Any) -> Any:
        """What the action server answers to the part of `json` that an act needs."""
        return await super().request(*arguments, json=needed_by_an_act(json), **options)

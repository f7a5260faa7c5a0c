"""`parlons-en talk`: plays conversations through the same rules, wording and acts as the bot. Stable: evaluation depends on it.

In: `{"id","turns":["…"]}` a line, each turn sent as it stands; one that is the title of a button just shown is that button.
In may hold besides what web would say beside each turn, `register`, `school_now`, `clock` (docs/contracts.md, "web → rasa"), `at`, the hour
of that conversation (ISO 8601 with its offset), and `whole`.
Out: `{"id","replies":[{"texts","buttons","helplines","situation","urgency","handoff_offered"}, …]}`, one entry a turn; `helplines` are the
lines whose card that reply shows; the hand-off is offered by its button, or open. With `whole`, each reply holds also its `messages` and
what was `understood`, as the bot has them.
"""

import argparse
import asyncio
import sys
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.channels.turn import START_INTENT, harmless, read_turn
from bot.hearing.circumstances import Circumstances, under
from bot.memory.conversation_key import conversation_key
from cli.clock import add_at_option, clock, instant
from cli.french_options import FrenchParser
from cli.json_lines import BadLineError, stream
from cli.offline_agent import ANY_KEY, Agent, Message, MessageCollector, UserMessage, UserUttered, offline_agent

HANDOFF_PAYLOAD, HANDOFF_PANEL = "/ecrire_aux_adultes", "handoff"


class _Hour:
    """The clock of the whole run, or of the conversation that says its own."""

    def __init__(self, at: datetime | None) -> None:
        self._usual = self._now = clock(at)

    def __call__(self) -> datetime:
        return self._now()

    def set(self, at: str | None) -> None:
        """For the conversation that begins."""
        try:
            self._now = self._usual if at is None else clock(instant(str(at)))
        except argparse.ArgumentTypeError as error:
            raise BadLineError(str(error)) from None


async def _talk(agent: Agent, hour: _Hour, request: dict[str, Any]) -> dict[str, Any]:
    turns = request.get("turns")
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BadLineError("Il manque « turns », une liste de chaînes de caractères.")
    hour.set(request.get("at"))
    conversation = uuid.uuid4().hex
    start = read_turn({**request, "conversation": conversation, "kind": "start"})
    with conversation_key(ANY_KEY), under(Circumstances(start.school_now, start.clock, start.register)):
        await _play(agent, conversation, f"/{START_INTENT}", {"name": START_INTENT, "confidence": 1.0})
        replies = [await _reply(agent, conversation, turn, whole=bool(request.get("whole"))) for turn in turns]
        await agent.tracker_store.forget(conversation)
    return {"replies": replies}


async def _reply(agent: Agent, conversation: str, turn: str, *, whole: bool) -> dict[str, Any]:
    messages = await _play(agent, conversation, harmless(turn))
    understood = await _understanding(agent, conversation)
    buttons = [button for message in messages for button in message["buttons"]]
    return {
        "texts": [text for message in messages for text in message["texts"]],
        "buttons": [button["title"] for button in buttons],
        "helplines": [card["id"] for message in messages for card in message["helplines"]],
        "situation": understood.get("situation"),
        "urgency": understood.get("urgency", 0),
        "handoff_offered": any(button["payload"] == HANDOFF_PAYLOAD for button in buttons)
        or any(message["panel"] == HANDOFF_PANEL for message in messages),
        **({"messages": messages, "understood": understood} if whole else {}),
    }


async def _play(agent: Agent, conversation: str, text: str, intent: dict[str, Any] | None = None) -> list[Message]:
    collector = MessageCollector()
    parse_data = {"text": text, "intent": intent, "entities": []} if intent else None
    await agent.handle_message(UserMessage(text, collector, conversation, parse_data, input_channel="ent"))
    return collector.messages


async def _understanding(agent: Agent, conversation: str) -> dict[str, Any]:
    tracker = await agent.tracker_store.retrieve(conversation)
    last = next(event for event in reversed(tracker.events) if isinstance(event, UserUttered))
    return dict(last.parse_data.get("understanding") or {})


def main(arguments: Sequence[str]) -> int:
    """Start once and stream."""
    parser = FrenchParser(
        prog="parlons-en talk",
        description="Joue des conversations : sur l'entrée standard, une ligne JSON par conversation, {id, turns}.",
    )
    add_at_option(parser)
    options = parser.parse_args(arguments)
    hour = _Hour(options.at)
    with offline_agent(hour) as agent:
        asyncio.run(stream(sys.stdin.buffer, sys.stdout, lambda request: _talk(agent, hour, request)))
    return 0

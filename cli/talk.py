"""`parlons-en talk`: plays conversations through the same rules, wording and acts as the bot. Stable: evaluation depends on it.

In: `{"id","turns":["…"]}` a line, each turn sent as it stands; one that is the title of a button just shown is that button.
Out: `{"id","replies":[{"texts","buttons","helplines","situation","urgency","handoff_offered"}, …]}`, one entry a turn; `helplines` are the
lines whose card that reply shows; the hand-off is offered by its button, or open.
"""

import argparse
import asyncio
import sys
import uuid
from collections.abc import Sequence
from typing import Any

from bot.channels.turn import START_INTENT, harmless
from bot.memory.conversation_key import conversation_key
from cli.clock import add_at_option, clock
from cli.json_lines import BadLineError, stream
from cli.offline_agent import ANY_KEY, Agent, Message, MessageCollector, UserMessage, UserUttered, offline_agent

HANDOFF_PAYLOAD, HANDOFF_PANEL = "/ecrire_aux_adultes", "handoff"


async def _talk(agent: Agent, request: dict[str, Any]) -> dict[str, Any]:
    turns = request.get("turns")
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BadLineError("Il manque « turns », une liste de chaînes de caractères.")
    conversation = uuid.uuid4().hex
    with conversation_key(ANY_KEY):
        await _play(agent, conversation, f"/{START_INTENT}", {"name": START_INTENT, "confidence": 1.0})
        replies = [await _reply(agent, conversation, turn) for turn in turns]
        await agent.tracker_store.forget(conversation)
    return {"replies": replies}


async def _reply(agent: Agent, conversation: str, turn: str) -> dict[str, Any]:
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
    parser = argparse.ArgumentParser(prog="parlons-en talk", description=__doc__)
    add_at_option(parser)
    options = parser.parse_args(arguments)
    with offline_agent(clock(options.at)) as agent:
        asyncio.run(stream(sys.stdin.buffer, sys.stdout, lambda request: _talk(agent, request)))
    return 0

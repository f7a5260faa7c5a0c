"""The bot on a stage: one agent for a whole run, as many fresh conversations as wanted, each at its hour. Nothing is mocked."""

import asyncio
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.channels.turn import START_INTENT, Turn, harmless, read_turn
from bot.memory.conversation_key import conversation_key
from cli.offline_agent import ANY_KEY, Agent, Message, MessageCollector, UserMessage, UserUttered

HANDOFF_PAYLOAD = "/ecrire_aux_adultes"
NOT_THAT_PAYLOAD = "/pas_ca"

Button = dict[str, str]


@dataclass(frozen=True)
class Reply:
    """What the bot answered to one turn, and what it understood of it (`understood` is empty for a pressed button)."""

    messages: tuple[Message, ...]
    understood: dict[str, Any] = field(default_factory=dict)
    pressed: str | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for message in self.messages for text in message["texts"])

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for message in self.messages for button in message["buttons"])

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(button["title"] for button in self.buttons)

    @property
    def cards(self) -> tuple[dict[str, Any], ...]:
        return tuple(card for message in self.messages for card in message["helplines"])

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(card["id"] for card in self.cards)

    @property
    def panels(self) -> tuple[str, ...]:
        return tuple(message["panel"] for message in self.messages if message["panel"])

    @property
    def is_urgent(self) -> bool:
        return any(message["urgent"] for message in self.messages)

    @property
    def offers_group(self) -> bool:
        return any(button["payload"] == HANDOFF_PAYLOAD for button in self.buttons)

    @property
    def situation(self) -> str | None:
        return self.understood.get("situation")

    @property
    def urgency(self) -> int:
        return int(self.understood.get("urgency") or 0)


class Clockwork:
    """A clock that a story sets."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class Conversation:
    """One pupil's conversation, from the first message of the bot on."""

    def __init__(self, stage: "Stage", at: datetime) -> None:
        self._stage = stage
        self._at = at
        self._id = uuid.uuid4().hex
        self.first = self._play(Turn(self._id, f"/{START_INTENT}", START_INTENT))

    def write(self, text: str) -> Reply:
        """The reply to a text, sent as the channel would send it."""
        return self._play(Turn(self._id, harmless(text)))

    def press(self, button: Button) -> Reply:
        """The reply to a pressed button."""
        turn = read_turn({"conversation": self._id, "kind": "button", "payload": button["payload"]})
        return self._play(turn, pressed=button["payload"])

    def _play(self, turn: Turn, pressed: str | None = None) -> Reply:
        return self._stage.play(turn, self._at, pressed)


class Stage:
    """The agent, its clock, and the one event loop that every conversation shares."""

    def __init__(self, agent: Agent, clock: Clockwork, loop: asyncio.AbstractEventLoop) -> None:
        self._agent = agent
        self._clock = clock
        self._loop = loop

    def converse(self, at: datetime) -> Conversation:
        """A fresh conversation, whose clock says `at` from beginning to end."""
        return Conversation(self, at)

    def play(self, turn: Turn, at: datetime, pressed: str | None) -> Reply:
        """One turn."""
        self._clock.at = at
        with conversation_key(ANY_KEY):
            return self._loop.run_until_complete(self._answer(turn, pressed))

    async def _answer(self, turn: Turn, pressed: str | None) -> Reply:
        collector = MessageCollector()
        message = UserMessage(turn.text, collector, turn.conversation, turn.parse_data(), input_channel="ent")
        await self._agent.handle_message(message)
        understood = {} if turn.intent else await self._understanding(turn.conversation)
        return Reply(tuple(collector.messages), understood, pressed)

    async def _understanding(self, conversation: str) -> dict[str, Any]:
        tracker = await self._agent.tracker_store.retrieve(conversation)
        last = next(event for event in reversed(tracker.events) if isinstance(event, UserUttered))
        return dict(last.parse_data.get("understanding") or {})

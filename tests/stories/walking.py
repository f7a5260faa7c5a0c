"""A walk of chance through the dialogue: a pupil who presses and writes anything, in any order. Every reply is watched (`vigil`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import yaml

from tests.stories.stage import Button, Conversation, Reply, Stage
from tests.stories.vigil import Vigil
from tests.stories.written import HERE

SPOKEN: Mapping[str, Sequence[str]] = yaml.safe_load((HERE / "paroles.yml").read_text("utf-8"))
DANGERS = tuple(SPOKEN["dangers"])
WORDS = tuple(text for kind, texts in SPOKEN.items() if kind != "dangers" for text in texts)
_ENDING_PANELS = frozenset(("leave", "reperes", "reperes_primaire"))  # the session is over (docs/contracts.md)


@dataclass(frozen=True)
class Press:
    """One of the offered buttons, whichever number is drawn; nothing where none is offered."""

    number: int


@dataclass(frozen=True)
class PressAgain:
    """The last button pressed, once more: a double click, or a bubble higher up."""


@dataclass(frozen=True)
class Write:
    """A text; a danger must be heard as one."""

    text: str


Move = Press | PressAgain | Write


@dataclass
class Walk:
    """One conversation under watch. `trail` is what was done, as a reader would tell it; `faults` is what broke."""

    stage: Stage
    at: datetime
    helped: dict[tuple[str, ...], bool]
    trail: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._done: list[str | Button] = []
        self._last_pressed: Button | None = None
        self._conversation = self.stage.converse(self.at)
        self._vigil = Vigil(self._leads_to_cards)
        self._reply = self._conversation.first
        self._watch(self._reply)

    @property
    def is_over(self) -> bool:
        """Whether the page has closed or something broke."""
        return bool(self.faults) or not _ENDING_PANELS.isdisjoint(self._reply.panels)

    def go(self, move: Move) -> None:
        """One more step."""
        deed = self._deed(move)
        if deed is None or self.is_over:
            return
        self._done.append(deed)
        self.trail.append(f"« {deed} »" if isinstance(deed, str) else f"[{deed['title']}]")
        self._reply = _do(self._conversation, deed)
        self._last_pressed = self._last_pressed if isinstance(deed, str) else deed
        self._watch(self._reply, must_ring=deed in DANGERS)

    def _deed(self, move: Move) -> str | Button | None:
        if isinstance(move, Write):
            return move.text
        if isinstance(move, PressAgain):
            return self._last_pressed
        buttons = self._reply.buttons
        return buttons[move.number % len(buttons)] if buttons else None

    def _watch(self, reply: Reply, *, must_ring: bool = False) -> None:
        self.faults += self._vigil.watch(reply, must_ring=must_ring)

    def _leads_to_cards(self, reply: Reply) -> bool:
        seen = (*reply.texts, *reply.titles)
        if seen not in self.helped:
            self.helped[seen] = any(self._tried(button) for button in reply.buttons)
        return self.helped[seen]

    def _tried(self, button: Button) -> bool:
        conversation = self.stage.converse(self.at)
        for deed in self._done:
            _do(conversation, deed)
        return bool(conversation.press(button).cards)


def walk(stage: Stage, at: datetime, moves: Sequence[Move], helped: dict[tuple[str, ...], bool]) -> Walk:
    """The walk of these moves, as far as it goes."""
    walked = Walk(stage, at, helped)
    for move in moves:
        walked.go(move)
    return walked


def _do(conversation: Conversation, deed: str | Button) -> Reply:
    return conversation.write(deed) if isinstance(deed, str) else conversation.press(deed)

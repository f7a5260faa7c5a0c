"""What a model heard of a sentence, and what of it keeps the child from being let down. Pure.

A danger that is heard keeps up to four things: that there is one (`DANGER`), that it is now (`URGENT`), and a first line that fits (`ANSWER`:
a route of one of the right situations; where lines stay shown whatever is said next, R32, the situation itself), and what else changes how the pupil is answered (`FLAGGED`).
One that is taken for a question may still keep its first line.
A sentence where nothing is wrong keeps one: nobody is alarmed (`CALM`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content.gate.sentences import Sentence
from facts.orientation import EMERGENCY, is_kept, is_situation, routes

DANGER, URGENT, ANSWER, FLAGGED, CALM = "danger", "urgent", "answer", "flagged", "calm"
_IMMEDIATE = 2


@dataclass(frozen=True)
class Heard:
    """As `parlons-en understand` says it. `failed`: the model broke on this sentence; nothing was heard."""

    situation: str
    urgency: int
    routes: tuple[str, ...]
    confidence: float = 0.0
    flags: frozenset[str] = frozenset()
    failed: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Heard":
        """From a line of `understand`; an error, or a line of another shape, is a failure."""
        try:
            firsts = tuple(str(route) for route in told["routes"])
            flags = frozenset(str(flag) for flag in told["flags"])
            return cls(str(told["situation"]), int(told["urgency"]), firsts, float(told["confidence"]), flags)
        except (KeyError, TypeError, ValueError):
            return FAILED

    @property
    def is_danger(self) -> bool:
        """Whether somebody is taken to be hurt or at risk."""
        return is_situation(self.situation) and self.urgency > 0


FAILED = Heard("", 0, (), failed=True)


def kept(sentence: Sentence, heard: Heard) -> frozenset[str]:
    """What is kept of the sentence, of `wanted(sentence)`."""
    if sentence.is_quiet:
        return frozenset({CALM} if not heard.failed and heard.urgency == 0 else ())
    if not heard.is_danger:
        return frozenset({ANSWER} if is_situation(heard.situation) and _is_answered(sentence, heard) else ())
    found = {DANGER: True, URGENT: EMERGENCY in heard.routes, ANSWER: _is_answered(sentence, heard)}
    found[FLAGGED] = heard.flags >= sentence.flags
    return frozenset(name for name, is_kept_here in found.items() if is_kept_here) & wanted(sentence)


def wanted(sentence: Sentence) -> frozenset[str]:
    """Everything that should be kept of it."""
    if sentence.is_quiet:
        return frozenset({CALM})
    urgent = {URGENT} if sentence.urgency == _IMMEDIATE else set()
    return frozenset({DANGER, ANSWER} | urgent | ({FLAGGED} if sentence.flags else set()))


def is_heard(sentence: Sentence, heard: Heard) -> bool:
    """Whether what matters at once is kept: the danger, and the emergency numbers when it is now."""
    return kept(sentence, heard) >= wanted(sentence) - {ANSWER, FLAGGED}


def is_right(sentence: Sentence, heard: Heard) -> bool:
    """Whether it is heard, and in a situation that is right."""
    return is_heard(sentence, heard) and (not sentence.situations or heard.situation in sentence.situations)


def _is_answered(sentence: Sentence, heard: Heard) -> bool:
    if not sentence.situations or heard.situation in sentence.situations:
        return True
    if any(is_kept(situation, 1) for situation in sentence.situations):
        return False
    first = next((route for route in heard.routes if route != EMERGENCY), "")
    return any(first in routes(name, about=None, urgency=1, flags=()) for name in sentence.situations)

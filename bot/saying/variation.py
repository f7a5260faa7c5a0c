"""One reviewed way of saying a response, as data/responses/ writes it (docs/contracts.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.hearing.pupil import Pupil
from facts.orientation import offers_no_referents

BUBBLE_BREAK = "\n\n"


@dataclass(frozen=True)
class Variation:
    """One reviewed way of saying a response. `lines`: "orientation", line ids, or None for no card; `asked`: the pupil wants the
    group, whatever was told; `answers`: flags that these very words answer, without a precaution; `guesses`: its buttons of situations
    are labels of meanings, shown only when guessed.
    """

    conditions: tuple[tuple[str, Any], ...]
    texts: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...]
    lines: str | tuple[str, ...] | None
    panel: str | None
    urgent: bool
    asked: bool
    answers: frozenset[str]
    guesses: bool

    def suits(self, pupil: Pupil) -> bool:
        """Whether every condition is satisfied."""
        return all(pupil.satisfies(name, value) for name, value in self.conditions)

    def is_written_for_school_adult(self) -> bool:
        """Whether it was written for a pupil hurt by an adult of the school: only then may it lead to the group."""
        return any(
            (name == "situation" and offers_no_referents(value, ()))
            or (name == "flags" and offers_no_referents(None, (value,)))
            for name, value in self.conditions
        )


def read_variation(written: Mapping[str, Any]) -> Variation:
    """A variation as Rasa holds it in its domain."""
    custom = written.get("custom") or {}
    lines = custom.get("helplines")
    return Variation(
        conditions=tuple((condition["name"], condition["value"]) for condition in written.get("condition") or ()),
        texts=tuple(bubble.strip() for bubble in (written.get("text") or "").split(BUBBLE_BREAK) if bubble.strip()),
        buttons=tuple((button["title"], button["payload"]) for button in written.get("buttons") or ()),
        lines=tuple(lines) if isinstance(lines, list) else lines,
        panel=custom.get("panel"),
        urgent=bool(custom.get("urgent", False)),
        asked=bool(custom.get("asked", False)),
        answers=frozenset(custom.get("answers", ())),
        guesses=bool(custom.get("guesses", False)),
    )

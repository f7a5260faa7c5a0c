"""The words of a scene: for each case that its files tell apart, what the older read and what the youngest read. Pure.

The choice is that of the bot (`bot.saying.wording`: most conditions satisfied, the first written on a tie); « facile à lire » reads the
words of primary school.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.catalogue import DAY
from facts.errors import FactError
from facts.placeholders import fill

REGISTER, PRIMARY, OLDER = "register", "primaire", "college"
Conditions = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Variation:
    """One way of saying a scene, as it is written; `lines`: helplines by id, or `("orientation",)` for those of the situation."""

    conditions: Conditions
    texts: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    panel: str | None
    urgent: bool


@dataclass(frozen=True)
class Row:
    """A case, without the level: what the older are told, and what the youngest and who asks for easy words are told; None: nothing is written."""

    conditions: Conditions
    older: Variation | None
    primary: Variation | None


def variation(written: Mapping[str, Any]) -> Variation:
    """One variation of data/responses/."""
    custom = written.get("custom")
    custom = custom if isinstance(custom, dict) else {}
    lines = custom.get("helplines") or ()
    return Variation(
        conditions=tuple(
            (str(each.get("name")), str(each.get("value"))) for _, each in entries(written.get("condition"))
        ),
        texts=tuple(_printed(bubble.strip()) for bubble in written["text"].split("\n\n") if bubble.strip()),
        buttons=tuple(
            (str(each.get("title")), str(each.get("payload"))) for _, each in entries(written.get("buttons"))
        ),
        lines=(lines,) if isinstance(lines, str) else tuple(map(str, lines)),
        panel=custom.get("panel"),
        urgent=bool(custom.get("urgent")),
    )


def entries(written: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """What is well written of a list of keys and values, each with its place; the rest is for `content check` to say."""
    yield from (
        (at, each) for at, each in enumerate(written if isinstance(written, list) else ()) if isinstance(each, dict)
    )


def rows(variations: Sequence[Variation]) -> tuple[Row, ...]:
    """One row a case, in the order of the file; a case that only the youngest have shows what the older read then."""
    cases = dict.fromkeys(_without_level(each.conditions) for each in variations)
    return tuple(
        Row(case, *(_chosen(variations, {*case, (REGISTER, level)}) for level in (OLDER, PRIMARY))) for case in cases
    )


def _without_level(conditions: Conditions) -> Conditions:
    return tuple(sorted(each for each in conditions if each[0] != REGISTER))


def _chosen(variations: Sequence[Variation], pupil: set[tuple[str, str]]) -> Variation | None:
    suiting = [each for each in variations if set(each.conditions) <= pupil]
    return max(suiting, key=lambda each: len(each.conditions), default=None)


def _printed(bubble: str) -> str:
    """With its facts as they are said at noon on a school day; as it is written where a fact cannot be said."""
    try:
        return fill(bubble, DAY)
    except FactError:
        return bubble

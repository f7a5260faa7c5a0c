"""Every reply that a pupil can be given by the scenes, as it is read: which words win for whom, at every kind of hour.

The choice is that of bot.saying.wording (most conditions satisfied, the first written on a tie), made here without Rasa for every pupil that
the conditions of a response can tell apart; tests/wording/test_every_reply_is_known.py holds it against the real one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

from content.catalogue import DAY as NOON
from content.catalogue import RESPONSES, Said, catalogue, sentences, situations
from facts.group_words import without_group
from facts.paris import PARIS
from facts.placeholders import SCHOOL_NOW, fill
from facts.school_words import could_be_said

PRIMARY, OLDER = "primaire", "college"
LEVELS = (PRIMARY, OLDER)
ANOTHER = "another value"
QUOTED = re.compile(r"«[^»]*»")
FOREIGN = re.compile(r"utter_langue(_numeros)?__(?!autre)")
DANGER = ("utter_danger_", "utter_sans_voix", "utter_rappel")
ADDED = ("utter_precaution__", "utter_rappel", "utter_aussi__", "utter_theme__", "utter_avant", "utter_question")
MOMENTS = {
    "a school morning": datetime(2026, 11, 24, 10, tzinfo=PARIS),
    "a Wednesday afternoon": datetime(2026, 11, 25, 15, tzinfo=PARIS),
    "a school evening": datetime(2026, 11, 24, 20, tzinfo=PARIS),
    "when the 3018 closes": datetime(2026, 11, 24, 23, tzinfo=PARIS),
    "three in the night": datetime(2026, 11, 25, 3, tzinfo=PARIS),
    "a Saturday": datetime(2026, 11, 28, 11, tzinfo=PARIS),
    "a Sunday night of holidays in zone B": datetime(2027, 2, 28, 3, tzinfo=PARIS),
    "holidays everywhere": datetime(2026, 12, 23, 15, tzinfo=PARIS),
    "a public holiday": datetime(2026, 12, 25, 10, tzinfo=PARIS),
    "an hour that summer time skips": datetime(2027, 3, 28, 2, 30, tzinfo=PARIS),
}


@dataclass(frozen=True)
class Reading:
    """What somebody reads at once: where it is written, what it answers (`kind`), for whom, its bubbles and what its buttons say."""

    file: str
    label: str
    kind: str
    level: str
    bubbles: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @cached_property
    def sentences(self) -> list[str]:
        return [sentence for bubble in self.bubbles for sentence in sentences(bubble)]

    @cached_property
    def own_sentences(self) -> list[str]:
        """Without what is between « », which the pupil is offered to say to somebody."""
        return [sentence for bubble in self.bubbles for sentence in sentences(QUOTED.sub("«»", bubble))]

    def __str__(self) -> str:
        return f"{self.file} {self.label} ({self.level})"


@cache
def _told() -> frozenset[str]:
    return frozenset(situations())


def kind_of(said: Said) -> str:
    if said.name.startswith(DANGER) or (
        said.name.startswith("utter_encore__") and said.conditions.get("urgency") == "2"
    ):
        return "danger"
    if FOREIGN.match(said.name):
        return "foreign"
    if said.situation not in _told():
        return "talk"
    if said.is_information:
        return "information"
    wrote = said.conditions.get("about") == "author" or (said.situation == "auteur" and "about" not in said.conditions)
    return "author" if wrote else "disclosure"


def winners(variations: Sequence[Said]) -> Iterator[tuple[str, Said]]:
    """Each variation of one response with each level of school whose pupils can be given it."""
    for pupil in _pupils(variations):
        suiting = [said for said in variations if _suits(said, pupil)]
        if suiting:
            yield str(pupil["register"]), max(suiting, key=lambda said: len(said.conditions))


def scenes(folder: Path = RESPONSES) -> Iterator[Reading]:
    """Every reading of data/responses/ with a `responses:` key; the same words twice are one."""
    by_name: dict[str, list[Said]] = {}
    for said in catalogue(folder):
        by_name.setdefault(said.name, []).append(said)
    for variations in by_name.values():
        chosen = {(level, str(said)): said for level, said in winners(variations)}
        for (level, _), said in chosen.items():
            titles = tuple(title for title, _ in said.buttons)
            for printed in _printed(said.text):
                yield Reading(said.file, str(said), kind_of(said), level, printed, titles)


def _printed(text: str) -> Iterator[tuple[str, ...]]:
    bubbles = [bubble.strip() for bubble in text.split("\n\n") if bubble.strip()]
    any_school = [(at, None) for at in MOMENTS.values()]
    longest = [(NOON, max(could_be_said(), key=len))] if SCHOOL_NOW in text else []
    seen = {tuple(fill(each, at, school_now=said) for each in bubbles) for at, said in (*any_school, *longest)}
    yield from sorted(seen | {tuple(filter(None, map(without_group, printed))) for printed in seen})


def _pupils(variations: Sequence[Said]) -> Iterator[Mapping[str, Any]]:
    values: dict[str, set[str]] = {}
    for name, value in chain.from_iterable(said.conditions.items() for said in variations):
        values.setdefault(name, set()).add(value)
    flags = sorted(values.pop("flags", ()))
    values.pop("register", None)
    told = list(chain.from_iterable(combinations(flags, size) for size in range(len(flags) + 1)))
    for combined in product(LEVELS, told, *([*sorted(each), ANOTHER] for each in values.values())):
        yield {"register": combined[0], "flags": combined[1], **dict(zip(values, combined[2:], strict=True))}


def _suits(said: Said, pupil: Mapping[str, Any]) -> bool:
    return all(
        value in pupil["flags"] if name == "flags" else pupil[name] == value for name, value in said.conditions.items()
    )

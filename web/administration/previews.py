"""Exactly what a pupil will read of a page before it is saved: the first words, the sentence about hours, the numbers.

It is made by the code that speaks to pupils (`schools.reading`, `facts.placeholders`) from the reviewed words of the assistant.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import yaml

from facts.cards import Card
from facts.paris import wall, weekday_of
from facts.placeholders import fill
from schools.page import SchoolPage
from schools.reading import is_served, local_cards, say, today_of, welcome_bubble
from settings import School
from web.administration.afterwards import afterwards_of
from web.administration.texts import say_moment, texts
from web.sentences import FILE

_FIRST_WORDS = "utter_commencer"
_EVENING, _AFTERNOON, _MORNING = 20 * 60, 15 * 60, 10 * 60


@dataclass(frozen=True)
class Moment:
    """A moment, named, and what a pupil is told then."""

    name: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """What a pupil reads. `local` are the cards shown after the national ones; `withheld` the names of the lines too old to be shown.

    `afterwards`: what happens to a message that waits, and when it is erased, as the administrator reads it.
    """

    bubbles: tuple[str, ...]
    moments: tuple[Moment, ...]
    local: tuple[Card, ...]
    withheld: tuple[str, ...]
    afterwards: tuple[str, ...]


def preview_of(page: SchoolPage, school: School, now: datetime, *, rings: bool) -> Preview:
    """The preview of this page, at `now`."""
    today = today_of(now, school.timezone)
    withheld = tuple(line.name for line in page.lines if not is_served(line, today))
    cards = tuple(local_cards(page, now, school.timezone))
    moments = _moments(page, school, now)
    return Preview(tuple(_bubbles(page, now)), moments, cards, withheld, afterwards_of(page, rings=rings))


def _bubbles(page: SchoolPage, now: datetime) -> list[str]:
    """In the order of `web.pupil.beginning`: the bot says what it is, then the school has its word."""
    first, *others = [fill(bubble, now) for bubble in _first_words().split("\n\n")]
    welcome = welcome_bubble(page)
    return [first, *([welcome] if welcome else []), *others]


@cache
def _first_words() -> str:
    written = yaml.safe_load(FILE.with_name("accueil.yml").read_text(encoding="utf-8"))
    return str(written["responses"][_FIRST_WORDS][0]["text"]).strip()


def _moments(page: SchoolPage, school: School, now: datetime) -> tuple[Moment, ...]:
    clock = ZoneInfo(school.timezone)
    named = [("now", now), *_chosen(page, school, now)]
    return tuple(
        Moment(
            texts()["preview"]["moments"][name].format(moment=say_moment(at, clock)),
            say(page, school.zone, at, school.timezone, school.uai),
        )
        for name, at in named
    )


def _chosen(page: SchoolPage, school: School, now: datetime) -> list[tuple[str, datetime]]:
    """This evening, the next Wednesday afternoon, and the next absence, or the next Saturday."""
    today, clock = today_of(now, school.timezone), ZoneInfo(school.timezone)
    days = [today + timedelta(days=ahead) for ahead in range(1, 8)]
    wednesday, saturday = (next(day for day in days if weekday_of(day) == name) for name in ("wed", "sat"))
    evening = next(at for day in (today, days[0]) if (at := wall(day, _EVENING, clock)) > now)
    coming = min((absence.first for absence in page.absences if absence.first > today), default=None)
    last = (
        ("saturday", wall(saturday, _MORNING, clock)) if coming is None else ("absence", wall(coming, _MORNING, clock))
    )
    return [("evening", evening), ("wednesday", wall(wednesday, _AFTERNOON, clock)), last]

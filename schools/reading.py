"""What a pupil is told of the school: the sentence of `{school.now}`, and the cards of the local lines. Pure.

Local lines come after the national ones, never instead of them; one that nobody has verified for six months is withheld.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from facts.cards import Card
from facts.paris import on_clock
from facts.phrases import load_phrases
from facts.places import local_holidays
from facts.school import OwnTimes
from facts.school_words import say_school_time
from schools.numbers import as_dialled, as_printed, is_free
from schools.page import LocalLine, SchoolPage

SERVED_MONTHS = 6
FRANCE = "Europe/Paris"


def say(page: SchoolPage, zone: str | None, at: datetime, timezone: str = FRANCE, uai: str = "") -> str:
    """When a message to this school can be read, said at `at`: one of the sentences of `facts.school_words`.

    `uai` tells where the school is: some places have public holidays of their own.
    """
    return say_school_time(at, zone, own=times_of(page, timezone, uai), delay_days=page.delay_days)


def times_of(page: SchoolPage, timezone: str = FRANCE, uai: str = "") -> OwnTimes:
    """The school's own hours and absences, on its own clock, with the public holidays of its place."""
    absences = tuple((absence.first, absence.last) for absence in page.absences)
    return OwnTimes(page.hours or None, absences, ZoneInfo(timezone), local_holidays(uai))


def today_of(at: datetime, timezone: str = FRANCE) -> date:
    """The day that it is at the school."""
    return on_clock(at, ZoneInfo(timezone)).date()


def is_served(line: LocalLine, today: date) -> bool:
    """Whether a person has verified the line less than six months ago."""
    return line.verified_on <= today <= served_until(line)


def served_until(line: LocalLine) -> date:
    """The last day when the line is shown, unless it is verified again."""
    months = line.verified_on.year * 12 + line.verified_on.month - 1 + SERVED_MONTHS
    first = date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(line.verified_on.day, monthrange(first.year, first.month)[1]))


def welcome_bubble(page: SchoolPage) -> str | None:
    """The school's own sentence as a pupil reads it, said to be the school's; None when it wrote none."""
    return str(load_phrases()["school_welcome"]).format(welcome=page.welcome) if page.welcome else None


def local_cards(page: SchoolPage, at: datetime, timezone: str = FRANCE) -> list[Card]:
    """The cards of the lines that may be shown at `at`, as the school ordered them."""
    today = today_of(at, timezone)
    return [_card(place, line) for place, line in enumerate(page.lines, 1) if is_served(line, today)]


def _card(place: int, line: LocalLine) -> Card:
    phrases: Mapping[str, str] = load_phrases()["local_line"]
    return Card(
        id=f"local-{place}",
        number=as_printed(line.number),
        name=line.name,
        what_for=line.what_for,
        hours=line.hours,
        now=phrases["now"],
        open=False,
        cost=phrases["free" if is_free(line.number) else "usual"],
        privacy=phrases["privacy"],
        bill=phrases["bill"],
        what_happens=phrases["what_happens"],
        call=as_dialled(line.number),
        sms=None,
        chat=None,
    )

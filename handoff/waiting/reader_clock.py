"""The days when the adults of a school read, as the promise and the reminders count them.

A day of reading is one of the school's own hours, in term, no public holiday of its place, no absence of the whole school. Where the
calendar does not know whether there is class, a promise does not count the day (`sure_days`: told later, never a lie) and a reminder
does (`likely_days`: reminded sooner, never forgotten). What a school says of itself comes as `SchoolRules`, whoever put it together.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Protocol

from facts.paris import on_clock, wall, weekday_of
from facts.school import HORIZON_DAYS, OwnTimes
from facts.school_calendar import SchoolCalendar
from facts.school_days import ahead
from handoff.cases.case import QUIET_SCHOOL_DAYS

_LIKELY_HORIZON = 400  # days: past a whole year of absences, nobody is reminded any more


class Person(Protocol):
    """An adult of the ENT."""

    @property
    def id(self) -> str:
        """The ENT's id."""

    @property
    def name(self) -> str:
        """As colleagues know it."""


class SchoolRules(Protocol):
    """What the hand-off goes by at one school: `schools.rules.HandoffRules` is one."""

    @property
    def id(self) -> str:
        """The ENT's id of the school."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def zone(self) -> str:
        """Its holiday zone."""

    @property
    def times(self) -> OwnTimes:
        """Its own hours and absences, its clock, the public holidays of its place."""

    @property
    def delay_days(self) -> int:
        """Within how many days of reading an adult will have opened."""

    @property
    def kept_months(self) -> int:
        """How many whole months a message is kept after its own."""

    @property
    def head(self) -> Person | None:
        """Who is told that something waits for too long."""

    @property
    def outside(self) -> Person | None:
        """Who is told besides, outside the school."""


RulesOf = Callable[[str], SchoolRules | None]


@dataclass(frozen=True)
class ReadingDay:
    """One day of reading, by its first and last minute."""

    day: date
    opens: datetime
    closes: datetime


def sure_days(rules: SchoolRules, after: datetime, calendar: SchoolCalendar) -> Iterator[ReadingDay]:
    """The whole days of reading that begin at `after` or later, those that are sure only, within the horizon of the calendar."""
    for day in _days(rules, after, calendar, HORIZON_DAYS):
        if calendar.is_term_day(day.day, rules.zone):
            yield day


def likely_days(rules: SchoolRules, after: datetime, calendar: SchoolCalendar) -> Iterator[ReadingDay]:
    """The same with those of which nothing is known."""
    for day in _days(rules, after, calendar, _LIKELY_HORIZON):
        if calendar.is_term_day(day.day, rules.zone) is not False:
            yield day


def likely_end(rules: SchoolRules, after: datetime, count: int, calendar: SchoolCalendar) -> datetime | None:
    """The end of the `count`-th likely day of reading after `after`; None when the school reads on none."""
    return next((day.closes for day in islice(likely_days(rules, after, calendar), count - 1, None)), None)


def _days(rules: SchoolRules, after: datetime, calendar: SchoolCalendar, horizon: int) -> Iterator[ReadingDay]:
    times = rules.times
    hours = calendar.hours if times.hours is None else times.hours
    today = on_clock(after, times.clock).date()
    for number in range(horizon):
        day = today + timedelta(days=number)
        if weekday_of(day) not in hours or times.is_absent(day) or times.holidays.has(day):
            continue
        opens, closes = (wall(day, minutes, times.clock) for minutes in hours[weekday_of(day)])
        if opens >= after:
            yield ReadingDay(day, opens, closes)


def quiet_of(rules: SchoolRules, calendar: SchoolCalendar) -> Callable[[datetime], date]:
    """Until when "je m'en occupe", said at some moment, makes colleagues quiet: so many school days (`handoff.cases.case.Quiet`)."""

    def quiet(at: datetime) -> date:
        return ahead(on_clock(at, rules.times.clock).date(), QUIET_SCHOOL_DAYS, rules.zone, calendar)

    return quiet

"""The term (trimestre) of a day, from the school calendar.

The first one begins with the school year and ends with the holidays of Christmas, the second one ends with those of spring, the third one
with the summer. Zones A, B and C each have their own days; where the calendar does not say, and in every other zone, the year begins on
1 September and the terms end on 31 December and 31 March.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from facts.school_calendar import ZONES, SchoolCalendar, SchoolYear

_ONE = timedelta(days=1)
_HOLIDAYS = timedelta(days=6)  # shorter ones are long week-ends
_SEPTEMBER, _AUGUST, _APRIL, _DECEMBER = 9, 8, 4, 12


@dataclass(frozen=True, order=True)
class Term:
    """The first, second or third one of the school year that began in `year`."""

    year: int
    number: int


def term_of(day: date, zone: str | None, calendar: SchoolCalendar) -> Term:
    """The term that this day is in, holidays counted with what they follow."""
    year = day.year if day >= _begins(day.year, zone, calendar) else day.year - 1
    first, second = _ends(year, zone, calendar)
    return Term(year, 1 + (day > first) + (day > second))


def is_over(term: Term, today: date, calendar: SchoolCalendar) -> bool:
    """Whether nothing is counted in it any more: it has ended in every zone, and on every clock."""
    return today > max(_last_day(term, zone, calendar) for zone in (None, *ZONES)) + _ONE


def _last_day(term: Term, zone: str | None, calendar: SchoolCalendar) -> date:
    ends = (*_ends(term.year, zone, calendar), _begins(term.year + 1, zone, calendar) - _ONE)
    return ends[term.number - 1]


def _begins(year: int, zone: str | None, calendar: SchoolCalendar) -> date:
    described = _described(year, zone, calendar)
    return described.first_day if described else date(year, _SEPTEMBER, 1)


def _ends(year: int, zone: str | None, calendar: SchoolCalendar) -> tuple[date, date]:
    """The last days of the first and of the second term."""
    first, second = date(year, _DECEMBER, 31), date(year + 1, _APRIL, 1) - _ONE
    described = _described(year, zone, calendar)
    if described is None:
        return first, second
    mine = [each for each in described.holidays if zone in each.zones and each.last <= described.last_day]
    christmas = (each.last for each in mine if each.first <= date(year, _DECEMBER, 25) <= each.last)
    spring = (each.last for each in mine if each.first.month == _APRIL and each.last - each.first >= _HOLIDAYS)
    return next(christmas, first), next(spring, second)


def _described(year: int, zone: str | None, calendar: SchoolCalendar) -> SchoolYear | None:
    """The school year of zone A, B or C that begins in the autumn of `year`."""
    if zone not in ZONES:
        return None
    autumn = (each for each in calendar.years if zone in each.zones and each.first_day.year == year)
    return next((each for each in autumn if each.first_day.month >= _AUGUST), None)

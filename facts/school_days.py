"""Counting in days of school: so many back, so many ahead, and when the present period began.

A day counts unless the calendar is sure that there is no class: where nothing is known (a zone that is not described, a year to come) every
weekday counts. So a term that is counted in school days never comes later because something is not known: a key is asked to be exercised
sooner, a reminder is sent sooner. Nothing here may be told to a pupil as certain: that is `handoff.waiting.promises`.
"""

from datetime import date, timedelta

from facts.school_calendar import ZONES, SchoolCalendar

HOLIDAYS_DAYS = (
    7  # so many days without class in a row are holidays, not a long week-end (the Ascension's has four, five at most)
)
LONGEST_PERIOD = 84  # no period between two holidays is longer
USUAL_PERIOD = 49  # how long a period is taken to be, where no holidays are known
_ONE = timedelta(days=1)


def back(day: date, count: int, zone: str | None, calendar: SchoolCalendar) -> date:
    """The day from which there are `count` school days before `day`, itself one of them; `day` for 0."""
    return _walk(day, count, -_ONE, zone, calendar)


def ahead(day: date, count: int, zone: str | None, calendar: SchoolCalendar) -> date:
    """The `count`-th school day after `day`; `day` for 0."""
    return _walk(day, count, _ONE, zone, calendar)


def period_start(day: date, zone: str | None, calendar: SchoolCalendar) -> date:
    """The first day after the last holidays: what a drill of each half-term goes by. Holidays belong to the period before them.

    Where no holidays are known before `day`, seven weeks earlier.
    """
    begins = day
    while _is_off(begins, zone, calendar) and day - begins < timedelta(days=LONGEST_PERIOD):
        begins -= _ONE
    earliest = begins - timedelta(days=LONGEST_PERIOD)
    while begins > earliest:
        if _begins_year(begins, zone, calendar) or _is_after_holidays(begins, zone, calendar):
            return begins
        begins -= _ONE
    return day - timedelta(days=USUAL_PERIOD)


def _walk(day: date, count: int, step: timedelta, zone: str | None, calendar: SchoolCalendar) -> date:
    while count > 0:
        day += step
        count -= calendar.is_school_day(day, zone) is not False
    return day


def _is_off(day: date, zone: str | None, calendar: SchoolCalendar) -> bool:
    """Whether `day` is for sure one of a row of days that are holidays."""
    first, last = day, day
    while (last - first).days < HOLIDAYS_DAYS and calendar.is_school_day(first - _ONE, zone) is False:
        first -= _ONE
    while (last - first).days < HOLIDAYS_DAYS and calendar.is_school_day(last + _ONE, zone) is False:
        last += _ONE
    return calendar.is_school_day(day, zone) is False and (last - first).days >= HOLIDAYS_DAYS - 1


def _is_after_holidays(day: date, zone: str | None, calendar: SchoolCalendar) -> bool:
    before = (calendar.is_school_day(day - timedelta(days=days), zone) for days in range(1, HOLIDAYS_DAYS + 1))
    return calendar.is_school_day(day, zone) is not False and all(known is False for known in before)


def _begins_year(day: date, zone: str | None, calendar: SchoolCalendar) -> bool:
    zones = frozenset((zone,)) if zone else ZONES
    return any(year.first_day == day and zones <= year.zones for year in calendar.years)

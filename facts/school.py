"""Can the adults of a school read a message now, and if not, when? (R53)

The answer is never surer than the calendar: unsure holidays, an unknown zone or a year that is not described give "unknown".
Hours are prudent ones, the same for every school; no hour of reading is ever promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from facts.errors import MalformedFactError
from facts.holidays import PublicHolidays, holidays_of
from facts.paris import in_paris, minutes_of, wall, weekday_of
from facts.phrases import load_phrases, say_day
from facts.reading import read

ZONES = frozenset("ABC")
SOON_DAYS = 6  # further ahead, the name of a day would not say which one
HORIZON_DAYS = 70


@dataclass(frozen=True)
class SchoolHolidays:
    """From `first` to `last` included, without class in `zones`; unsure ones are not affirmed."""

    zones: frozenset[str]
    first: date
    last: date
    sure: bool


@dataclass(frozen=True)
class SchoolCalendar:
    """One school year. `hours`: minutes of opening and closing by day of the week."""

    first_day: date
    last_day: date
    hours: Mapping[str, tuple[int, int]]
    holidays: tuple[SchoolHolidays, ...]
    public_holidays: PublicHolidays

    def is_school_day(self, day: date, zone: str | None) -> bool | None:
        """Whether there is class; None when that is not known. `zone` is A, B, C or None (not known)."""
        if weekday_of(day) not in self.hours or self.public_holidays.has(day):
            return False
        if not self.first_day <= day <= self.last_day:
            return None
        zones = frozenset((zone,)) if zone in ZONES else ZONES
        touching = [each for each in self.holidays if each.first <= day <= each.last and each.zones & zones]
        if not touching:
            return True
        return False if any(each.sure and zones <= each.zones for each in touching) else None


@dataclass(frozen=True)
class SchoolTime:
    """`is_open` None: not known. `next_day`: the next day with class, None if open or not known."""

    is_open: bool | None
    next_day: date | None = None


def school_time(at: datetime, zone: str | None, calendar: SchoolCalendar) -> SchoolTime:
    """What a school of `zone` does at `at`.

    Raises:
        NaiveTimeError: `at` has no offset.
    """
    today = in_paris(at).date()
    for ahead in range(HORIZON_DAYS):
        day = today + timedelta(days=ahead)
        with_class = calendar.is_school_day(day, zone)
        if with_class is None:
            return SchoolTime(is_open=None)
        if not with_class:
            continue
        opens, closes = (wall(day, minutes) for minutes in calendar.hours[weekday_of(day)])
        if opens <= at < closes:
            return SchoolTime(is_open=True)
        if at < opens:
            return SchoolTime(is_open=False, next_day=day)
    return SchoolTime(is_open=None)


def say_school_time(at: datetime, zone: str | None, calendar: SchoolCalendar | None = None) -> str:
    """One French sentence about when a message can be read; it promises no hour."""
    phrases: Mapping[str, str] = load_phrases()["school"]
    time = school_time(at, zone, calendar or load_calendar())
    if time.is_open is None:
        return phrases["unknown"]
    if time.next_day is None:
        return phrases["open"]
    ahead = (time.next_day - in_paris(at).date()).days
    key = {0: "closed_today", 1: "closed_tomorrow"}.get(
        ahead, "closed_until" if ahead <= SOON_DAYS else "closed_for_long"
    )
    return phrases[key].format(day=say_day(time.next_day))


@cache
def load_calendar() -> SchoolCalendar:
    """The calendar of this installation, read once."""
    return calendar_of(read("calendar"))


def calendar_of(content: Mapping[str, Any]) -> SchoolCalendar:
    """The calendar written in `content`; past `valid_until` it knows nothing any more.

    Raises:
        MalformedFactError: holidays that end before they begin, or a zone that does not exist.
    """
    school = content["school"]
    hours = {day: (minutes_of(opens), minutes_of(closes)) for day, (opens, closes) in school["hours"].items()}
    last_day = min(school["last_day"], school["valid_until"])
    holidays = tuple(_holidays(written) for written in school["holidays"])
    return SchoolCalendar(school["first_day"], last_day, hours, holidays, holidays_of(content["public_holidays"]))


def _holidays(written: Mapping[str, Any]) -> SchoolHolidays:
    zones, first, last = frozenset(written["zones"]), written["from"], written["to"]
    if not zones or not zones <= ZONES or first > last:
        raise MalformedFactError(f"holidays « {written['name']} »")
    return SchoolHolidays(zones, first, last, bool(written["sure"]))

"""Can the adults of a school read a message now, and if not, when? (R53)

The answer is never surer than the calendar: unsure holidays, an unknown zone or a year that is not described give "unknown"; a zone
that the calendar does not describe (overseas) is never affirmed to be open. Hours are prudent ones, the same for every school, unless
the school has said its own; what it says itself (hours, absences, its clock) can only close it. No hour of reading is promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from facts.errors import MalformedFactError
from facts.holidays import PublicHolidays, holidays_of
from facts.paris import PARIS, minutes_of, on_clock, wall, weekday_of
from facts.reading import read

ZONES = frozenset("ABC")
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
        """Whether there is class, on a day of `hours`; None when that is not known. `zone` is A, B, C or None (not known)."""
        return self.is_term_day(day, zone) if weekday_of(day) in self.hours else False

    def is_term_day(self, day: date, zone: str | None) -> bool | None:
        """Whether `day` is outside the holidays, whatever the day of the week; None when that is not known."""
        if zone is not None and zone not in ZONES:
            return None
        if self.public_holidays.has(day):
            return False
        if not self.first_day <= day <= self.last_day:
            return None
        zones = frozenset((zone,)) if zone else ZONES
        touching = [each for each in self.holidays if each.first <= day <= each.last and each.zones & zones]
        if not touching:
            return True
        return False if any(each.sure and zones <= each.zones for each in touching) else None


@dataclass(frozen=True)
class OwnTimes:
    """What one school says of its times: hours as in the calendar (None: it said none), absences from first to last day, its clock."""

    hours: Mapping[str, tuple[int, int]] | None = None
    absences: tuple[tuple[date, date], ...] = ()
    clock: ZoneInfo = PARIS

    def is_absent(self, day: date) -> bool:
        """Whether the school has said that nobody reads that day."""
        return any(first <= day <= last for first, last in self.absences)


PRUDENT = OwnTimes()


@dataclass(frozen=True)
class SchoolTime:
    """`is_open` None: not known. When it is closed:

    `next_day` is the next day when somebody may read, None if not known, and `opens` its first minute; `by_itself`: the school
    is not closed, its adults do not read; `past_absence`: an absence stands between now and `next_day`.
    """

    is_open: bool | None
    next_day: date | None = None
    opens: int | None = None
    by_itself: bool = False
    past_absence: bool = False


def school_time(at: datetime, zone: str | None, calendar: SchoolCalendar, own: OwnTimes = PRUDENT) -> SchoolTime:
    """What a school of `zone` does at `at`.

    Raises:
        NaiveTimeError: `at` has no offset.
    """
    hours = calendar.hours if own.hours is None else own.hours
    today = on_clock(at, own.clock).date()
    for ahead in range(HORIZON_DAYS):
        day = today + timedelta(days=ahead)
        if own.is_absent(day) or weekday_of(day) not in hours:
            continue
        opens, closes = (wall(day, minutes, own.clock) for minutes in hours[weekday_of(day)])
        in_term = calendar.is_term_day(day, zone)
        if at >= closes or in_term is False:
            continue
        if in_term is None:
            break
        if opens <= at:
            return SchoolTime(is_open=True)
        return _closed(
            today, zone, calendar, own, SchoolTime(is_open=False, next_day=day, opens=hours[weekday_of(day)][0])
        )
    nobody_reads = own.is_absent(today) or (own.hours is not None and not _is_within(at, own.hours, own.clock))
    return _closed(today, zone, calendar, own, SchoolTime(is_open=False)) if nobody_reads else SchoolTime(is_open=None)


def _closed(today: date, zone: str | None, calendar: SchoolCalendar, own: OwnTimes, time: SchoolTime) -> SchoolTime:
    by_itself = own.is_absent(today) or (own.hours is not None and calendar.is_school_day(today, zone) is not False)
    until = time.next_day or today
    past_absence = any(first <= until and last >= today for first, last in own.absences)
    return SchoolTime(
        is_open=False, next_day=time.next_day, opens=time.opens, by_itself=by_itself, past_absence=past_absence
    )


def _is_within(at: datetime, hours: Mapping[str, tuple[int, int]], clock: ZoneInfo) -> bool:
    today = on_clock(at, clock).date()
    opens, closes = hours.get(weekday_of(today), (0, 0))
    return wall(today, opens, clock) <= at < wall(today, closes, clock)


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

"""Can the adults of a school read a message now, and if not, when? (R53)

The answer is never surer than the calendar: unsure holidays, an unknown zone or a year that is not described give "unknown"; a zone
that the calendar does not describe (Corse, most places overseas) is never affirmed to be open. Hours are prudent ones, the same for every school, unless
the school has said its own; what it says itself (hours, absences, its clock) can only close it. No hour of reading is promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from facts.holidays import PublicHolidays
from facts.paris import PARIS, on_clock, wall, weekday_of
from facts.school_calendar import SchoolCalendar

HORIZON_DAYS = 75  # a summer, from the last day of school to the first


@dataclass(frozen=True)
class OwnTimes:
    """What one school says of its times: hours as in the calendar (None: it said none), absences from first to last day; its clock,
    and the public holidays of its place.
    """

    hours: Mapping[str, tuple[int, int]] | None = None
    absences: tuple[tuple[date, date], ...] = ()
    clock: ZoneInfo = PARIS
    holidays: PublicHolidays = field(default_factory=PublicHolidays.none)

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
        in_term = calendar.is_term_day(day, zone) if not own.holidays.has(day) else False
        if at >= closes or in_term is False:
            continue
        if in_term is None:
            break
        if opens <= at:
            return SchoolTime(is_open=True)
        return _closed(
            today, zone, calendar, own, SchoolTime(is_open=False, next_day=day, opens=hours[weekday_of(day)][0])
        )
    no_class = own.holidays.has(today) or calendar.is_term_day(today, zone) is False
    out_of_hours = own.hours is not None and not _is_within(at, own.hours, own.clock)
    if own.is_absent(today) or no_class or out_of_hours:
        return _closed(today, zone, calendar, own, SchoolTime(is_open=False))
    return SchoolTime(is_open=None)


def _closed(today: date, zone: str | None, calendar: SchoolCalendar, own: OwnTimes, time: SchoolTime) -> SchoolTime:
    by_itself = own.is_absent(today) or (
        own.hours is not None and not own.holidays.has(today) and calendar.is_school_day(today, zone) is not False
    )
    until = time.next_day or today
    past_absence = any(first <= until and last >= today for first, last in own.absences)
    return SchoolTime(
        is_open=False, next_day=time.next_day, opens=time.opens, by_itself=by_itself, past_absence=past_absence
    )


def _is_within(at: datetime, hours: Mapping[str, tuple[int, int]], clock: ZoneInfo) -> bool:
    today = on_clock(at, clock).date()
    opens, closes = hours.get(weekday_of(today), (0, 0))
    return wall(today, opens, clock) <= at < wall(today, closes, clock)

"""Is a line open at this hour, until when, and if not, when does it open?

Hours are those of the wall clock in Paris. A schedule is open every listed day from `opens` (included) to `closes`
(excluded): at 23:00 sharp the 3018 is closed. Public holidays count only for a line that says so. Of a line whose hours nobody has
verified, only words are known: it is never said to be open, nor to open at an hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from facts.errors import MalformedFactError
from facts.holidays import PublicHolidays
from facts.paris import DAYS, in_paris, minutes_of, wall, weekday_of

# No line that we list stays closed for longer than a long week-end at the turn of the year.
HORIZON_DAYS = 15


@dataclass(frozen=True)
class Schedule:
    """Opening hours; `opens` and `closes` in minutes after midnight, both None for a line that never closes.

    `said`: all that is known of the hours, in words; then no hour is.
    """

    opens: int | None = None
    closes: int | None = None
    days: frozenset[str] = frozenset(DAYS)
    closed_on_public_holidays: bool = False
    said: str | None = None

    @property
    def always(self) -> bool:
        """Whether the line never closes."""
        return self.opens is None and self.said is None


@dataclass(frozen=True)
class Opening:
    """`until`: when it closes, None if it never does or is closed. `next_opening`: None if open, or not within 15 days.

    `is_known` False: the hours are not verified; `is_open` is then False, and affirms nothing.
    """

    is_open: bool
    until: datetime | None = None
    next_opening: datetime | None = None
    is_known: bool = True


def schedule_of(written: str | Mapping[str, Any]) -> Schedule:
    """The schedule written in data/facts/: `always`, a mapping `from`, `to`, `days`, `closed_on_public_holidays`, or `said` alone.

    Raises:
        MalformedFactError: an hour, a day or the order of hours is wrong.
    """
    if written == "always":
        return Schedule()
    if not isinstance(written, Mapping):
        raise MalformedFactError(f"« {written} » is not a schedule")
    if set(written) == {"said"} and isinstance(written["said"], str) and written["said"]:
        return Schedule(said=written["said"])
    if not {"from", "to"} <= set(written) <= {"from", "to", "days", "closed_on_public_holidays"}:
        raise MalformedFactError(f"« {dict(written)} » is not a schedule")
    opens, closes = minutes_of(written["from"]), minutes_of(written["to"])
    days = frozenset(written.get("days", DAYS))
    if opens >= closes or not days or not days <= set(DAYS):
        raise MalformedFactError(f"« {dict(written)} » is not a schedule")
    return Schedule(opens, closes, days, bool(written.get("closed_on_public_holidays", False)))


def opening(schedule: Schedule, at: datetime, holidays: PublicHolidays) -> Opening:
    """What `schedule` says of the instant `at`; the answer's instants are Paris times.

    Raises:
        NaiveTimeError: `at` has no offset.
    """
    today = in_paris(at).date()
    if schedule.always:
        return Opening(is_open=True)
    if schedule.said is not None:
        return Opening(is_open=False, is_known=False)
    for ahead in range(HORIZON_DAYS):
        window = _window(schedule, today + timedelta(days=ahead), holidays)
        if window is None or window[1] <= at:
            continue
        starts, ends = window
        if starts <= at:
            return Opening(is_open=True, until=in_paris(ends))
        return Opening(is_open=False, next_opening=in_paris(starts))
    return Opening(is_open=False)


def _window(schedule: Schedule, day: date, holidays: PublicHolidays) -> tuple[datetime, datetime] | None:
    if schedule.opens is None or schedule.closes is None or weekday_of(day) not in schedule.days:
        return None
    if schedule.closed_on_public_holidays and holidays.has(day):
        return None
    return wall(day, schedule.opens), wall(day, schedule.closes)

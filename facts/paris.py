"""Instants and wall clocks: that of Paris, which all opening hours are written in, and that of a school overseas."""

import re
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from facts.errors import MalformedFactError, NaiveTimeError

PARIS = ZoneInfo("Europe/Paris")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def in_paris(at: datetime) -> datetime:
    """The same instant on the wall clock of Paris.

    Raises:
        NaiveTimeError: `at` has no offset.
    """
    return on_clock(at, PARIS)


def on_clock(at: datetime, clock: ZoneInfo) -> datetime:
    """The same instant on the wall clock of that place; same error as `in_paris`."""
    if at.tzinfo is None:
        raise NaiveTimeError("an hour without its offset")
    return at.astimezone(clock)


def wall(day: date, minutes: int, clock: ZoneInfo = PARIS) -> datetime:
    """The instant, in UTC, at which that clock shows `minutes` after midnight of `day` (1440 = the next midnight).

    UTC because two Paris times are compared by their wall clock, which is wrong in the night of the change of hour.
    """
    naive = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001 (the zone comes next)
    return naive.replace(tzinfo=clock).astimezone(timezone.utc)


def minutes_of(written: str) -> int:
    """`"09:30"` → 570; `"24:00"` is the end of the day.

    Raises:
        MalformedFactError: not an hour.
    """
    if not _HOUR.fullmatch(written):
        raise MalformedFactError(f"« {written} » is not an hour")
    hours, minutes = written.split(":")
    return int(hours) * 60 + int(minutes)


def weekday_of(day: date) -> str:
    """`mon` … `sun`."""
    return DAYS[day.weekday()]

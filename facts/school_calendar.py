"""The school years described in data/facts/calendar.yml, zone by zone: is there class on this day? Unsure is said to be unsure.

Between two years described of the same zone are the summer holidays; before, after, or in a zone that is not described, nothing is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

from facts.errors import MalformedFactError
from facts.holidays import PublicHolidays, holidays_of
from facts.paris import minutes_of, weekday_of
from facts.reading import read

ZONES = frozenset("ABC")


@dataclass(frozen=True)
class SchoolHolidays:
    """From `first` to `last` included, without class in `zones`; unsure ones are not affirmed."""

    zones: frozenset[str]
    first: date
    last: date
    sure: bool


@dataclass(frozen=True)
class SchoolYear:
    """What is described of one school year in some zones."""

    zones: frozenset[str]
    first_day: date
    last_day: date
    holidays: tuple[SchoolHolidays, ...]


@dataclass(frozen=True)
class SchoolCalendar:
    """The school years described. `hours`: minutes of opening and closing by day of the week."""

    hours: Mapping[str, tuple[int, int]]
    years: tuple[SchoolYear, ...]
    public_holidays: PublicHolidays

    @property
    def zones(self) -> frozenset[str]:
        """The zones of which some year is described."""
        return frozenset[str]().union(*(year.zones for year in self.years))

    @property
    def last_day(self) -> date:
        """The last day that is known of the zones A, B and C."""
        return max(year.last_day for year in self.years if year.zones >= ZONES)

    def is_school_day(self, day: date, zone: str | None) -> bool | None:
        """Whether there is class, on a day of `hours`; None when that is not known. `zone` None: A, B or C."""
        return self.is_term_day(day, zone) if weekday_of(day) in self.hours else False

    def is_term_day(self, day: date, zone: str | None) -> bool | None:
        """Whether `day` is outside the holidays, whatever the day of the week; None when that is not known."""
        zones = frozenset((zone,)) if zone else ZONES
        years = [year for year in self.years if zones <= year.zones]
        if not years:
            return None
        if self.public_holidays.has(day):
            return False
        year = next((year for year in years if year.first_day <= day <= year.last_day), None)
        if year is None:
            return False if _is_between(day, years) else None
        touching = [each for each in year.holidays if each.first <= day <= each.last and each.zones & zones]
        if not touching:
            return True
        return False if any(each.sure and zones <= each.zones for each in touching) else None


def _is_between(day: date, years: list[SchoolYear]) -> bool:
    """The summer: after a year that is described to its end, before the next one."""
    return any(year.last_day < day for year in years) and any(day < year.first_day for year in years)


@cache
def load_calendar() -> SchoolCalendar:
    """The calendar of this installation, read once."""
    return calendar_of(read("calendar"))


def calendar_of(content: Mapping[str, Any]) -> SchoolCalendar:
    """The calendar written in `content`; of a year past its `valid_until` it knows nothing any more.

    Raises:
        MalformedFactError: holidays that end before they begin or out of their year, a zone that is not of it, two years at once.
    """
    school = content["school"]
    hours = {day: (minutes_of(opens), minutes_of(closes)) for day, (opens, closes) in school["hours"].items()}
    years = tuple(_year(written) for written in school["years"])
    for one, other in combinations(years, 2):
        if one.zones & other.zones and one.first_day <= other.last_day and other.first_day <= one.last_day:
            raise MalformedFactError(f"two school years at once from {other.first_day}")
    return SchoolCalendar(hours, years, holidays_of(content["public_holidays"]))


def _year(written: Mapping[str, Any]) -> SchoolYear:
    zones, first, last = frozenset(written["zones"]), written["first_day"], written["last_day"]
    if not zones or not written["source"] or not written["verified_on"] < written["valid_until"] or first > last:
        raise MalformedFactError(f"school year from {first}")
    holidays = tuple(_holidays(each, zones) for each in written["holidays"])
    if any(not first <= day <= last for each in holidays for day in (each.first, each.last)):
        raise MalformedFactError(f"holidays out of the school year from {first}")
    return SchoolYear(zones, first, min(last, written["valid_until"]), holidays)


def _holidays(written: Mapping[str, Any], of_year: frozenset[str]) -> SchoolHolidays:
    zones, first, last = frozenset(written["zones"]), written["from"], written["to"]
    if not zones or not zones <= of_year or first > last:
        raise MalformedFactError(f"holidays « {written['name']} »")
    return SchoolHolidays(zones, first, last, bool(written["sure"]))

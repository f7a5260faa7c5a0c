"""Public holidays in France: eight fixed days, and three that follow Easter (the rule is in data/facts/calendar.yml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from facts.errors import MalformedFactError


@dataclass(frozen=True)
class PublicHolidays:
    """`fixed`: (month, day) pairs; `after_easter`: days to add to Easter Sunday."""

    fixed: frozenset[tuple[int, int]]
    after_easter: frozenset[int]

    @classmethod
    def none(cls) -> "PublicHolidays":
        """No day at all."""
        return cls(frozenset(), frozenset())

    def has(self, day: date) -> bool:
        """Whether `day` is a public holiday, in any year of the Gregorian calendar."""
        return (day.month, day.day) in self.fixed or (day - easter(day.year)).days in self.after_easter


def holidays_of(written: Mapping[str, Any]) -> PublicHolidays:
    """The holidays written under `public_holidays`.

    Raises:
        MalformedFactError: a day that no year has.
    """
    try:
        fixed = frozenset(
            (date.fromisoformat(f"2024-{day}").month, date.fromisoformat(f"2024-{day}").day) for day in written["fixed"]
        )
        return PublicHolidays(fixed, frozenset(int(days) for days in written["days_after_easter"]))
    except (KeyError, ValueError) as error:
        raise MalformedFactError("public_holidays") from error


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    days = moon + sunday - 7 * shift
    return date(year, 3, 22) + timedelta(days=days)

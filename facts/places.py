"""Where a school is, as far as its public holidays depend on it: Alsace-Moselle and each place overseas have some of their own."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from facts.errors import MalformedFactError
from facts.holidays import PublicHolidays, holidays_of
from facts.reading import read

_PREFIX = 3


def local_holidays(uai: str) -> PublicHolidays:
    """The public holidays that the place of this school has besides those of all France; `uai` is its national code."""
    return _by_prefix().get(uai[:_PREFIX], PublicHolidays.none())


@cache
def _by_prefix() -> Mapping[str, PublicHolidays]:
    return local_holidays_of(read("calendar")["public_holidays"]["places"])


def local_holidays_of(places: Mapping[str, Mapping[str, Any]]) -> Mapping[str, PublicHolidays]:
    """By the first three characters of the schools' codes.

    Raises:
        MalformedFactError: a place without a code, two places with the same, or a day that no year has.
    """
    found: dict[str, PublicHolidays] = {}
    for name, written in places.items():
        own = holidays_of({"fixed": written["fixed"], "days_after_easter": written.get("days_after_easter", ())})
        for prefix in written.get("uai", ()):
            if len(prefix) != _PREFIX or prefix in found:
                raise MalformedFactError(f"place {name}")
            found[prefix] = own
        if not written.get("uai"):
            raise MalformedFactError(f"place {name}")
    return found

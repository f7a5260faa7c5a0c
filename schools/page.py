"""One school's page, as the local administrator writes it. The defaults are those of a school that never wrote anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

KEPT_MONTHS, LEAST_KEPT, MOST_KEPT = 12, 3, 24
NO_HOURS: Mapping[str, tuple[int, int]] = MappingProxyType({})


@dataclass(frozen=True)
class Absence:
    """From `first` to `last`, included, nobody reads."""

    first: date
    last: date


@dataclass(frozen=True)
class LocalLine:
    """A local number: what a pupil reads, and the day when a person last called it to verify it."""

    name: str
    number: str
    what_for: str
    hours: str
    verified_on: date


@dataclass(frozen=True)
class Person:
    """An adult of the ENT, by their id there, and the name that pupils and colleagues know."""

    id: str
    name: str = field(repr=False)


@dataclass(frozen=True)
class SchoolPage:
    """What a school says of itself.

    `hours`: minutes of opening and closing by day (`mon` … `sat`), when the adults read; empty: the prudent hours of the calendar.
    `delay_days`: within how many school days (1 to 5) the school says that an adult reads; None: it says nothing.
    `head`, then `outside`: who is told that a message waits for too long, never what it says (R55). `kept_months`: how many whole
    months (3 to 24) a message is kept after its own. `exit_url`: where « Quitter vite » leads, empty: where the installation says. `gives`: whether
    its pupils may be offered to give a sentence that was not understood (docs/adr/0034).
    """

    hours: Mapping[str, tuple[int, int]] = field(default_factory=lambda: NO_HOURS)
    absences: tuple[Absence, ...] = ()
    lines: tuple[LocalLine, ...] = ()
    welcome: str = ""
    delay_days: int | None = None
    head: Person | None = None
    outside: Person | None = None
    kept_months: int = KEPT_MONTHS
    exit_url: str = ""
    gives: bool = False


@dataclass(frozen=True)
class Author:
    """Who wrote: an ENT id, and the name that the other administrators of the school know."""

    id: str
    name: str = field(repr=False)


@dataclass(frozen=True)
class KeptPage:
    """One version. Version 0 is the defaults: nobody wrote them (`by` and `at` None)."""

    version: int
    page: SchoolPage
    by: Author | None = None
    at: datetime | None = None

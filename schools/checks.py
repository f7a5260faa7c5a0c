"""Whether a page may be shown to pupils: pure, all its faults at once, each with the field where it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from facts.school_words import MOST_DELAY
from schools.exits import fault_of_exit
from schools.numbers import fault_of_number, may_be_listed
from schools.page import LEAST_KEPT, MOST_KEPT, Absence, LocalLine, Person, SchoolPage
from schools.words import (
    fault_of_ent_id,
    fault_of_hours,
    fault_of_name,
    fault_of_person_name,
    fault_of_welcome,
    fault_of_what_for,
)

READING_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat")
EARLIEST, LATEST, SHORTEST = 6 * 60, 20 * 60, 30
MOST_LINES, MOST_ABSENCES = 3, 20
JUST_VERIFIED = timedelta(days=31)
LONGEST_ABSENCE, FURTHEST = timedelta(days=366), timedelta(days=550)


@dataclass(frozen=True)
class Fault:
    """`field` is where (`hours.mon`, `absences.0.to`, `lines.1.number`, `welcome`, `delay_days`, `head.id`), `code` is why."""

    field: str
    code: str


def faults(page: SchoolPage, today: date) -> tuple[Fault, ...]:
    """Everything that is wrong, in the order of the page; `today` is that of the school."""
    return (
        *_of_hours(page.hours),
        *_of_absences(page.absences, today),
        *_of_lines(page.lines, today),
        *_of("welcome", fault_of_welcome(page.welcome)),
        *_of("delay_days", _fault_of_delay(page.delay_days)),
        *_of_person("head", page.head),
        *_of_person("outside", page.outside),
        *_of("outside.id", _fault_of_pair(page.head, page.outside)),
        *_of("exit_url", fault_of_exit(page.exit_url)),
        *_of("kept_months", None if LEAST_KEPT <= page.kept_months <= MOST_KEPT else "kept_range"),
    )


def _of(field: str, code: str | None) -> Iterator[Fault]:
    if code is not None:
        yield Fault(field, code)


def _of_hours(hours: Mapping[str, tuple[int, int]]) -> Iterator[Fault]:
    for day, (opens, closes) in hours.items():
        if day not in READING_DAYS:
            yield Fault(f"hours.{day}", "day_unknown")
        elif opens >= closes:
            yield Fault(f"hours.{day}", "hours_order")
        elif opens < EARLIEST or closes > LATEST:
            yield Fault(f"hours.{day}", "hours_night")
        elif closes - opens < SHORTEST:
            yield Fault(f"hours.{day}", "hours_short")


def _of_absences(absences: tuple[Absence, ...], today: date) -> Iterator[Fault]:
    if len(absences) > MOST_ABSENCES:
        yield Fault("absences", "absences_many")
    for place, absence in enumerate(absences):
        if absence.last < absence.first:
            yield Fault(f"absences.{place}.to", "absence_order")
        elif absence.last - absence.first > LONGEST_ABSENCE:
            yield Fault(f"absences.{place}.to", "absence_long")
        elif absence.first > today + FURTHEST:
            yield Fault(f"absences.{place}.from", "absence_far")


def _of_lines(lines: tuple[LocalLine, ...], today: date) -> Iterator[Fault]:
    if len(lines) > MOST_LINES:
        yield Fault("lines", "lines_many")
    for place, line in enumerate(lines):
        yield from _of(f"lines.{place}.name", fault_of_name(line.name))
        yield from _of(f"lines.{place}.number", _fault_of_number(line, today))
        yield from _of(f"lines.{place}.what_for", fault_of_what_for(line.what_for))
        yield from _of(f"lines.{place}.hours", fault_of_hours(line.hours))
        yield from _of(f"lines.{place}.verified_on", "verified_later" if line.verified_on > today else None)


def _fault_of_number(line: LocalLine, today: date) -> str | None:
    """A superseded number is refused; one that may still answer somewhere, unless a person of the school has just called it."""
    if not may_be_listed(line.number):
        return fault_of_number(line.number)
    return None if line.verified_on > today - JUST_VERIFIED else "number_to_call"


def _of_person(field: str, person: Person | None) -> Iterator[Fault]:
    if person is not None:
        yield from _of(f"{field}.id", fault_of_ent_id(person.id))
        yield from _of(f"{field}.name", fault_of_person_name(person.name))


def _fault_of_pair(head: Person | None, outside: Person | None) -> str | None:
    """The second is there for when the first is left out, or does nothing."""
    return "person_twice" if head is not None and outside is not None and head.id == outside.id else None


def _fault_of_delay(days: int | None) -> str | None:
    return None if days is None or 1 <= days <= MOST_DELAY else "delay_range"

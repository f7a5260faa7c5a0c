"""Who is reminded of a message that waits, and when: pure (R55, docs/adr/0019).

* Nobody has it, and the time that was promised has passed: the readers who have not opened it. One day of reading later: every reader, and,
  where nobody at all has opened it, the head of the school and the referent outside. Then every reader each three days of reading.
* Somebody said "je m'en occupe": silence for three school days, or until the day of their dated step. Past that, the others; one day of
  reading later everybody, and so on.
* Closed: silence. After `MOST_TICKS`, silence too: the desk still shows it.
* Who is away today is not told; if all are, all are. A substitute is told as the reader they are, or not at all.

A reminder has a number: it grows with each act on the case and each step of this ladder, so that none is ever made twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from facts.paris import wall
from facts.school_calendar import SchoolCalendar
from handoff.cases.case import Case, CaseState
from handoff.cases.events import Event
from handoff.waiting.reader_clock import SchoolRules, likely_days, likely_end

MOST_TICKS = 8
# An installation that is given a bell today must not ring for what was due long ago.
OLDEST = timedelta(days=7)
_NUMBERS_AN_ACT = 16
_NEXT, _USUAL = 1, 3  # days of reading between one reminder and the next
_TOLD_OUTSIDE = 2
_ACTS = frozenset({"taken", "step", "close_asked", "reopened"})


class Audience(IntEnum):
    """Who hears a reminder: each audience has its own sentence."""

    READERS = 0
    HEAD = 1
    OUTSIDE = 2


@dataclass(frozen=True)
class Reader:
    """One who can read it and has not left; `away`: absent today."""

    id: str
    opened: bool
    away: bool = False


@dataclass(frozen=True)
class Waiting:
    """A message at the school. `expected_by`: when it was promised to be opened, or when it would have been."""

    readers: tuple[Reader, ...]
    case: Case
    acts: int
    expected_by: datetime


@dataclass(frozen=True)
class Reminder:
    """What is due: `readers` are told; `tells_outside`: the head and the referent outside too."""

    number: int
    at: datetime
    readers: frozenset[str]
    tells_outside: bool


def stage_of(number: int, audience: Audience) -> int:
    """The `stage` of `bells` for a reminder; never that of the plain bell."""
    return number * len(Audience) + audience


def read_stage(stage: int) -> tuple[int, Audience]:
    """The reminder's number and its audience."""
    number, audience = divmod(stage, len(Audience))
    return number, Audience(audience)


def acts_in(events: Iterable[Event]) -> int:
    """How many acts have begun a new ladder."""
    return sum(event.kind in _ACTS for event in events)


def due(waiting: Waiting, rules: SchoolRules, now: datetime, calendar: SchoolCalendar) -> Reminder | None:
    """The last reminder whose time has come; None: none, or too long ago."""
    if waiting.case.state is CaseState.CLOSED or not waiting.readers:
        return None
    tick, at = 0, _start(waiting, rules, calendar)
    last = None
    while at is not None and at <= now and tick < MOST_TICKS:
        tick, last = tick + 1, at
        at = likely_end(rules, at, _NEXT if tick == 1 else _USUAL, calendar)
    if last is None or last <= now - OLDEST:
        return None
    number = 1 + waiting.acts * _NUMBERS_AN_ACT + tick
    nobody = not any(reader.opened for reader in waiting.readers)
    tells = tick == _TOLD_OUTSIDE and waiting.case.quiet_through is None and nobody
    return Reminder(number, last, _told(waiting, tick), tells)


def _start(waiting: Waiting, rules: SchoolRules, calendar: SchoolCalendar) -> datetime | None:
    """When the first reminder of this ladder is due."""
    case = waiting.case
    if case.quiet_through is not None:
        awake = wall(case.quiet_through, 24 * 60, rules.times.clock)
        return next((day.opens for day in likely_days(rules, awake, calendar)), None)
    if case.since is not None and waiting.acts:  # reopened, and nobody has it any more
        return likely_end(rules, case.since, rules.delay_days, calendar)
    return waiting.expected_by


def _told(waiting: Waiting, tick: int) -> frozenset[str]:
    holder = waiting.case.taken_by if waiting.case.quiet_through is not None else None
    if tick > 1:
        wanted = waiting.readers
    elif holder is not None:
        wanted = tuple(reader for reader in waiting.readers if reader.id != holder) or waiting.readers
    else:
        wanted = tuple(reader for reader in waiting.readers if not reader.opened)
    there = [reader for reader in wanted if not reader.away] or wanted
    return frozenset(reader.id for reader in there)

"""What became of a message at the school: one state, told by its events alone.

waiting → opened → taken → step (a dated one) → overdue → close_asked → closed; reopened = opened, and nobody has it any more.

The rules:
* "je m'en occupe" makes colleagues quiet for three school days, a dated step until its day; past that the case is `overdue`;
* saying it again changes nothing for whoever has it already: only a dated step makes more time;
* handing over does not make anybody quiet: whoever had it still has it, until the colleague says "je m'en occupe";
* closing takes two different people where two can read; a new step, or somebody else who takes it, takes the asking back;
* each message has its own case: nothing done with one, a prank or not, says anything of another.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from handoff.cases.events import Event

QUIET_SCHOOL_DAYS = 3
# A step further away than this would be a way of forgetting.
MOST_DAYS_AHEAD = 31
# Until when "je m'en occupe", said then, makes the others quiet.
Quiet = Callable[[datetime], date]


class CaseState(str, Enum):
    """The value is what crosses to the browser."""

    WAITING = "waiting"
    OPENED = "opened"
    TAKEN = "taken"
    STEP = "step"
    OVERDUE = "overdue"
    CLOSE_ASKED = "close_asked"
    CLOSED = "closed"


@dataclass(frozen=True)
class Case:
    """Where a case is. People are referents' ids; `since`: when it came there, None while it waits.

    `quiet_through`: the last day on which colleagues are not reminded; None when nobody has it. `overdue` also while a closing is asked.
    """

    state: CaseState
    since: datetime | None = None
    taken_by: str | None = None
    handed_to: str | None = None
    step_on: date | None = None
    close_asked_by: str | None = None
    quiet_through: date | None = None
    overdue: bool = False


@dataclass(frozen=True)
class _Told:
    state: CaseState = CaseState.WAITING
    since: datetime | None = None
    taken_by: str | None = None
    taken_at: datetime | None = None
    handed_to: str | None = None
    step_on: date | None = None
    close_asked_by: str | None = None


def three_days(at: datetime) -> date:
    """Three days of the calendar: sooner than three school days, where the school's own calendar is not at hand."""
    return (at + timedelta(days=QUIET_SCHOOL_DAYS)).date()


def case_of(events: Iterable[Event], today: date, quiet: Quiet = three_days) -> Case:
    """The case that these events, in their order, have made by `today`."""
    told = _Told()
    for event in events:
        told = _AFTER.get(event.kind, _unchanged)(told, event)
    through = _quiet_through(told, quiet)
    overdue = through is not None and today > through
    shown = CaseState.OVERDUE if overdue and told.state in _HELD else told.state
    return Case(shown, told.since, told.taken_by, told.handed_to, told.step_on, told.close_asked_by, through, overdue)


def state_of(events: Iterable[Event], today: date, quiet: Quiet = three_days) -> CaseState:
    """Only the state of `case_of`."""
    return case_of(events, today, quiet).state


def closing(case: Case, by: str, readers: int) -> str | None:
    """The event that `by` makes by closing a case that `readers` people can read: `close_asked`, `closed`, or None when it changes nothing."""
    if case.state is CaseState.CLOSED or case.close_asked_by == by:
        return None
    return "closed" if readers == 1 or case.close_asked_by is not None else "close_asked"


_HELD = frozenset({CaseState.TAKEN, CaseState.STEP})


def _quiet_through(told: _Told, quiet: Quiet) -> date | None:
    if told.state is CaseState.CLOSED or told.taken_at is None:
        return None
    return told.step_on or quiet(told.taken_at)


def _unchanged(told: _Told, _event: Event) -> _Told:
    return told


def _opened(told: _Told, event: Event) -> _Told:
    return replace(told, state=CaseState.OPENED, since=event.at) if told.state is CaseState.WAITING else told


def _taken(told: _Told, event: Event) -> _Told:
    if told.state is CaseState.CLOSED or told.taken_by == event.by:
        return told
    return _Told(CaseState.TAKEN, event.at, event.by, event.at)


def _step(told: _Told, event: Event) -> _Told:
    if told.state is CaseState.CLOSED or event.detail is None:
        return told
    on, taken_at = date.fromisoformat(event.detail), told.taken_at or event.at
    return _Told(CaseState.STEP, event.at, told.taken_by or event.by, taken_at, told.handed_to, on)


def _handed_over(told: _Told, event: Event) -> _Told:
    return told if told.state is CaseState.CLOSED else replace(told, handed_to=event.detail)


def _close_asked(told: _Told, event: Event) -> _Told:
    if told.state is CaseState.CLOSED:
        return told
    return replace(told, state=CaseState.CLOSE_ASKED, since=event.at, close_asked_by=event.by)


def _closed(_told: _Told, event: Event) -> _Told:
    return _Told(CaseState.CLOSED, event.at)


def _reopened(told: _Told, event: Event) -> _Told:
    is_closing = told.state in {CaseState.CLOSED, CaseState.CLOSE_ASKED}
    return _Told(CaseState.OPENED, event.at) if is_closing else told


_AFTER: Mapping[str, Callable[[_Told, Event], _Told]] = {
    "opened": _opened,
    "taken": _taken,
    "step": _step,
    "handed_over": _handed_over,
    "close_asked": _close_asked,
    "closed": _closed,
    "reopened": _reopened,
}

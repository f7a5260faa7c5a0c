"""What a referent may do with a message that they can read, beside what the pupil is told of (`handoff.receipts`): each act is one event.

All check again who may, raise EnvelopeUnknown for whoever cannot read it, and leave the case of every other message as it is.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.engine import Connection, Engine

from handoff.cases.case import MOST_DAYS_AHEAD, Case, CaseState, Quiet, case_of, closing, three_days
from handoff.cases.events import Event, append, events_of
from handoff.cases.readers import readers_of, require_reader
from handoff.errors import CaseClosed, CaseRefused
from handoff.exclusions import kept_out
from handoff.receipts import stamp_taken
from vault import KeyRing


@dataclass(frozen=True)
class Doer:
    """Who acts on which envelope, and when: `today` is the school's day."""

    envelope_id: str
    referent_id: str
    now: datetime
    today: date
    quiet: Quiet = three_days


def hand_out(db: Engine, doer: Doer, attachment_id: str | None = None) -> None:
    """The server gives the sealed message, or one of its pieces, to this reader."""
    with db.begin() as connection:
        _case(connection, doer)
        _append(connection, doer, "given", attachment_id)


def date_a_step(db: Engine, doer: Doer, on: date) -> None:
    """The next step will be done by that day. Raises CaseClosed; CaseRefused for a day that is past or too far away."""
    if not doer.today <= on <= doer.today + timedelta(days=MOST_DAYS_AHEAD):
        raise CaseRefused
    with db.begin() as connection:
        if _open_case(connection, doer).taken_by is None:
            stamp_taken(connection, doer.envelope_id, doer.referent_id, doer.now)
        _append(connection, doer, "step", on.isoformat())


def hand_over(db: Engine, ring: KeyRing, doer: Doer, to: str) -> None:
    """Ask a colleague who reads it too to take it. Raises CaseClosed; CaseRefused for oneself or anyone who does not read it."""
    with db.begin() as connection:
        case = _open_case(connection, doer)
        colleagues = {reader.id for reader in readers_of(connection, doer.envelope_id)} - {doer.referent_id}
        if to not in colleagues - kept_out(connection, ring, doer.envelope_id, [to]):
            raise CaseRefused
        if case.handed_to != to:
            _append(connection, doer, "handed_over", to)


def close(db: Engine, doer: Doer) -> None:
    """Ask to close it, or agree to what a colleague asked. Raises CaseRefused for whoever has not opened it."""
    with db.begin() as connection:
        case, events = _case(connection, doer)
        if not any(event.kind == "opened" and event.by == doer.referent_id for event in events):
            raise CaseRefused
        kind = closing(case, doer.referent_id, len(readers_of(connection, doer.envelope_id)))
        if kind is not None:
            _append(connection, doer, kind)


def reopen(db: Engine, doer: Doer) -> None:
    """It is not finished: nobody has it any more. Changes nothing where no closing was asked."""
    with db.begin() as connection:
        case, _ = _case(connection, doer)
        if case.state in {CaseState.CLOSED, CaseState.CLOSE_ASKED}:
            _append(connection, doer, "reopened")


def link(db: Engine, doer: Doer, other: str) -> None:
    """Both tell of one event, says a reader of both. Each keeps its own case. Raises EnvelopeUnknown, CaseRefused for one and the same."""
    if other == doer.envelope_id:
        raise CaseRefused
    with db.begin() as connection:
        for one, towards in sorted(((doer.envelope_id, other), (other, doer.envelope_id))):
            require_reader(connection, one, doer.referent_id)
            known = events_of(connection, [one])[one]
            if not any(event.kind == "linked" and event.detail == towards for event in known):
                append(connection, one, Event("linked", doer.referent_id, doer.now, towards))


def export(db: Engine, doer: Doer) -> None:
    """A copy to be handed on was made in the reader's browser."""
    _told(db, doer, "exported")


def _told(db: Engine, doer: Doer, kind: str) -> None:
    with db.begin() as connection:
        _case(connection, doer)
        _append(connection, doer, kind)


def _case(connection: Connection, doer: Doer) -> tuple[Case, tuple[Event, ...]]:
    require_reader(connection, doer.envelope_id, doer.referent_id)
    events = events_of(connection, [doer.envelope_id])[doer.envelope_id]
    return case_of(events, doer.today, doer.quiet), events


def _open_case(connection: Connection, doer: Doer) -> Case:
    case, _ = _case(connection, doer)
    if case.state is CaseState.CLOSED:
        raise CaseClosed
    return case


def _append(connection: Connection, doer: Doer, kind: str, detail: str | None = None) -> None:
    append(connection, doer.envelope_id, Event(kind, doer.referent_id, doer.now, detail))

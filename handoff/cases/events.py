"""What referents do with a message, one row each, never changed: the whole group of its readers sees them (R73).

A row holds ids and a moment. `detail` is a day (`step`), a referent's id (`handed_over`, `wrapped`), another envelope's id (`linked`) or an
attachment's (`given`): never a word. `given`: the server handed out something sealed; `opened`: the reader's browser says that it opened it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection, Engine

from handoff.cases.tables import case_events

KINDS = frozenset(
    {
        *("given", "opened", "taken", "step", "handed_over", "close_asked", "closed", "reopened", "linked"),
        *("noted", "sheet", "replied", "exported", "wrapped", "hold_asked", "held", "release_asked", "released"),
    }
)


@dataclass(frozen=True)
class Event:
    """What was done, by whom (a referent's id), when."""

    kind: str
    by: str
    at: datetime
    detail: str | None = None


def note(db: Engine, envelope_id: str, referent_id: str, kind: str, now: datetime, detail: str | None = None) -> None:
    """Add an event in a transaction of its own. Who may is the caller's to know; raises ValueError for a kind that is not one."""
    with db.begin() as connection:
        append(connection, envelope_id, Event(kind, referent_id, now, detail))


def append(connection: Connection, envelope_id: str, event: Event) -> None:
    """Add an event in the caller's transaction."""
    if event.kind not in KINDS:
        raise ValueError("unknown_event")
    row = {"kind": event.kind, "referent_id": event.by, "at": event.at, "detail": event.detail}
    connection.execute(insert(case_events).values(envelope_id=envelope_id, **row))


def events_of(connection: Connection, envelope_ids: Iterable[str]) -> dict[str, tuple[Event, ...]]:
    """The events of each of these envelopes, in the order in which they were done."""
    wanted = list(envelope_ids)
    found: dict[str, list[Event]] = {one: [] for one in wanted}
    query = select(case_events).where(case_events.c.envelope_id.in_(wanted)).order_by(case_events.c.id)
    for row in connection.execute(query):
        found[row.envelope_id].append(Event(row.kind, row.referent_id, row.at, row.detail))
    return {one: tuple(events) for one, events in found.items()}

"""Keeping a message past its time: asked by one reader, agreed by another; given up by two as well (issue 6, docs/adr/0019).

The rules:
* A hold keeps the message, and with it the identities of its month that open it, of its readers only: the ENT's copies of their other
  messages of that month stay readable for them as long. It is said to whoever asks.
* Asked by one alone, it keeps for `ASKED_KEEPS`: the second person may be away on the last day.
* Where a message has one reader, that one decides alone. Who asked alone may give up alone.
* Giving up destroys what may be proof: it takes two, and whoever holds again in between takes the first one's asking back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.engine import Connection, Engine

from handoff.cases.events import Event, append, events_of
from handoff.cases.readers import readers_of, require_reader
from handoff.cases.tables import holds
from handoff.errors import CaseRefused

ASKED_KEEPS = timedelta(days=30)


class Hold(str, Enum):
    """The value is what crosses to the browser."""

    NONE = "none"
    ASKED = "asked"
    HELD = "held"
    RELEASE_ASKED = "release_asked"


@dataclass(frozen=True)
class _Kept:
    state: Hold
    by: str | None = None


def hold(db: Engine, envelope_id: str, referent_id: str, now: datetime) -> Hold:
    """Ask that it be kept, agree to what a colleague asked, or take back an asking to give up. Raises EnvelopeUnknown."""
    with db.begin() as connection:
        require_reader(connection, envelope_id, referent_id)
        kept = _kept(connection, envelope_id)
        if kept.state is Hold.NONE:
            return _ask(connection, envelope_id, referent_id, now)
        if kept.state is Hold.ASKED and kept.by == referent_id:
            connection.execute(update(holds).where(_of(envelope_id)).values(asked_at=now))
            return Hold.ASKED
        if kept.state is Hold.ASKED:
            connection.execute(update(holds).where(_of(envelope_id)).values(agreed_by=referent_id, agreed_at=now))
        if kept.state is not Hold.HELD:
            append(connection, envelope_id, Event("held", referent_id, now))
        return Hold.HELD


def release(db: Engine, envelope_id: str, referent_id: str, now: datetime) -> Hold:
    """Ask to give it up, agree to what a colleague asked, or give up what one asked alone.

    Raises EnvelopeUnknown; CaseRefused for what a colleague asked and nobody has agreed to yet.
    """
    with db.begin() as connection:
        require_reader(connection, envelope_id, referent_id)
        kept = _kept(connection, envelope_id)
        if kept.state is Hold.ASKED and kept.by != referent_id:
            raise CaseRefused
        if kept.state is Hold.NONE or (kept.state is Hold.RELEASE_ASKED and kept.by == referent_id):
            return kept.state
        if kept.state is Hold.HELD and not _is_alone(connection, envelope_id):
            append(connection, envelope_id, Event("release_asked", referent_id, now))
            return Hold.RELEASE_ASKED
        connection.execute(delete(holds).where(_of(envelope_id)))
        append(connection, envelope_id, Event("released", referent_id, now))
        return Hold.NONE


def state_of(connection: Connection, envelope_id: str) -> Hold:
    """Where it stands, for those who read the message."""
    return _kept(connection, envelope_id).state


def held_among(connection: Connection, envelope_ids: Iterable[str], now: datetime) -> frozenset[str]:
    """Those of these envelopes that are not erased when their time comes."""
    wanted = select(holds.c.envelope_id).where(holds.c.envelope_id.in_(list(envelope_ids)), keeps(now))
    return frozenset(connection.execute(wanted).scalars())


def keeps(now: datetime) -> Any:
    """Condition on `holds`: it keeps its envelope at `now`."""
    return or_(holds.c.agreed_at.is_not(None), holds.c.asked_at > now - ASKED_KEEPS)


def _ask(connection: Connection, envelope_id: str, referent_id: str, now: datetime) -> Hold:
    row = {"envelope_id": envelope_id, "asked_by": referent_id, "asked_at": now}
    alone = _is_alone(connection, envelope_id)
    agreed = {"agreed_by": referent_id, "agreed_at": now} if alone else {}
    connection.execute(insert(holds).values(**row, **agreed))
    append(connection, envelope_id, Event("held" if alone else "hold_asked", referent_id, now))
    return Hold.HELD if alone else Hold.ASKED


def _kept(connection: Connection, envelope_id: str) -> _Kept:
    row = connection.execute(select(holds).where(_of(envelope_id))).one_or_none()
    if row is None:
        return _Kept(Hold.NONE)
    if row.agreed_at is None:
        return _Kept(Hold.ASKED, row.asked_by)
    said = [event for event in events_of(connection, [envelope_id])[envelope_id] if event.kind in _SAID]
    asking = said[-1] if said and said[-1].kind == "release_asked" else None
    return _Kept(Hold.RELEASE_ASKED, asking.by) if asking else _Kept(Hold.HELD)


def _is_alone(connection: Connection, envelope_id: str) -> bool:
    return len(readers_of(connection, envelope_id)) == 1


def _of(envelope_id: str) -> Any:
    return holds.c.envelope_id == envelope_id


_SAID = frozenset({"hold_asked", "held", "release_asked", "released"})

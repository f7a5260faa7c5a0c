"""Who reads a message, for every act on its case: those it is sealed to, and those for whom a colleague sealed it again.

Someone who has left the group, whom the pupil left out, or whom the server never heard of is nobody here, and the four are not told apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.engine import Connection

from handoff.errors import EnvelopeUnknown
from handoff.keys.tables import referents
from handoff.states import State
from handoff.tables import envelope_readers, envelopes, outbox


@dataclass(frozen=True)
class Reader:
    """One who reads it. `month`: of which of their keys their own armour is, None for the envelope's."""

    id: str
    name: str
    function: str | None
    opened_at: datetime | None
    joined: bool
    month: str | None


def readers_of(connection: Connection, envelope_id: str) -> tuple[Reader, ...]:
    """Those who read it and have not left, by name."""
    rows = envelope_readers.c
    query = (
        select(rows.referent_id, rows.opened_at, rows.joined_at, rows.month, referents.c.name, referents.c.function)
        .join(referents, referents.c.id == rows.referent_id)
        .where(rows.envelope_id == envelope_id, referents.c.left_at.is_(None))
        .order_by(referents.c.name, referents.c.id)
    )
    return tuple(
        Reader(row.referent_id, row.name, row.function, row.opened_at, row.joined_at is not None, row.month)
        for row in connection.execute(query)
    )


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """What these referents are called; nothing of those whose key is gone."""
    query = select(referents.c.id, referents.c.name).where(referents.c.id.in_(list(ids)))
    return {row.id: row.name for row in connection.execute(query)}


def require_reader(connection: Connection, envelope_id: str, referent_id: str) -> None:
    """Hold the envelope's row for this transaction, or raise EnvelopeUnknown: acts on one case come one after the other."""
    has_left = exists().where(referents.c.id == referent_id, referents.c.left_at.is_not(None))
    query = (
        select(envelopes.c.id)
        .join(outbox, outbox.c.envelope_id == envelopes.c.id)
        .join(envelope_readers, envelope_readers.c.envelope_id == envelopes.c.id)
        .where(envelopes.c.id == envelope_id, envelope_readers.c.referent_id == referent_id)
        .where(outbox.c.state != State.DEPOSITED.value, ~has_left)
        .with_for_update(of=envelopes)
    )
    if connection.execute(query).one_or_none() is None:
        raise EnvelopeUnknown

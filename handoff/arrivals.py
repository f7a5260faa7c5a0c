"""What the desk shows a referent: only envelopes sealed to them; the rest of the table does not exist for them.

Somebody who joined later has an armour of their own, made by a colleague, under their key of the month in which it was made.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection, Engine

from handoff.database import reading
from handoff.errors import EnvelopeUnknown
from handoff.keys.tables import referents
from handoff.states import AT_DESK, State
from handoff.tables import attachments, envelope_readers, envelopes, outbox
from handoff.waiting.bell_rows import rung_for


@dataclass(frozen=True)
class Arrived:
    """One line of the desk. `readers` and names count only those it is sealed to; `damaged`: the ENT's copy is void.

    `joined`: a colleague sealed it again for this referent; `attachments`: the kinds that have come; `sender`: a hash that is the same for
    two messages of one pupil, never to leave the server.
    """

    id: str
    date: date
    size: int
    readers: int
    opened_by: tuple[str, ...]
    taken_by: str | None
    opened_by_me: bool
    damaged: bool
    joined: bool
    attachments: tuple[str, ...]
    sender: str = field(repr=False)


@dataclass(frozen=True)
class Sealed:
    """What the referent's browser opens: the clear header's values and the armour.

    `joined`: a colleague sealed it again for this one, to their key of `key_month`; otherwise `key_month` is the header's month.
    """

    id: str
    school: str
    date: date
    month: str
    readers: int
    size: int
    armour: str = field(repr=False)
    joined: bool = False
    key_month: str = ""


def addressed_to(db: Engine, referent_id: str) -> tuple[Arrived, ...]:
    """The envelopes sealed to this referent that have left, were stranded, or that the bell rang for; newest first."""
    shown = [state.value for state in AT_DESK]
    query = (
        select(envelopes, outbox.c.state, envelope_readers.c.opened_at, envelope_readers.c.joined_at)
        .join(outbox, outbox.c.envelope_id == envelopes.c.id)
        .join(envelope_readers, envelope_readers.c.envelope_id == envelopes.c.id)
        .where(envelope_readers.c.referent_id == referent_id)
        .where(or_(outbox.c.state.in_(shown), rung_for(referent_id)))
        .order_by(envelopes.c.deposited_at.desc(), envelopes.c.id)
    )
    with reading(db) as connection:
        rows = connection.execute(query).all()
        return tuple(_arrived(connection, row) for row in rows)


def sealed_for(db: Engine, envelope_id: str, referent_id: str) -> Sealed:
    """The sealed envelope, for someone it is sealed to, as soon as it may be in the ENT. Raises EnvelopeUnknown."""
    mine = (envelope_readers.c.armour.label("my_armour"), envelope_readers.c.month.label("my_month"))
    query = (
        select(envelopes, envelope_readers.c.joined_at, *mine)
        .join(outbox, outbox.c.envelope_id == envelopes.c.id)
        .join(envelope_readers, envelope_readers.c.envelope_id == envelopes.c.id)
        .where(envelopes.c.id == envelope_id, envelope_readers.c.referent_id == referent_id)
        .where(outbox.c.state != State.DEPOSITED.value)
    )
    with reading(db) as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise EnvelopeUnknown
    joined = row.joined_at is not None
    armour, key_month = (row.my_armour, row.my_month) if joined else (row.armour, row.month)
    return Sealed(row.id, row.school, row.date, row.month, row.readers, row.size, armour, joined, key_month)


def _arrived(connection: Connection, row: Any) -> Arrived:
    receipts = (
        select(referents.c.name, envelope_readers.c.opened_at, envelope_readers.c.taken_at)
        .join(referents, referents.c.id == envelope_readers.c.referent_id)
        .where(envelope_readers.c.envelope_id == row.id, envelope_readers.c.opened_at.is_not(None))
        .order_by(envelope_readers.c.opened_at, referents.c.name)
    )
    found = connection.execute(receipts).all()
    taken = sorted((r.taken_at, r.name) for r in found if r.taken_at is not None)
    return Arrived(
        id=row.id,
        date=row.date,
        size=row.size,
        readers=row.readers,
        opened_by=tuple(r.name for r in found),
        taken_by=taken[0][1] if taken else None,
        opened_by_me=row.opened_at is not None,
        damaged=row.state == State.DAMAGED.value,
        joined=row.joined_at is not None,
        attachments=_kinds_here(connection, row.id),
        sender=row.sender,
    )


def _kinds_here(connection: Connection, envelope_id: str) -> tuple[str, ...]:
    here = (attachments.c.envelope_id == envelope_id, attachments.c.armour.is_not(None))
    return tuple(connection.execute(select(attachments.c.kind).where(*here).order_by(attachments.c.kind)).scalars())

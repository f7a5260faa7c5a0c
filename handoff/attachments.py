"""Pieces that follow a message: the conversation so far, a voice message; each sealed in the browser under a secret inside the envelope.

The rules: only what was announced with the envelope is ever kept, at most one of each kind; it comes once (the very same bytes again are
fine, others are refused); whoever the envelope is sealed to may have the sealed bytes, nobody else learns that there are any.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Engine

from handoff.database import reading
from handoff.errors import AttachmentConflict, AttachmentUnknown, EnvelopeUnknown
from handoff.states import State
from handoff.tables import attachments, envelope_readers, outbox

KINDS = ("conversation", "voice")


@dataclass(frozen=True)
class Announced:
    """What the envelope says will follow: `kind` is one of KINDS, `size` the padded length of the plaintext in bytes."""

    id: str
    kind: str
    size: int


@dataclass(frozen=True)
class Attachment:
    """A sealed piece, as the browser puts it."""

    id: str
    envelope: str
    kind: str
    size: int
    armour: str = field(repr=False)


@dataclass(frozen=True)
class Listed:
    """A piece as the desk lists it; `here`: its bytes have come."""

    id: str
    kind: str
    size: int
    here: bool


def announce(connection: Connection, envelope_id: str, announced: tuple[Announced, ...]) -> None:
    """Make room, at the deposit, for what will follow."""
    rows = [{"envelope_id": envelope_id, "id": one.id, "kind": one.kind, "size": one.size} for one in announced]
    if rows:
        connection.execute(insert(attachments), rows)


def announced_for(connection: Connection, envelope_id: str) -> frozenset[Announced]:
    """What was announced with an envelope: whether a deposit is the very same one."""
    return frozenset(Announced(row.id, row.kind, row.size) for row in _rows(connection, envelope_id))


def store(db: Engine, piece: Attachment, now: datetime) -> bool:
    """Keep the bytes of an announced piece: True when new, False when the very same were there.

    Raises AttachmentUnknown when the envelope announced no such piece, AttachmentConflict when other bytes are there.
    """
    place = (attachments.c.id == piece.id, attachments.c.envelope_id == piece.envelope)
    announced = (attachments.c.kind == piece.kind, attachments.c.size == piece.size)
    empty = update(attachments).where(*place, *announced, attachments.c.armour.is_(None))
    with db.begin() as connection:
        if connection.execute(empty.values(armour=piece.armour, deposited_at=now)).rowcount == 1:
            return True
        found = connection.execute(select(attachments).where(*place, *announced)).one_or_none()
    if found is None:
        raise AttachmentUnknown
    if found.armour != piece.armour:
        raise AttachmentConflict
    return False


def of(db: Engine, envelope_id: str, referent_id: str) -> tuple[Listed, ...]:
    """What follows a message, for someone it is sealed to, the conversation first. Raises EnvelopeUnknown."""
    with reading(db) as connection:
        if not _is_reader(connection, envelope_id, referent_id):
            raise EnvelopeUnknown
        rows = _rows(connection, envelope_id)
    return tuple(Listed(row.id, row.kind, row.size, row.armour is not None) for row in rows)


def armour_for(db: Engine, attachment_id: str, referent_id: str) -> str:
    """The sealed bytes of a piece, for someone its envelope is sealed to. Raises AttachmentUnknown, also while they have not come."""
    with reading(db) as connection:
        row = connection.execute(select(attachments).where(attachments.c.id == attachment_id)).one_or_none()
        if row is None or row.armour is None or not _is_reader(connection, row.envelope_id, referent_id):
            raise AttachmentUnknown
    return str(row.armour)


def _rows(connection: Connection, envelope_id: str) -> list[Any]:
    query = select(attachments).where(attachments.c.envelope_id == envelope_id).order_by(attachments.c.kind)
    return list(connection.execute(query).all())


def _is_reader(connection: Connection, envelope_id: str, referent_id: str) -> bool:
    query = (
        select(envelope_readers.c.referent_id)
        .join(outbox, outbox.c.envelope_id == envelope_readers.c.envelope_id)
        .where(envelope_readers.c.envelope_id == envelope_id, envelope_readers.c.referent_id == referent_id)
        .where(outbox.c.state != State.DEPOSITED.value)
    )
    return connection.execute(query).first() is not None

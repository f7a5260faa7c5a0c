"""Depositing what the browser sealed. Idempotent from end to end: the browser makes the id and may repeat itself."""

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from handoff.database import reading
from handoff.errors import EnvelopeConflict
from handoff.senders import Marks, marks_of
from handoff.states import State
from handoff.tables import envelope_readers, envelopes, outbox
from vault import KeyRing

# A browser that has deposited promises within seconds. Past this, the child believes it is sent: the desk shows it.
PROMISE_EXPECTED = timedelta(minutes=15)

logger = logging.getLogger("parlons_en.handoff")


@dataclass(frozen=True)
class Envelope:
    """A sealed hand-off and its clear header; `readers` are the ENT ids it is sealed to, and nobody else's."""

    id: str
    school: str
    date: date
    month: str
    size: int
    readers: tuple[str, ...]
    armour: str = field(repr=False)


def deposit(db: Engine, envelope: Envelope, word: str, sender_id: str, ring: KeyRing, now: datetime) -> bool:
    """Store it as `deposited`: True when new, False when the very same deposit was already there.

    Raises EnvelopeConflict when the id holds anything else, WordRefused when nothing is left of the word.
    """
    marks = marks_of(ring, sender_id, word)  # slow: not inside a transaction
    try:
        with db.begin() as connection:
            if _find(connection, envelope.id) is None:
                _insert(connection, envelope, marks[0], now)
                return True
    except IntegrityError:  # another request of the same browser was faster: what is there decides
        logger.info("deposit raced envelope=%s", envelope.id)
    with reading(db) as connection:
        _require_same(connection, envelope, marks)
    return False


def erase(db: Engine, envelope_id: str) -> None:
    """Erase the envelope, its journey and its receipts; the ENT's copy stays as unreadable as the month's keys make it."""
    with db.begin() as connection:
        connection.execute(delete(envelopes).where(envelopes.c.id == envelope_id))


def _find(connection: Connection, envelope_id: str) -> Any:
    return connection.execute(select(envelopes).where(envelopes.c.id == envelope_id)).one_or_none()


def _insert(connection: Connection, envelope: Envelope, marks: Marks, now: datetime) -> None:
    connection.execute(
        insert(envelopes).values(
            id=envelope.id,
            school=envelope.school,
            date=envelope.date,
            month=envelope.month,
            readers=len(envelope.readers),
            size=envelope.size,
            armour=envelope.armour,
            sender=marks.sender,
            word=marks.word,
            deposited_at=now,
        )
    )
    rows = [{"envelope_id": envelope.id, "referent_id": reader} for reader in envelope.readers]
    connection.execute(insert(envelope_readers), rows)
    connection.execute(
        insert(outbox).values(
            envelope_id=envelope.id,
            state=State.DEPOSITED.value,
            sender=marks.sender,
            due_at=now + PROMISE_EXPECTED,
            changed_at=now,
        )
    )


def _require_same(connection: Connection, envelope: Envelope, marks: tuple[Marks, ...]) -> None:
    row = _find(connection, envelope.id)
    if row is None:
        raise EnvelopeConflict
    of_envelope = envelope_readers.c.envelope_id == envelope.id
    readers = set(connection.execute(select(envelope_readers.c.referent_id).where(of_envelope)).scalars())
    stored = (row.school, row.date, row.month, row.size, row.armour, readers)
    given = (envelope.school, envelope.date, envelope.month, envelope.size, envelope.armour, set(envelope.readers))
    if stored != given or Marks(row.sender, row.word) not in marks:
        raise EnvelopeConflict

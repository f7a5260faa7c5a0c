"""Depositing what the browser sealed. Idempotent from end to end: the browser makes the id and may repeat itself.

Kept beside the armour: whom the pupil left out (`handoff.exclusions`), what will follow (`handoff.attachments`), the lock of the replies under
the server's keys, and by when the pupil was told that an adult will have opened it.
"""

import logging
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from handoff.attachments import Announced, announce, announced_for
from handoff.database import reading
from handoff.errors import EnvelopeConflict
from handoff.exclusions import are_left_out, leave_out
from handoff.senders import Marks, marks_of, marks_under_way
from handoff.server_keys import note_keys
from handoff.states import State
from handoff.tables import envelope_readers, envelopes, outbox
from vault import KeyRing, SealBroken, seal_with_ring, unseal_with_ring
from vault.columns import REPLY_LOCK

# A browser that has deposited promises within seconds. Past this, the child believes it is sent: the desk shows it.
PROMISE_EXPECTED = timedelta(minutes=15)

logger = logging.getLogger("parlons_en.handoff")


@dataclass(frozen=True)
class Envelope:
    """A sealed hand-off and its clear header; `readers` are the ENT ids it is sealed to, and nobody else's.

    `excluded` are the ids of those left out; `closed`: these readers and nobody else, ever; `attachments`: what will follow.
    """

    id: str
    school: str
    date: date
    month: str
    size: int
    readers: tuple[str, ...]
    armour: str = field(repr=False)
    excluded: tuple[str, ...] = field(default=(), repr=False)
    closed: bool = False
    attachments: tuple[Announced, ...] = ()


def deposit(
    db: Engine,
    envelope: Envelope,
    word: str,
    sender_id: str,
    ring: KeyRing,
    now: datetime,
    reply_lock: str | None = None,
    promised_by: datetime | None = None,
) -> bool:
    """Store it as `deposited`: True when new, False when the very same deposit was already there (its promise is then the first one).

    Raises EnvelopeConflict when the id holds anything else, WordRefused when nothing is left of the word.
    """
    marks = marks_of(ring, sender_id, word)  # slow: not inside a transaction
    beside = {"reply_lock": _sealed_lock(ring, envelope.id, reply_lock), "promised_by": promised_by}
    try:
        with db.begin() as connection:
            if _find(connection, envelope.id) is None:
                mine = marks_under_way(connection, marks)
                _insert(connection, envelope, mine, now, beside)
                note_keys(connection, envelope.id, ring.ids[0], ring.ids[marks.index(mine)])
                leave_out(connection, ring, envelope.id, envelope.excluded)
                announce(connection, envelope.id, envelope.attachments)
                return True
    except IntegrityError:  # another request of the same browser was faster: what is there decides
        logger.info("deposit raced envelope=%s", envelope.id)
    with reading(db) as connection:
        row = _require_same(connection, ring, envelope, marks)
    if reply_lock_of(ring, envelope.id, row.reply_lock) != reply_lock:
        raise EnvelopeConflict
    return False


def reply_lock_of(ring: KeyRing, envelope_id: str, sealed: bytes | None) -> str | None:
    """The lock of the replies, as the browser made it: for whoever gives the word. None when there is none, or the key that kept it is gone."""
    if sealed is None:
        return None
    try:
        return unseal_with_ring(ring, REPLY_LOCK, sealed, envelope=envelope_id).decode()
    except SealBroken:
        return None


def erase(db: Engine, envelope_id: str) -> None:
    """Erase the envelope, its journey and its receipts; the ENT's copy stays as unreadable as the month's keys make it."""
    with db.begin() as connection:
        connection.execute(delete(envelopes).where(envelopes.c.id == envelope_id))


def withdraw(db: Engine, envelope_id: str) -> bool:
    """Erase what was deposited and never promised, because another deposit takes its place; False when it has been promised meanwhile."""
    waiting = (outbox.c.envelope_id == envelope_id) & (outbox.c.state == State.DEPOSITED.value)
    with db.begin() as connection:
        found = connection.execute(select(outbox.c.envelope_id).where(waiting).with_for_update()).first() is not None
        if found:
            connection.execute(delete(envelopes).where(envelopes.c.id == envelope_id))
    return found


def _find(connection: Connection, envelope_id: str) -> Any:
    return connection.execute(select(envelopes).where(envelopes.c.id == envelope_id)).one_or_none()


def _sealed_lock(ring: KeyRing, envelope_id: str, reply_lock: str | None) -> bytes | None:
    return None if reply_lock is None else seal_with_ring(ring, REPLY_LOCK, reply_lock.encode(), envelope=envelope_id)


def _insert(connection: Connection, envelope: Envelope, marks: Marks, now: datetime, beside: dict[str, Any]) -> None:
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
            closed=envelope.closed,
            deposited_at=now,
            **beside,
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


def _require_same(connection: Connection, ring: KeyRing, envelope: Envelope, marks: tuple[Marks, ...]) -> Any:
    row = _find(connection, envelope.id)
    if row is None:
        raise EnvelopeConflict
    sealed_to = (envelope_readers.c.envelope_id == envelope.id, envelope_readers.c.joined_at.is_(None))
    readers = set(connection.execute(select(envelope_readers.c.referent_id).where(*sealed_to)).scalars())
    follows = announced_for(connection, envelope.id)
    stored = (row.school, row.date, row.month, row.size, row.armour, row.closed, readers, follows)
    header = (envelope.school, envelope.date, envelope.month, envelope.size)
    given = (*header, envelope.armour, envelope.closed, set(envelope.readers), frozenset(envelope.attachments))
    is_same = stored == given and are_left_out(connection, ring, envelope.id, envelope.excluded)
    if not is_same or Marks(row.sender, row.word) not in marks:
        raise EnvelopeConflict
    return row

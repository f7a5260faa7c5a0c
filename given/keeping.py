"""Keeping a sentence for the editor, showing it, erasing it: as soon as it is read, after four weeks whatever happens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from database import erase as erase_rows
from database import reading
from given.tables import GIVEN_SENTENCES
from vault import KeyRing, SealBroken, seal_with_ring, unseal_with_ring
from vault.columns import GIVEN_SENTENCE

KEPT = timedelta(days=28)
NONE = "none"  # nothing had been understood before
_ID_BYTES = 16


@dataclass(frozen=True)
class Given:
    """A sentence that waits, and the situation that had been understood when it was not."""

    id: str
    situation: str
    sentence: str = field(repr=False)


def keep(
    connection: Connection,
    ring: KeyRing,
    sentence: str,
    situation: str,
    today: date,
    random_bytes: Callable[[int], bytes],
) -> None:
    """Seal and store it, in the transaction of whoever let it in."""
    id_ = random_bytes(_ID_BYTES).hex()
    row = {"id": id_, "week": today - timedelta(days=today.weekday()), "situation": situation}
    sealed = seal_with_ring(ring, GIVEN_SENTENCE, sentence.encode(), id=id_)
    connection.execute(sa.insert(GIVEN_SENTENCES).values(**row, sealed=sealed))


def waiting(db: Engine, ring: KeyRing, today: date) -> tuple[Given, ...]:
    """Those that may still be read, in no order of coming; one whose key is gone is no longer there for anybody."""
    query = sa.select(GIVEN_SENTENCES).where(GIVEN_SENTENCES.c.week > today - KEPT).order_by(GIVEN_SENTENCES.c.id)
    with reading(db) as connection:
        rows = connection.execute(query).all()
    return tuple(given for row in rows if (given := _opened(ring, row)) is not None)


def erase(db: Engine, id_: str) -> None:
    """It was read, or thrown away; erasing twice is fine."""
    with db.begin() as connection:
        connection.execute(sa.delete(GIVEN_SENTENCES).where(GIVEN_SENTENCES.c.id == id_))


def drop_old(db: Engine, today: date) -> None:
    """Erase those of four weeks ago and before."""
    erase_rows(db, GIVEN_SENTENCES, GIVEN_SENTENCES.c.week <= today - KEPT)


def _opened(ring: KeyRing, row: sa.engine.Row) -> Given | None:
    try:
        return Given(row.id, row.situation, unseal_with_ring(ring, GIVEN_SENTENCE, row.sealed, id=row.id).decode())
    except SealBroken:
        return None

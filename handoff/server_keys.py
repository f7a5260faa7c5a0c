"""Which of the server's keys each envelope still needs, in the table `envelope_keys`: erased with the envelope, and so is the need.

An envelope needs the keys that its sender, its word and its exclusions were hashed with, and its replies' lock was sealed with. Without them the
pupil would never find it again, and, worse, whoever was left out would no longer be known: so a ring that lacks one is refused at the start
of each process (`database.keys`), and a key that is lost for good is given up only by closing the envelopes that it protected.
"""

from dataclasses import dataclass

from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.engine import Connection, Engine

from database import require_keys
from handoff.cases.tables import holds
from handoff.database import open_database, reading
from handoff.tables import envelope_keys, envelopes
from vault import KeyRing


@dataclass(frozen=True)
class Need:
    """So many envelopes of one school and month need that key; `held` of them are kept beyond their time."""

    key: str
    school: str
    month: str
    count: int
    held: int


def open_with_keys(url: str, ring: KeyRing) -> Engine:
    """As `open_database`, for a process that serves with these keys. Raises database.DatabaseRefused."""
    engine = open_database(url)
    try:
        require_ring(engine, ring)
    except BaseException:
        engine.dispose()
        raise
    return engine


def note_keys(connection: Connection, envelope_id: str, *ids: str) -> None:
    """Note, at the deposit, the keys it was written with."""
    rows = [{"envelope_id": envelope_id, "server_key": one} for one in sorted(set(ids))]
    connection.execute(insert(envelope_keys), rows)


def require_ring(db: Engine, ring: KeyRing) -> None:
    """Raise database.KeyMissing when an envelope needs a key that this ring does not hold.

    An envelope older than the table may have been written with any key of the ring: it is noted as needing them all.
    """
    noted = exists().where(envelope_keys.c.envelope_id == envelopes.c.id)
    with db.begin() as connection:
        for envelope_id in connection.execute(select(envelopes.c.id).where(~noted)).scalars().all():
            note_keys(connection, envelope_id, *ring.ids)
    require_keys(db, ring.ids)


def needs(db: Engine) -> tuple[Need, ...]:
    """What needs which key, by key, school and month."""
    place = (envelope_keys.c.server_key, envelopes.c.school, envelopes.c.month)
    query = (
        select(*place, func.count().label("rows"), func.count(holds.c.envelope_id).label("held"))
        .join(envelopes, envelopes.c.id == envelope_keys.c.envelope_id)
        .outerjoin(holds, holds.c.envelope_id == envelopes.c.id)
        .group_by(*place)
        .order_by(*place)
    )
    with reading(db) as connection:
        return tuple(
            Need(row.server_key, row.school, row.month, row.rows, row.held) for row in connection.execute(query)
        )


def give_up(db: Engine, key_id: str) -> int:
    """That key is lost for good: how many envelopes needed it. They stay readable to their readers, and to nobody else, ever.

    Closed, because who was left out of them can no longer be known: a closed envelope keeps out everybody who is not its reader
    (`handoff.exclusions`). Their pupils no longer find them by their word.
    """
    needing = select(envelope_keys.c.envelope_id).where(envelope_keys.c.server_key == key_id)
    with db.begin() as connection:
        closed = connection.execute(update(envelopes).where(envelopes.c.id.in_(needing)).values(closed=True)).rowcount
        connection.execute(delete(envelope_keys).where(envelope_keys.c.server_key == key_id))
    return int(closed)

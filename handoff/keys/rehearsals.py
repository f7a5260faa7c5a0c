"""A way into a key that has opened a test by itself, once: on the day when the usual way is lost, it has worked before.

Kept with the lock, and gone with it: a new sheet is rehearsed anew.
"""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from handoff.database import reading
from handoff.keys.errors import KeyUnknown
from handoff.keys.tables import lock_rehearsals, referent_locks


def note(db: Engine, referent_id: str, lock_id: str, now: datetime) -> None:
    """The owner has just opened a test by this lock alone. Raises KeyUnknown for a lock that is not theirs, or not there any more."""
    with db.begin() as connection:
        theirs = select(referent_locks.c.id).where(referent_locks.c.id == lock_id)
        if connection.execute(theirs.where(referent_locks.c.referent_id == referent_id)).one_or_none() is None:
            raise KeyUnknown
        connection.execute(delete(lock_rehearsals).where(lock_rehearsals.c.lock_id == lock_id))
        connection.execute(insert(lock_rehearsals).values(lock_id=lock_id, at=now))


def rehearsed(db: Engine, referent_id: str) -> dict[str, datetime]:
    """When each of this referent's locks last opened a test by itself: lock id → moment; those that never did are left out."""
    query = select(lock_rehearsals.c.lock_id, lock_rehearsals.c.at).join(referent_locks)
    with reading(db) as connection:
        rows = connection.execute(query.where(referent_locks.c.referent_id == referent_id))
        return {row.lock_id: row.at for row in rows}

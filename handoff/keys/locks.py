"""The ways into a key: added and removed by its owner, each change in the log; never the last one away."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection, Engine

from handoff.errors import KeyIncomplete
from handoff.keys import directory_log
from handoff.keys.directory import insert_locks, standing_in
from handoff.keys.errors import KeyUnknown, LastLock
from handoff.keys.sets import Lock, Standing
from handoff.keys.tables import referent_locks

MOST = 20


def add(db: Engine, referent_id: str, lock: Lock, now: datetime) -> None:
    """One way in more. Raises KeyUnknown, or KeyIncomplete when there are as many as may be."""
    with db.begin() as connection:
        standing = _hold(connection, referent_id)
        if len(_kinds(connection, referent_id)) >= MOST:
            raise KeyIncomplete
        insert_locks(connection, referent_id, (lock,), now)
        directory_log.append(connection, standing.school_id, "lock_added", referent_id, now, kind=lock.kind)


def remove(db: Engine, referent_id: str, lock_id: str, now: datetime) -> None:
    """One way in less; nothing for one that is not there. Raises KeyUnknown or LastLock."""
    with db.begin() as connection:
        standing = _hold(connection, referent_id)
        kinds = _kinds(connection, referent_id)
        if lock_id not in kinds:
            return
        if len(kinds) == 1:
            raise LastLock
        connection.execute(delete(referent_locks).where(referent_locks.c.id == lock_id))
        directory_log.append(connection, standing.school_id, "lock_removed", referent_id, now, kind=kinds[lock_id])


def replace(connection: Connection, referent_id: str, locks: tuple[Lock, ...], now: datetime) -> None:
    """These ways in and no other, in a transaction that holds and that logs it."""
    connection.execute(delete(referent_locks).where(referent_locks.c.referent_id == referent_id))
    insert_locks(connection, referent_id, locks, now)


def _hold(connection: Connection, referent_id: str) -> Standing:
    directory_log.hold(connection)
    standing = standing_in(connection, referent_id)
    if standing is None or standing.left_at is not None:
        raise KeyUnknown
    return standing


def _kinds(connection: Connection, referent_id: str) -> dict[str, str]:
    mine = select(referent_locks.c.id, referent_locks.c.kind).where(referent_locks.c.referent_id == referent_id)
    return {row.id: row.kind for row in connection.execute(mine)}

"""Referents' keys: only armours wrapped in the browser and public keys; the server can open none of them.

A key that counts is never overwritten. One that never counted, or whose owner has left, may be made anew by its owner: it must be
countersigned again before any pupil is offered it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine

from handoff.database import reading
from handoff.errors import KeyExists, KeyIncomplete
from handoff.keys import directory_log
from handoff.keys.fingerprints import months_hash
from handoff.keys.sets import Lock, MonthKey, ReferentKeys, Standing
from handoff.keys.tables import key_countersigns, referent_locks, referent_months, referent_schools, referents

__all__ = ["MONTHS", "Lock", "MonthKey", "ReferentKeys", "Standing"]

MONTHS = 12


def enrol(db: Engine, keys: ReferentKeys) -> None:
    """Store a key, pending until two colleagues have countersigned it, and log it.

    Raises KeyExists (one that counts is there) or KeyIncomplete (no lock, or not twelve different months).
    """
    if not keys.locks or len({month.month for month in keys.months}) != MONTHS or len(keys.months) != MONTHS:
        raise KeyIncomplete
    with db.begin() as connection:
        directory_log.hold(connection)
        kept = standing_in(connection, keys.referent_id)
        if kept is not None and kept.is_counted:
            raise KeyExists
        _forget(connection, keys.referent_id)
        _insert(connection, keys)
        of_months = months_hash(month.recipient for month in sorted(keys.months, key=lambda one: one.month))
        said = {"key": keys.hash, "months": of_months, "by": keys.referent_id}
        directory_log.append(connection, keys.school_id, "enrolled", keys.referent_id, keys.enrolled_at, **said)


def live_keys(db: Engine, school_id: str, month: str, exercised_since: datetime | None = None) -> dict[str, str]:
    """Who can read what is sealed this month: referent id → recipient. Only keys that count, of people who have not left.

    A key not exercised since is not offered. It counts at the schools whose group its owner was in when they last came to the desk
    (`handoff.keys.memberships`).
    """
    came = select(referent_schools.c.referent).where(referent_schools.c.school == school_id)
    query = (
        select(referents.c.id, referent_months.c.recipient)
        .join(referent_months, referent_months.c.referent_id == referents.c.id)
        .where(referents.c.id.in_(came), referent_months.c.month == month)
        .where(referents.c.counted_at.is_not(None), referents.c.left_at.is_(None))
    )
    if exercised_since is not None:
        query = query.where(referents.c.exercised_at >= exercised_since)
    with reading(db) as connection:
        return {row.id: row.recipient for row in connection.execute(query)}


def functions(db: Engine, school_id: str) -> dict[str, str]:
    """What each enrolled referent says they are (CPE, infirmier…), for those who said it."""
    query = select(referents.c.id, referents.c.function).where(referents.c.school == school_id)
    with reading(db) as connection:
        return {row.id: row.function for row in connection.execute(query) if row.function}


def keys_of(db: Engine, referent_id: str) -> ReferentKeys | None:
    """One referent's own keys, locks as they were made and months in order; None before enrolment."""
    months = select(referent_months).where(referent_months.c.referent_id == referent_id).order_by("month")
    locks = select(referent_locks).where(referent_locks.c.referent_id == referent_id).order_by("made_at", "id")
    with reading(db) as connection:
        row = connection.execute(select(referents).where(referents.c.id == referent_id)).one_or_none()
        made = tuple(MonthKey(m.month, m.recipient, m.wrapped_identity) for m in connection.execute(months))
        ways = tuple(Lock(k.id, k.kind, k.label, k.wrapped_key, k.credential) for k in connection.execute(locks))
    return None if row is None else _keys(row, ways, made)


def standing_of(db: Engine, referent_id: str) -> Standing | None:
    """Where the key of this referent stands; None before enrolment."""
    with reading(db) as connection:
        return standing_in(connection, referent_id)


def standing_in(connection: Connection, referent_id: str) -> Standing | None:
    """The same, inside a transaction."""
    row = connection.execute(select(referents).where(referents.c.id == referent_id)).one_or_none()
    return None if row is None else Standing(row.school, row.exercised_at, row.counted_at, row.left_at)


def counts(db: Engine, referent_id: str) -> bool:
    """Whether this referent has a key that counts now."""
    standing = standing_of(db, referent_id)
    return standing is not None and standing.is_counted


def mark_exercised(db: Engine, referent_id: str, now: datetime) -> None:
    """The referent has just used their key: a drill or a real opening."""
    with db.begin() as connection:
        connection.execute(update(referents).where(referents.c.id == referent_id).values(exercised_at=now))


def insert_locks(connection: Connection, referent_id: str, locks: tuple[Lock, ...], now: datetime) -> None:
    """Keep these ways in, beside those that are there."""
    connection.execute(insert(referent_locks), [vars(k) | {"referent_id": referent_id, "made_at": now} for k in locks])


def insert_months(connection: Connection, referent_id: str, months: tuple[MonthKey, ...]) -> None:
    """Keep these months' identities, beside those that are there."""
    connection.execute(insert(referent_months), [vars(month) | {"referent_id": referent_id} for month in months])


def _forget(connection: Connection, referent_id: str) -> None:
    connection.execute(delete(referent_schools).where(referent_schools.c.referent == referent_id))
    connection.execute(delete(key_countersigns).where(key_countersigns.c.countersigner_id == referent_id))
    connection.execute(delete(referents).where(referents.c.id == referent_id))


def _insert(connection: Connection, keys: ReferentKeys) -> None:
    row: dict[str, Any] = {
        "id": keys.referent_id,
        "school": keys.school_id,
        "name": keys.name,
        "function": keys.function,
        "key_recipient": keys.key_recipient,
        "signing_key": keys.signing_key,
        "wrapped_signing": keys.wrapped_signing,
        "enrolled_at": keys.enrolled_at,
        "exercised_at": keys.enrolled_at,
    }
    connection.execute(insert(referents).values(row))
    connection.execute(insert(referent_schools).values(referent=keys.referent_id, school=keys.school_id))
    insert_locks(connection, keys.referent_id, keys.locks, keys.enrolled_at)
    insert_months(connection, keys.referent_id, keys.months)


def _keys(row: Any, locks: tuple[Lock, ...], months: tuple[MonthKey, ...]) -> ReferentKeys:
    return ReferentKeys(
        row.id,
        row.school,
        row.name,
        row.function,
        locks,
        row.key_recipient,
        row.signing_key,
        row.wrapped_signing,
        months,
        row.enrolled_at,
    )

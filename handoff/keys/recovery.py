"""Recovery by two: the shares of a wrapping key, each sealed to one colleague, of which two give it back to its owner.

The rules: shares are kept for colleagues of the school of the key whose keys count, two or more, never for the owner. The owner who has lost
every lock asks with a temporary recipient; each colleague gives their share once, sealed to it; two different ones, and the owner's browser
joins them and makes new locks, which take the place of all the old ones. Asking again forgets what was given. The server opens nothing of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine

from handoff.database import reading
from handoff.keys import directory_log, locks
from handoff.keys.directory import standing_in
from handoff.keys.errors import KeyUnknown, NotCounted, RecoveryRefused, SharesRefused
from handoff.keys.fingerprints import text_hash
from handoff.keys.sets import Lock, Standing
from handoff.keys.tables import recoveries, recovery_given, recovery_shares, referent_schools, referents

NEEDED = 2


@dataclass(frozen=True)
class Recovery:
    """What its owner asked for, and the shares that colleagues have given back: holder → armour."""

    recipient: str
    wrapped_identity: str = field(repr=False)
    given: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Request:
    """A colleague asks for the share that is kept sealed to me."""

    referent_id: str
    name: str
    recipient: str
    armour: str = field(repr=False)


def shares_wanted(db: Engine, referent_id: str) -> bool:
    """Whether the shares that are kept are not for exactly those who may hold one."""
    kept = select(recovery_shares.c.holder_id).where(recovery_shares.c.referent_id == referent_id)
    with reading(db) as connection:
        holders = _holders(connection, referent_id)
        return len(holders) >= NEEDED and set(connection.execute(kept).scalars()) != holders


def keep_shares(db: Engine, referent_id: str, shares: Mapping[str, str]) -> None:
    """These shares and no other: holder → armour. Raises KeyUnknown or SharesRefused."""
    with db.begin() as connection:
        _hold(connection, referent_id)
        if len(shares) < NEEDED or not shares.keys() <= _holders(connection, referent_id):
            raise SharesRefused
        connection.execute(delete(recovery_shares).where(recovery_shares.c.referent_id == referent_id))
        rows = [{"referent_id": referent_id, "holder_id": who, "armour": share} for who, share in shares.items()]
        connection.execute(insert(recovery_shares), rows)


def ask(db: Engine, referent_id: str, recipient: str, wrapped_identity: str, now: datetime) -> None:
    """The owner lost every lock. Raises KeyUnknown, or RecoveryRefused when fewer than two colleagues hold a share."""
    kept = select(recovery_shares.c.holder_id).where(recovery_shares.c.referent_id == referent_id)
    with db.begin() as connection:
        standing = _hold(connection, referent_id)
        if len(connection.execute(kept).all()) < NEEDED:
            raise RecoveryRefused
        _forget(connection, referent_id)
        asked = {"recipient": recipient, "wrapped_identity": wrapped_identity, "asked_at": now}
        connection.execute(insert(recoveries).values(referent_id=referent_id, **asked))
        said = text_hash(recipient)
        directory_log.append(connection, standing.school_id, "recovery_asked", referent_id, now, recipient=said)


def asked_by(db: Engine, referent_id: str) -> Recovery | None:
    """The recovery that this referent has under way."""
    given = select(recovery_given).where(recovery_given.c.referent_id == referent_id).order_by("at", "holder_id")
    with reading(db) as connection:
        row = connection.execute(select(recoveries).where(recoveries.c.referent_id == referent_id)).one_or_none()
        back = {one.holder_id: one.armour for one in connection.execute(given)}
    return None if row is None else Recovery(row.recipient, row.wrapped_identity, back)


def asked_of(db: Engine, holder_id: str) -> tuple[Request, ...]:
    """The colleagues who ask for their share, which this holder has not given yet."""
    query = (
        select(recoveries.c.referent_id, recoveries.c.recipient, referents.c.name, recovery_shares.c.armour)
        .join(referents, referents.c.id == recoveries.c.referent_id)
        .join(recovery_shares, recovery_shares.c.referent_id == recoveries.c.referent_id)
        .where(recovery_shares.c.holder_id == holder_id, referents.c.left_at.is_(None))
        .order_by(recoveries.c.asked_at, recoveries.c.referent_id)
    )
    done = select(recovery_given.c.referent_id).where(recovery_given.c.holder_id == holder_id)
    with reading(db) as connection:
        given = set(connection.execute(done).scalars())
        return tuple(
            Request(row.referent_id, row.name, row.recipient, row.armour)
            for row in connection.execute(query)
            if row.referent_id not in given
        )


def give(db: Engine, referent_id: str, holder_id: str, armour: str, now: datetime) -> None:
    """A colleague gives the share they hold, sealed to the temporary recipient. Again is fine, the first one stays.

    Raises KeyUnknown, NotCounted, or RecoveryRefused when this one asks for nothing or the colleague holds no share.
    """
    share = select(recovery_shares).where(
        recovery_shares.c.referent_id == referent_id, recovery_shares.c.holder_id == holder_id
    )
    with db.begin() as connection:
        standing = _hold(connection, referent_id)
        holder = standing_in(connection, holder_id)
        if holder is None or not holder.is_counted:
            raise NotCounted
        asked = connection.execute(select(recoveries).where(recoveries.c.referent_id == referent_id)).one_or_none()
        if asked is None or connection.execute(share).one_or_none() is None:
            raise RecoveryRefused
        if holder_id in _given(connection, referent_id):
            return
        row = {"referent_id": referent_id, "holder_id": holder_id, "armour": armour, "at": now}
        connection.execute(insert(recovery_given).values(row))
        directory_log.append(connection, standing.school_id, "recovery_given", referent_id, now, by=holder_id)


def finish(db: Engine, referent_id: str, new_locks: tuple[Lock, ...], now: datetime) -> None:
    """The owner has their key again: the new locks take the place of all the old ones. Raises KeyUnknown or RecoveryRefused."""
    with db.begin() as connection:
        standing = _hold(connection, referent_id)
        if len(_given(connection, referent_id)) < NEEDED or not new_locks:
            raise RecoveryRefused
        locks.replace(connection, referent_id, new_locks, now)
        _forget(connection, referent_id)
        connection.execute(update(referents).where(referents.c.id == referent_id).values(exercised_at=now))
        directory_log.append(connection, standing.school_id, "recovered", referent_id, now)


def _hold(connection: Connection, referent_id: str) -> Standing:
    directory_log.hold(connection)
    standing = standing_in(connection, referent_id)
    if standing is None or standing.left_at is not None:
        raise KeyUnknown
    return standing


def _holders(connection: Connection, referent_id: str) -> frozenset[str]:
    school = select(referents.c.school).where(referents.c.id == referent_id).scalar_subquery()
    counted: Any = referents.c.counted_at.is_not(None) & referents.c.left_at.is_(None)
    members = select(referent_schools.c.referent).where(referent_schools.c.school == school)
    query = select(referents.c.id).where(
        referents.c.school == school, counted, referents.c.id.in_(members), referents.c.id != referent_id
    )
    return frozenset(connection.execute(query).scalars())


def _given(connection: Connection, referent_id: str) -> frozenset[str]:
    query = select(recovery_given.c.holder_id).where(recovery_given.c.referent_id == referent_id)
    return frozenset(connection.execute(query).scalars())


def _forget(connection: Connection, referent_id: str) -> None:
    for table in (recovery_given, recoveries):
        connection.execute(delete(table).where(table.c.referent_id == referent_id))

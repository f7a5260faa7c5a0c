"""Leaving is immediate: from now on the server refuses everything of this key, and no pupil is offered it.

Either its owner signed in and is in no group of ours any more, or a colleague says that they have left. Nothing is destroyed: whoever comes
back (the ENT says so when they sign in) has their key again once two colleagues have countersigned it anew.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection, Engine

from handoff.database import reading
from handoff.keys import counting, directory, directory_log
from handoff.keys.errors import KeyOfYourself, KeyUnknown, NotCounted
from handoff.keys.tables import (
    key_countersigns,
    recoveries,
    recovery_given,
    recovery_shares,
    referent_schools,
    referents,
)


def leave(db: Engine, referent_id: str, by: str, now: datetime) -> None:
    """This referent has left, says `by` (themselves, when the ENT says so at their sign-in). Nothing for who has no key, or has left already."""
    with db.begin() as connection:
        directory_log.hold(connection)
        standing = directory.standing_in(connection, referent_id)
        if standing is None or standing.left_at is not None:
            return
        mine: Any = referents.c.id == referent_id
        connection.execute(update(referents).where(mine).values(left_at=now, counted_at=None))
        _forget_trust(connection, referent_id)
        directory_log.append(connection, standing.school_id, "left", referent_id, now, by=by)


def say_left(db: Engine, referent_id: str, by: str, group: tuple[str, ...], now: datetime) -> None:
    """A colleague says so. Raises KeyOfYourself, NotCounted when the colleague's own key was not made there or does not count, KeyUnknown when theirs was not."""
    if by == referent_id:
        raise KeyOfYourself
    with reading(db) as connection:
        keys = counting.group_of(connection, group, now)
        theirs = select(referents.c.id).where(referents.c.id == referent_id, referents.c.school.in_(group))
        is_made_here = connection.execute(theirs).first() is not None
    if by not in keys.counted:
        raise NotCounted
    if not is_made_here:
        raise KeyUnknown
    leave(db, referent_id, by, now)


def has_left(db: Engine, referent_id: str) -> bool:
    """Whether the key of this referent is refused; False for who has none."""
    gone = select(referents.c.id).where(referents.c.id == referent_id, referents.c.left_at.is_not(None))
    with reading(db) as connection:
        return connection.execute(gone).first() is not None


def _forget_trust(connection: Connection, referent_id: str) -> None:
    """Where they answered, who vouched for them, what they kept of others' keys, what recovery they had under way."""
    for theirs in (
        referent_schools.c.referent,
        key_countersigns.c.referent_id,
        recovery_shares.c.holder_id,
        recovery_given.c.holder_id,
        recoveries.c.referent_id,
        recovery_given.c.referent_id,
    ):
        connection.execute(delete(theirs.table).where(theirs == referent_id))

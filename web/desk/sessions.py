"""Referents' sessions: who they are and for which schools, sealed under the token that only their cookie holds.

Membership of the group is proved at sign-in only, so a session is short: 30 minutes of silence, two hours at most.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from vault import KeyRing, SealBroken, derive, keyed_hash, keyed_hashes, seal, unseal
from vault.columns import DESK_SESSION
from web.ent_accounts import EntAccount, columns_of
from web.tables import DESK_SESSIONS
from web.times import seconds

SILENCE_SECONDS = 30 * 60
LIFE_SECONDS = 2 * 60 * 60
_TOUCH_SECONDS = 60
_TOKEN_BYTES = 32
_PURPOSE = "desk-session"


@dataclass(frozen=True)
class Person:
    """A member of the pinned group of `schools` (at least one), by ENT id."""

    id: str
    name: str = field(repr=False)
    schools: tuple[str, ...]


@dataclass(frozen=True)
class Referent(Person):
    """A person whose desk session is live."""

    session: str


def draw_desk_token(random_bytes: Callable[[int], bytes]) -> str:
    """A token nobody can guess, as the cookie carries it."""
    return random_bytes(_TOKEN_BYTES).hex()


def begin_desk_session(
    db: Engine, ring: KeyRing, token: str, person: Person, now: datetime, account: EntAccount | None = None
) -> None:
    """Write the row of a session for the holder of that token; `account` is whom the ENT signed for, if it signs."""
    session = keyed_hash(ring, _PURPOSE, token)
    who = json.dumps([person.id, person.name, list(person.schools)]).encode()
    sealed = seal(_key(token), DESK_SESSION, who, session=session)
    row: dict[str, Any] = {"session": session, "sealed": sealed, "begun_at": seconds(now), "seen_at": seconds(now)}
    row |= columns_of(account, ring)
    with db.begin() as connection:
        connection.execute(sa.insert(DESK_SESSIONS).values(row))


def find_referent(db: Engine, ring: KeyRing, token: str, now: datetime) -> Referent | None:
    """The referent of a live session, marked as seen now."""
    with reading(db) as connection:
        row = connection.execute(
            sa.select(DESK_SESSIONS).where(DESK_SESSIONS.c.session.in_(keyed_hashes(ring, _PURPOSE, token)))
        ).first()
    if row is None or row.seen_at <= seconds(now) - SILENCE_SECONDS or row.begun_at <= seconds(now) - LIFE_SECONDS:
        return None
    try:
        referent_id, name, schools = json.loads(unseal(_key(token), DESK_SESSION, row.sealed, session=row.session))
    except SealBroken:
        return None
    if row.seen_at < seconds(now) - _TOUCH_SECONDS:
        with db.begin() as connection:
            connection.execute(
                sa.update(DESK_SESSIONS).where(DESK_SESSIONS.c.session == row.session).values(seen_at=seconds(now))
            )
    return Referent(referent_id, name, tuple(schools), row.session)


def end_desk_session(db: Engine, referent: Referent) -> None:
    """Destroy the session; ending twice is fine."""
    with db.begin() as connection:
        connection.execute(sa.delete(DESK_SESSIONS).where(DESK_SESSIONS.c.session == referent.session))


def end_desk_sessions_of(db: Engine, ring: KeyRing, account: EntAccount) -> int:
    """Destroy every session of this ENT account; how many there were."""
    with db.begin() as connection:
        ended = connection.execute(sa.delete(DESK_SESSIONS).where(account.rows_of(DESK_SESSIONS, ring)))
    return int(ended.rowcount)


def drop_old_desk_sessions(db: Engine, now: datetime) -> None:
    """Delete the sessions that are over."""
    silent = DESK_SESSIONS.c.seen_at <= seconds(now) - SILENCE_SECONDS
    old = DESK_SESSIONS.c.begun_at <= seconds(now) - LIFE_SECONDS
    with db.begin() as connection:
        connection.execute(sa.delete(DESK_SESSIONS).where(sa.or_(silent, old)))


def _key(token: str) -> bytes:
    return derive(bytes.fromhex(token), _PURPOSE)

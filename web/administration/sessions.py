"""Administrators' sessions: who they are and which schools they administer, sealed under the token that only their cookie holds.

The function ADMIN_LOCAL is proved at sign-in only, so a session is short: 30 minutes of silence, two hours at most.
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
from vault.columns import ADMINISTRATION_SESSION
from web.ent_accounts import EntAccount, columns_of
from web.tables import ADMINISTRATION_SESSIONS as ROWS
from web.times import seconds

SILENCE_SECONDS = 30 * 60
LIFE_SECONDS = 2 * 60 * 60
_TOUCH_SECONDS = 60
_TOKEN_BYTES = 32
_PURPOSE = "administration-session"
_FORMS_PURPOSE = "administration-forms"


@dataclass(frozen=True)
class Person:
    """A local administrator of `schools` (at least one), by ENT id."""

    id: str
    name: str = field(repr=False)
    schools: tuple[str, ...]


@dataclass(frozen=True)
class Administrator(Person):
    """A person whose session is live; `form_key` signs the forms that this session was shown."""

    session: str
    form_key: bytes = field(repr=False)


def draw_token(random_bytes: Callable[[int], bytes]) -> str:
    """A token nobody can guess, as the cookie carries it."""
    return random_bytes(_TOKEN_BYTES).hex()


def begin_session(
    db: Engine, ring: KeyRing, token: str, person: Person, now: datetime, account: EntAccount | None = None
) -> None:
    """Write the row of a session for the holder of that token; `account` is whom the ENT signed for, if it signs."""
    session = keyed_hash(ring, _PURPOSE, token)
    who = json.dumps([person.id, person.name, list(person.schools)]).encode()
    sealed = seal(_key(token), ADMINISTRATION_SESSION, who, session=session)
    row: dict[str, Any] = {"session": session, "sealed": sealed, "begun_at": seconds(now), "seen_at": seconds(now)}
    row |= columns_of(account, ring)
    with db.begin() as connection:
        connection.execute(sa.insert(ROWS).values(row))


def find_administrator(db: Engine, ring: KeyRing, token: str, now: datetime) -> Administrator | None:
    """The administrator of a live session, marked as seen now."""
    with reading(db) as connection:
        known = ROWS.c.session.in_(keyed_hashes(ring, _PURPOSE, token))
        row = connection.execute(sa.select(ROWS).where(known)).first()
    if row is None or row.seen_at <= seconds(now) - SILENCE_SECONDS or row.begun_at <= seconds(now) - LIFE_SECONDS:
        return None
    try:
        who = json.loads(unseal(_key(token), ADMINISTRATION_SESSION, row.sealed, session=row.session))
    except SealBroken:
        return None
    if row.seen_at < seconds(now) - _TOUCH_SECONDS:
        with db.begin() as connection:
            seen = sa.update(ROWS).where(ROWS.c.session == row.session).values(seen_at=seconds(now))
            connection.execute(seen)
    administrator_id, name, schools = who
    form_key = derive(bytes.fromhex(token), _FORMS_PURPOSE)
    return Administrator(administrator_id, name, tuple(schools), row.session, form_key)


def end_session(db: Engine, administrator: Administrator) -> None:
    """Destroy the session; ending twice is fine."""
    with db.begin() as connection:
        connection.execute(sa.delete(ROWS).where(ROWS.c.session == administrator.session))


def end_administration_sessions_of(db: Engine, ring: KeyRing, account: EntAccount) -> int:
    """Destroy every session of this ENT account; how many there were."""
    with db.begin() as connection:
        return int(connection.execute(sa.delete(ROWS).where(account.rows_of(ROWS, ring))).rowcount)


def drop_old_administration_sessions(db: Engine, now: datetime) -> None:
    """Delete the sessions that are over."""
    silent = ROWS.c.seen_at <= seconds(now) - SILENCE_SECONDS
    old = ROWS.c.begun_at <= seconds(now) - LIFE_SECONDS
    with db.begin() as connection:
        connection.execute(sa.delete(ROWS).where(sa.or_(silent, old)))


def _key(token: str) -> bytes:
    return derive(bytes.fromhex(token), _PURPOSE)

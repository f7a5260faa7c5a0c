"""The tokens that open one session: they change while it is used, and at the sign-in.

The cookie holds a token; a row holds its keyed hash, a salt, and the conversation's key wrapped under HKDF(token, salt). So a token is never
changed in place, another one is added:

* A token that has been in use for ROTATE_SECONDS gets a successor, with the answer to the very call that used it. Several calls at once get one;
  a call during which the session was signed in gets none, or its late answer would take the place of what the sign-in gave.
* It goes on until the successor is used (an answer may be lost), and for GRACE_SECONDS after (a call may be on its way): for the same session
  only, and then its row is gone.
* The sign-in gives a token of its own. Only that one and its successors are signed in: whoever knew the token of before (somebody who left this
  window open for another child) has nothing of what the sign-in brought.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from database import erase
from vault import KeyRing, keyed_hash
from web.pupil.session_keys import SALT_BYTES, SESSION_PURPOSE, TOKEN_BYTES, wrap_key
from web.tables import SESSION_TOKENS, SESSIONS
from web.times import seconds

ROTATE_SECONDS = 5 * 60
GRACE_SECONDS = 240  # longer than a browser waits for a piece (180 s, PIECE_LIMIT in pupil-api.ts)
_LOST_SECONDS = 30  # a successor that nobody has used after this did not arrive


@dataclass(frozen=True)
class HeldToken:
    """What is known of the token that opened a session. `token` is its row's id."""

    token: str
    begun_at: int
    is_signed_in: bool
    is_used: bool
    is_last: bool

    def is_due(self, now: datetime) -> bool:
        """Whether it has served for long enough, and is not over."""
        return self.is_last and self.begun_at <= seconds(now) - ROTATE_SECONDS


@dataclass(frozen=True)
class NewToken:
    """A token that nobody can guess, and what wraps under it."""

    token: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def draw(cls, random_bytes: Callable[[int], bytes]) -> "NewToken":
        """Another one."""
        return cls(random_bytes(TOKEN_BYTES), random_bytes(SALT_BYTES))

    def id_under(self, ring: KeyRing) -> str:
        """What its row is found by."""
        return keyed_hash(ring, SESSION_PURPOSE, self.token.hex())

    def keep(
        self, connection: Connection, ring: KeyRing, session: str, key: bytes, now: datetime, **marks: Any
    ) -> HeldToken:
        """Write its row; `marks` are the columns that are not as for a token that has just been drawn."""
        id_ = self.id_under(ring)
        wrapped = wrap_key(key, self.token, self.salt, session)
        row = {"token": id_, "session": session, "salt": self.salt, "wrapped_key": wrapped}
        row |= {"begun_at": seconds(now), "is_signed_in": False} | marks
        connection.execute(sa.insert(SESSION_TOKENS).values(row))
        return held_of(row)


def held_of(row: Any) -> HeldToken:
    """The token of a row, as a mapping."""
    used, ends = row.get("used_at"), row.get("ends_at")
    return HeldToken(row["token"], row["begun_at"], row["is_signed_in"], used is not None, ends is None)


def is_open(now: Any) -> Any:
    """The rows whose token still opens its session at that second, or at the one that is given with the statement."""
    return sa.or_(SESSION_TOKENS.c.ends_at.is_(None), SESSION_TOKENS.c.ends_at > now)


def confirm(db: Engine, session: str, held: HeldToken, now: datetime) -> None:
    """A token is used for the first time: those before it end soon, but one of before the sign-in ends none of after it."""
    others = sa.and_(
        SESSION_TOKENS.c.session == session, SESSION_TOKENS.c.token != held.token, SESSION_TOKENS.c.ends_at.is_(None)
    )
    if not held.is_signed_in:
        others = sa.and_(others, SESSION_TOKENS.c.is_signed_in.is_(False))
    with db.begin() as connection:
        mine = sa.update(SESSION_TOKENS).where(SESSION_TOKENS.c.token == held.token)
        connection.execute(mine.values(used_at=seconds(now)))
        connection.execute(sa.update(SESSION_TOKENS).where(others).values(ends_at=seconds(now) + GRACE_SECONDS))


@dataclass(frozen=True)
class Succession:
    """A token that is due, its session and that one's key, and when the call came that used it."""

    session: str
    key: bytes = field(repr=False)
    held: HeldToken
    asked_at: datetime


def succeed(db: Engine, ring: KeyRing, of: Succession, new: NewToken, now: datetime) -> bool:
    """Write the successor of a token that is due; False when it has one already, or the session has ended or been signed in meanwhile."""
    session, held = of.session, of.held
    lost = seconds(now) - _LOST_SECONDS
    alone = sa.or_(SESSION_TOKENS.c.successor_at.is_(None), SESSION_TOKENS.c.successor_at <= lost)
    mine = sa.and_(SESSION_TOKENS.c.token == held.token, SESSION_TOKENS.c.ends_at.is_(None), alone)
    with db.begin() as connection:
        if not _hold(connection, session) or _signed_in_meanwhile(connection, of):
            return False
        if not connection.execute(sa.update(SESSION_TOKENS).where(mine).values(successor_at=seconds(now))).rowcount:
            return False
        _drop_lost(connection, session, held, lost)
        new.keep(connection, ring, session, of.key, now, is_signed_in=held.is_signed_in)
    return True


def sign_in_with(db: Engine, ring: KeyRing, session: str, key: bytes, new: NewToken, now: datetime) -> bool:
    """Write the token that a sign-in gives; False when the session has ended meanwhile."""
    with db.begin() as connection:
        if not _hold(connection, session):
            return False
        new.keep(connection, ring, session, key, now, is_signed_in=True)
    return True


def drop_ended_tokens(db: Engine, now: datetime) -> None:
    """Delete the rows that open nothing any more."""
    erase(db, SESSION_TOKENS, SESSION_TOKENS.c.ends_at <= seconds(now))


def _hold(connection: Connection, session: str) -> bool:
    """Whether the session is there; nobody ends it before this transaction is over, so no token outlives it."""
    held = sa.update(SESSIONS).where(SESSIONS.c.session == session).values(session=session)
    return bool(connection.execute(held).rowcount)


def _signed_in_meanwhile(connection: Connection, of: Succession) -> bool:
    if of.held.is_signed_in:
        return False
    theirs = sa.and_(SESSION_TOKENS.c.session == of.session, SESSION_TOKENS.c.is_signed_in)
    since = sa.select(SESSION_TOKENS.c.token).where(theirs, SESSION_TOKENS.c.begun_at >= seconds(of.asked_at))
    return connection.execute(since).first() is not None


def _drop_lost(connection: Connection, session: str, held: HeldToken, lost: int) -> None:
    unused = sa.and_(
        SESSION_TOKENS.c.session == session, SESSION_TOKENS.c.used_at.is_(None), SESSION_TOKENS.c.begun_at <= lost
    )
    if not held.is_signed_in:
        unused = sa.and_(unused, SESSION_TOKENS.c.is_signed_in.is_(False))
    connection.execute(sa.delete(SESSION_TOKENS).where(unused))

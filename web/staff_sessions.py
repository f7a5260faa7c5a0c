"""Sessions of the adults who work with the school's ENT account: who they are and for which schools, sealed under the token that only
their cookie holds. The desk and the administrator's pages each have theirs, in a table and under a purpose of their own.

What gives the right is proved at sign-in only, so a session is short: 30 minutes of silence, two hours at most.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import erase, reading
from vault import KeyRing, SealBroken, SealedColumn, derive, keyed_hash, keyed_hashes, seal, unseal
from web.ent_accounts import EntAccount, columns_of
from web.times import seconds

SILENCE_SECONDS = 30 * 60
LIFE_SECONDS = 2 * 60 * 60
_TOUCH_SECONDS = 60
_TOKEN_BYTES = 32
_PERSON_PURPOSE = "staff-person"
_TOKEN = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Person:
    """Someone with rights at `schools` (at least one), by ENT id; `administered` are those of them that they administer."""

    id: str
    name: str = field(repr=False)
    schools: tuple[str, ...]
    administered: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class SignedInStaff(Person):
    """A person whose session is live."""

    session: str
    signed_in_at: int = field(default=0, kw_only=True)  # seconds since 1970, UTC


@dataclass(frozen=True)
class Opened:
    """The session of a live person: its row, its token, since when."""

    session: str
    token: str = field(repr=False)
    signed_in_at: int


Live = TypeVar("Live", bound=SignedInStaff)


@dataclass(frozen=True)
class StaffSessions(Generic[Live]):
    """The sessions of one door. `live` makes what the door calls such a person, from the person and the session."""

    table: sa.Table
    column: SealedColumn
    purpose: str
    live: Callable[[Person, Opened], Live]

    def begin(
        self, db: Engine, ring: KeyRing, token: str, person: Person, now: datetime, account: EntAccount | None = None
    ) -> None:
        """Write the row of a session for the holder of that token; `account` is whom the ENT signed for, if it signs."""
        session = keyed_hash(ring, self.purpose, token)
        who = json.dumps([person.id, person.name, person.schools, person.administered]).encode()
        sealed = seal(self._key(token), self.column, who, session=session)
        row: dict[str, Any] = {"session": session, "sealed": sealed, "begun_at": seconds(now), "seen_at": seconds(now)}
        row["person"] = keyed_hash(ring, _PERSON_PURPOSE, person.id)
        with db.begin() as connection:
            connection.execute(sa.insert(self.table).values(row | columns_of(account, ring)))

    def find(self, db: Engine, ring: KeyRing, token: str, now: datetime) -> Live | None:
        """The person of a live session, marked as seen now; None for any text that is not such a token."""
        if not _TOKEN.fullmatch(token):
            return None
        known = self.table.c.session.in_(keyed_hashes(ring, self.purpose, token))
        with reading(db) as connection:
            row = connection.execute(sa.select(self.table).where(known)).first()
        if row is None or row.seen_at <= seconds(now) - SILENCE_SECONDS or row.begun_at <= seconds(now) - LIFE_SECONDS:
            return None
        try:
            who = json.loads(unseal(self._key(token), self.column, row.sealed, session=row.session))
        except SealBroken:
            return None
        if row.seen_at < seconds(now) - _TOUCH_SECONDS:
            with db.begin() as connection:
                connection.execute(sa.update(self.table).where(known).values(seen_at=seconds(now)))
        id_, name, schools, administered = who
        person = Person(id_, name, tuple(schools), administered=tuple(administered))
        return self.live(person, Opened(row.session, token, row.begun_at))

    def end_of(self, db: Engine, ring: KeyRing, token: str) -> None:
        """Destroy the session of this token, if there is one: whoever signs in again leaves none behind."""
        theirs = self.table.c.session.in_(keyed_hashes(ring, self.purpose, token))
        with db.begin() as connection:
            connection.execute(sa.delete(self.table).where(theirs))

    def end(self, db: Engine, who: Live) -> None:
        """Destroy the session; ending twice is fine."""
        with db.begin() as connection:
            connection.execute(sa.delete(self.table).where(self.table.c.session == who.session))

    def end_all_of(self, db: Engine, ring: KeyRing, account: EntAccount) -> int:
        """Destroy every session of this ENT account; how many there were."""
        with db.begin() as connection:
            return int(connection.execute(sa.delete(self.table).where(account.rows_of(self.table, ring))).rowcount)

    def end_all_of_person(self, db: Engine, ring: KeyRing, person_id: str) -> None:
        """Destroy every session of the person with this ENT id: they have no right here any more."""
        theirs = self.table.c.person.in_(keyed_hashes(ring, _PERSON_PURPOSE, person_id))
        with db.begin() as connection:
            connection.execute(sa.delete(self.table).where(theirs))

    def drop_old(self, db: Engine, now: datetime) -> None:
        """Delete the sessions that are over."""
        silent = self.table.c.seen_at <= seconds(now) - SILENCE_SECONDS
        old = self.table.c.begun_at <= seconds(now) - LIFE_SECONDS
        erase(db, self.table, sa.or_(silent, old))

    def _key(self, token: str) -> bytes:
        return derive(bytes.fromhex(token), self.purpose)


def draw_token(random_bytes: Callable[[int], bytes]) -> str:
    """A token nobody can guess, as the cookie carries it."""
    return random_bytes(_TOKEN_BYTES).hex()

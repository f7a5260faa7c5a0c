"""How often an account may try a word: whoever borrows a pupil's ENT account must not be able to guess it.

Counted per ENT account (keyed hash), in the database and before the word is looked at, so neither a new session, nor a restart, nor
many tries at once give more. A word that finds something is given back.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import erase
from vault import KeyRing, keyed_hash, keyed_hashes
from web.tables import WORD_TRIES
from web.times import seconds

MOST_TRIES = 6
WINDOW_SECONDS = 60 * 60
_PURPOSE = "word-tries"


@dataclass(frozen=True)
class Try:
    """A try that was counted (`wait` 0), or how many seconds to wait before the next one."""

    wait: int
    id: int | None = None


def take_try(db: Engine, ring: KeyRing, user_id: str, now: datetime) -> Try:
    """Count one try, if one is left."""
    mine = WORD_TRIES.c.sender.in_(keyed_hashes(ring, _PURPOSE, user_id))
    recent = sa.and_(mine, WORD_TRIES.c.tried_at > seconds(now) - WINDOW_SECONDS)
    query = sa.select(WORD_TRIES.c.tried_at).where(recent).order_by(WORD_TRIES.c.tried_at.desc()).limit(MOST_TRIES)
    row = {"sender": keyed_hash(ring, _PURPOSE, user_id), "tried_at": seconds(now)}
    with db.begin() as connection:
        if (
            db.dialect.name == "postgresql"
        ):  # SQLite lets one writer in at a time; here two tries at once would both count five
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:who))"), {"who": row["sender"]})
        tries = list(connection.execute(query).scalars())
        if len(tries) == MOST_TRIES:
            return Try(tries[-1] + WINDOW_SECONDS - seconds(now))
        written = connection.execute(sa.insert(WORD_TRIES).values(row))
    return Try(0, written.inserted_primary_key[0])


def give_back_try(db: Engine, taken: Try) -> None:
    """The word was right: it does not count."""
    with db.begin() as connection:
        connection.execute(sa.delete(WORD_TRIES).where(WORD_TRIES.c.id == taken.id))


def drop_old_tries(db: Engine, now: datetime) -> None:
    """Delete the tries that no longer count."""
    erase(db, WORD_TRIES, WORD_TRIES.c.tried_at <= seconds(now) - WINDOW_SECONDS)

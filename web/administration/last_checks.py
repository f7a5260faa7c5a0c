"""When each school was last checked and with which colour: nothing of what was found."""

from dataclasses import dataclass
from datetime import datetime, timezone

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from web.tables import ADMINISTRATION_CHECKS as ROWS
from web.times import seconds


@dataclass(frozen=True)
class LastCheck:
    """`level` is `red`, `warn`, `unknown` or `ok`, the worst that was found."""

    level: str
    at: datetime


def note_check(db: Engine, school_id: str, level: str, now: datetime) -> None:
    """Remember this check in the place of the one before."""
    with db.begin() as connection:
        connection.execute(sa.delete(ROWS).where(ROWS.c.school == school_id))
        connection.execute(sa.insert(ROWS).values(school=school_id, level=level, checked_at=seconds(now)))


def last_check(db: Engine, school_id: str) -> LastCheck | None:
    """The last one, or None when the school was never checked from these pages."""
    with reading(db) as connection:
        row = connection.execute(sa.select(ROWS).where(ROWS.c.school == school_id)).first()
    return None if row is None else LastCheck(row.level, datetime.fromtimestamp(row.checked_at, timezone.utc))

"""The pages of the schools, each version kept: who wrote it, and when. A version is never changed; undoing is writing an older one again.

Two administrators who write at once are told: a version is written only over the one that was read.
"""

import logging
from datetime import date, datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from database import prepare_tables, reading
from facts.errors import FactError
from schools.checks import faults
from schools.encoding import from_json, to_json
from schools.errors import PageChanged, PageRefused, PageUnknown
from schools.page import Author, KeptPage, SchoolPage
from schools.tables import METADATA, SCHOOL_PAGES

MOST_VERSIONS = 50
# Each turn asks for the latest: made once, as making it takes longer than what it does.
_VERSIONS = sa.select(SCHOOL_PAGES).where(SCHOOL_PAGES.c.school == sa.bindparam("of_school"))
_LAST_FIRST = _VERSIONS.order_by(SCHOOL_PAGES.c.version.desc())
_LATEST = _LAST_FIRST.limit(1)
_NUMBERED = _VERSIONS.where(SCHOOL_PAGES.c.version == sa.bindparam("numbered"))
logger = logging.getLogger("parlons_en.schools")


def prepare(db: Engine) -> None:
    """Create the table where it is missing."""
    prepare_tables(db, METADATA)


def read(db: Engine, school_id: str) -> SchoolPage:
    """What the school says of itself; the defaults when it never did."""
    return latest(db, school_id).page


def latest(db: Engine, school_id: str) -> KeptPage:
    """The page with its version, its author and its hour."""
    with reading(db) as connection:
        return _latest(connection, school_id)


def history(db: Engine, school_id: str) -> tuple[KeptPage, ...]:
    """Every version kept, the last one first; the defaults are not one of them."""
    with reading(db) as connection:
        return tuple(_kept(row) for row in connection.execute(_LAST_FIRST, {"of_school": school_id}))


def version(db: Engine, school_id: str, number: int) -> KeptPage:
    """One version; 0 is the defaults. Raises PageUnknown."""
    if number == 0:
        return KeptPage(0, SchoolPage())
    with reading(db) as connection:
        row = connection.execute(_NUMBERED, {"of_school": school_id, "numbered": number}).first()
    if row is None:
        raise PageUnknown
    return _kept(row)


def write(db: Engine, school_id: str, page: SchoolPage, by: Author, now: datetime, *, over: int, today: date) -> int:
    """Write the page over version `over`, the one that its author had before their eyes; answers the new version.

    `today` is the school's. Raises PageRefused (the first fault) or PageChanged (another version was written meanwhile).
    """
    for fault in faults(page, today):
        raise PageRefused(fault.field, fault.code)
    row = {
        "school": school_id,
        "version": over + 1,
        "page": to_json(page),
        "author": by.id,
        "author_name": by.name,
        "at": int(now.timestamp()),
    }
    try:
        with db.begin() as connection:
            if _latest(connection, school_id).version == over:
                connection.execute(sa.insert(SCHOOL_PAGES).values(row))
                _drop_oldest(connection, school_id, over + 1)
                return over + 1
    except IntegrityError:  # somebody else was faster between the look and the writing
        logger.info("page raced school=%s", school_id)
    last = latest(db, school_id)
    raise PageChanged(last.by.name if last.by else "", last.at or now)


def _latest(connection: Connection, school_id: str) -> KeptPage:
    row = connection.execute(_LATEST, {"of_school": school_id}).first()
    return KeptPage(0, SchoolPage()) if row is None else _kept(row)


def _drop_oldest(connection: Connection, school_id: str, newest: int) -> None:
    old = sa.and_(SCHOOL_PAGES.c.school == school_id, SCHOOL_PAGES.c.version <= newest - MOST_VERSIONS)
    connection.execute(sa.delete(SCHOOL_PAGES).where(old))


def _kept(row: Any) -> KeptPage:
    """A row that is not one of ours must not take the assistant from pupils: it says what a school that never wrote says."""
    try:
        page = from_json(row.page)
    except (ValueError, KeyError, TypeError, FactError):
        logger.error("page unreadable school=%s version=%d", row.school, row.version)  # noqa: TRY400 (no traceback: it quotes the row)
        page = SchoolPage()
    at = datetime.fromtimestamp(row.at, timezone.utc)
    return KeptPage(row.version, page, Author(row.author, row.author_name), at)

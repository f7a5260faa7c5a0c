"""A database that had no turn for us: others were writing for longer than we wait. Nothing was written, so asking again is all there is to do."""

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

RETRY_SECONDS = 3
_SQLITE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_PRIMARY = 0xFF  # SQLite's extended codes carry the plain one in their lowest byte
_POSTGRESQL = frozenset({"55P03", "40001", "40P01", "53300"})  # no lock, serialisation, deadlock, too many connections


def is_busy(error: SQLAlchemyError) -> bool:
    """Whether it would have gone well a little later."""
    if isinstance(error, NoConnection):
        return True
    cause = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(cause, sqlite3.Error):
        return (getattr(cause, "sqlite_errorcode", 0) & _PRIMARY) in _SQLITE
    return getattr(cause, "pgcode", None) in _POSTGRESQL

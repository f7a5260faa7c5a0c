"""The database of the numbers, opened to be read, and why it could not be, in French."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import Engine, make_url

from cli.stats_view import TEXTS
from database import open_engine
from tallies.tables import prepare


class NoNumbersError(Exception):
    """There is nothing to read; says why, in French."""


@contextlib.contextmanager
def tallied(url: str) -> Iterator[Engine]:
    """The database with its table of numbers, there at last when none was ever counted; closed at the end.

    Raises:
        NoNumbersError: no such file: SQLite would make an empty one, which looks like a service that nobody used.
    """
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite" and not Path(parts.database or "").is_file():
        raise NoNumbersError(TEXTS["no_database"].format(path=parts.database))
    db = open_engine(url)
    try:
        prepare(db)
        yield db
    finally:
        db.dispose()

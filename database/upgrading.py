"""Bringing a database to the revision of this code: every revision that is missing in one transaction, one upgrade at a time.

Killed at any moment, the database is as it was before: on SQLite as on PostgreSQL a change of tables is part of its transaction. A new database
is made in the same way, from the first revision on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

from database.refusals import DatabaseAhead, DatabaseBroken, DatabaseBusy, DatabaseUnreachable
from database.revisions import MIGRATIONS, Fit, state_of

# Any number of ours: whoever creates or upgrades holds it.
_LOCK = 5_190_119
# For the other upgrade to end; then for each lock on a table, behind which every writer would wait with us.
_PATIENCE_FOR_THE_OTHER, _PATIENCE_FOR_A_TABLE = "30s", "3s"
_LOCK_NOT_AVAILABLE = "55P03"


@dataclass(frozen=True)
class Step:
    """A revision, and in French what it does."""

    revision: str
    says: str


def steps(stamp: str | None, migrations: Path = MIGRATIONS) -> tuple[Step, ...]:
    """What an upgrade of a database with this stamp does, in order."""
    scripts = ScriptDirectory.from_config(_config(migrations))
    missing = scripts.iterate_revisions("head", stamp or "base")
    return tuple(Step(script.revision, script.module.says) for script in reversed(list(missing)))


def upgrade(engine: Engine, migrations: Path = MIGRATIONS) -> None:
    """Do it; nothing when it is done. All or nothing, and no row is lost.

    Raises DatabaseOutdated (of another shape than it should have), DatabaseAhead, DatabaseBusy, DatabaseUnreachable, DatabaseBroken.
    """
    with _alone(engine) as connection:
        state = state_of(connection, migrations)
        if state.fit is Fit.AHEAD:
            raise DatabaseAhead(state)
        if state.fit in {Fit.EMPTY, Fit.BEHIND}:
            command.upgrade(_config(migrations, connection), "head")


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else creates or upgrades."""
    try:
        with engine.connect() as connection:
            begin = _on_postgresql if engine.dialect.name == "postgresql" else _on_sqlite
            with begin(connection):
                yield connection
    except OperationalError as error:
        raise DatabaseBusy if _is_busy(error.orig) else DatabaseUnreachable(type(error.orig).__name__) from None


@contextmanager
def _on_postgresql(connection: Connection) -> Iterator[None]:
    with connection.begin():
        connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE_FOR_THE_OTHER}'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE_FOR_A_TABLE}'"))
        yield


@contextmanager
def _on_sqlite(connection: Connection) -> Iterator[None]:
    """With foreign keys unwatched, as a table that is made again is dropped first, and its rows' followers would go with it; looked at in the end."""
    driver = connection.connection
    driver.execute("PRAGMA foreign_keys=OFF")  # without effect once a transaction has begun
    try:
        with connection.begin():
            yield
            if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                raise DatabaseBroken
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _is_busy(error: Any) -> bool:
    return getattr(error, "pgcode", None) == _LOCK_NOT_AVAILABLE or "locked" in str(error)


def _config(migrations: Path, connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config

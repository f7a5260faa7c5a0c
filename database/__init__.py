"""One way to open the database, for every process: SQLite by default, PostgreSQL from two machines on.

SQLite is opened in WAL mode, so that web, rasa, actions and courier read while one writes; a writer waits for another up
to ten seconds; a commit is on the disk before it is promised (`synchronous=FULL`): the outbox must survive a power cut; erased
bytes are overwritten (`secure_delete`). Tables belong to the rooms.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import MetaData, create_engine, event, text
from sqlalchemy.engine import Connection, Engine

BUSY_MILLISECONDS = 10_000
# Any number of ours: two processes that start together create the tables one after the other.
_CREATION_LOCK = 5_190_119


def open_engine(url: str) -> Engine:
    """An engine on `url` (`sqlite:///…` or `postgresql…`), without any table."""
    engine = create_engine(url, future=True, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def create_tables(engine: Engine, tables: MetaData) -> None:
    """Create what is missing, safely when several processes start at once."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CREATION_LOCK})
        tables.create_all(connection)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads: on SQLite it does not wait for writers."""
    with engine.connect().execution_options(parlons_en_reads=True) as connection:
        yield connection


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred: a reader that turns writer would fail at once instead of waiting.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    only_reads = connection.get_execution_options().get("parlons_en_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

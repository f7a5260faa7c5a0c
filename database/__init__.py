"""One way to open the database, for every process: SQLite by default, PostgreSQL from two machines on.

SQLite is opened in WAL mode, so that web, rasa, actions and courier read while one writes; a writer waits for another up
to ten seconds; a commit is on the disk before it is promised (`synchronous=FULL`): the outbox must survive a power cut; erased
bytes are overwritten (`secure_delete`) and leave the journal (`empty_journal`). Tables belong to the rooms.

The writers of one process wait for each other here, in a queue; SQLite would let them sleep and look again, and leave some of them asleep
while others write. Only writers of other processes are waited for in its way.

Connections to an SQLite file are kept open and lent to one thread at a time: to open the file again for each transaction costs more
than the transaction (measured on a turn: 60 ms, against 18). However many threads ask, none waits for a connection: beyond those
that are kept, one is opened and closed again.
"""

import sqlite3
import threading
import time
from typing import Any

from sqlalchemy import MetaData, create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from database.erasing import erase
from database.keys import keys_needed, require_keys
from database.refusals import (
    DatabaseAhead,
    DatabaseBehind,
    DatabaseOutdated,
    DatabaseRefused,
    DatabaseUnreachable,
    KeyMissing,
)
from database.revisions import Fit, State, state_of
from database.shape import require_shape
from database.transactions import ONLY_READS, PASSES, passing, reading

__all__ = [
    "BUSY_MILLISECONDS",
    "KEPT_OPEN",
    "DatabaseAhead",
    "DatabaseBehind",
    "DatabaseOutdated",
    "DatabaseRefused",
    "DatabaseUnreachable",
    "Fit",
    "KeyMissing",
    "State",
    "empty_journal",
    "erase",
    "keys_needed",
    "open_engine",
    "passing",
    "prepare_tables",
    "reading",
    "require_keys",
    "state",
]

BUSY_MILLISECONDS = 10_000
KEPT_OPEN = 8
# A connection that the disk has failed is not told apart by the driver: none is trusted for longer than this.
_TRUSTED_SECONDS = 600
_PATIENCE_MILLISECONDS = 250
_LOOK_AGAIN_SECONDS = 0.02
# PostgreSQL's machine may go without a word: libpq then gives up a connection that is being made, or whose other end acknowledges nothing.
_NOTICED = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_WRITES = "parlons_en_writes"


def open_engine(url: str) -> Engine:
    """An engine on `url` (`sqlite:///…` or `postgresql…`), without any table. Any thread may use it."""
    engine = create_engine(url, future=True, **_pool_for(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        writers = _Writers()
        event.listen(engine, "begin", writers.begin)
        event.listen(engine, "checkin", writers.end)
    return engine


def prepare_tables(engine: Engine, tables: MetaData) -> None:
    """A new database is created whole, safely when several processes start at once; one that is there must be as this code writes it.

    Raises DatabaseBehind or DatabaseAhead when it is at another revision, DatabaseOutdated when a table is not as `tables` describes it: nothing
    was changed. Raises DatabaseUnreachable when the database does not open: no such folder, a disk that cannot be written, a server that does
    not answer.
    """
    try:
        found = state(engine)
        if found.fit is Fit.EMPTY:
            _create(engine)
        elif not found.may_serve:
            raise DatabaseBehind(found) if found.fit is Fit.BEHIND else DatabaseAhead(found)
        with reading(engine) as connection:
            require_shape(connection, tables)
    except OperationalError as error:
        raise DatabaseUnreachable(type(error.orig).__name__) from None


def state(engine: Engine) -> State:
    """At which revision the database is, and whether this code may serve on it. Raises SQLAlchemy's OperationalError when it does not open."""
    with reading(engine) as connection:
        return state_of(connection)


def empty_journal(engine: Engine) -> bool:
    """Take out of SQLite's journal what it still holds of erased rows; False when others were too busy: call again later.

    On PostgreSQL there is nothing to do here: its own journal is recycled by its settings.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")  # nobody waits for this one, which leaves little to the next
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE_MILLISECONDS}")  # writers wait for us meanwhile
        try:
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    finally:
        connection.close()
    return not busy


def _create(engine: Engine) -> None:
    from database.upgrading import upgrade  # noqa: PLC0415 (Alembic takes a fifth of a second to load, once in the life of a database)

    upgrade(engine)


def _pool_for(url: str) -> dict[str, Any]:
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        return {"pool_pre_ping": True, "connect_args": _NOTICED}
    if parts.database in {None, "", ":memory:"}:
        return {}
    kept = {"pool_size": KEPT_OPEN, "max_overflow": -1, "pool_use_lifo": True, "pool_recycle": _TRUSTED_SECONDS}
    return {"poolclass": QueuePool, **kept, "connect_args": {"check_same_thread": False}}


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred: a reader that turns writer would fail at once instead of waiting.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    _turn_to_wal(cursor)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _turn_to_wal(cursor: sqlite3.Cursor) -> None:
    """Of several processes that open a new file at once one turns it; SQLite does not let the others wait for it, as `busy_timeout` would."""
    until = time.monotonic() + BUSY_MILLISECONDS / 1000
    while not _turned_to_wal(cursor, last_try=time.monotonic() > until):
        time.sleep(_LOOK_AGAIN_SECONDS)


def _turned_to_wal(cursor: sqlite3.Cursor, *, last_try: bool) -> bool:
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) or last_try:  # Python 3.10's driver gives no code
            raise
        return False
    return True


class _Writers:
    """The writers of one engine, one at a time: from the beginning of a transaction until its connection is given back."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def begin(self, connection: Connection) -> None:
        """Begin; a writer waits for its turn first, as long as it would wait for another process."""
        options, kept = connection.get_execution_options(), connection.connection.record_info
        if options.get(ONLY_READS, False):
            connection.exec_driver_sql("BEGIN")
            return
        if _WRITES not in kept:
            kept[_WRITES] = self._turn.acquire(timeout=BUSY_MILLISECONDS / 1000)
        lasts = "NORMAL" if options.get(PASSES, False) else "FULL"
        connection.exec_driver_sql(f"PRAGMA synchronous={lasts}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def end(self, _connection: Any, record: Any) -> None:
        """The connection comes back: the next one may write."""
        if record.record_info.pop(_WRITES, False):
            self._turn.release()

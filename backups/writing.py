"""Making a backup: read in one transaction, beside the running service; written in one, into a file of our own that nobody else reads."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, create_engine, insert
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from backups.errors import BackupRefused
from backups.kept import Row, Sum, kept_tables, pieces
from backups.tables import BACKUP_CONTENTS, METADATA
from database import Fit, State, reading, state

_OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Written:
    """What went in: rows by table."""

    counts: dict[str, int]


def write(db: Engine, path: Path, now: datetime) -> Written:
    """Write a backup of `db` into a new file. Raises BackupRefused; SQLAlchemyError when the database itself fails. Leaves no half of one."""
    found = _require_own_revision(state(db))
    with _new_file(path) as file, _one_moment(db) as source:
        try:
            with file.begin() as target:
                return Written(
                    {table.name: _copy(source, target, table, found.number, now) for table in _with_own(target)}
                )
        except (OSError, SQLAlchemyError) as error:
            raise BackupRefused("not_written", file=path, kind=type(error).__name__) from None


def _require_own_revision(found: State) -> State:
    """What newer code wrote into columns that this one does not know would not be in the file."""
    if found.fit is not Fit.SAME:
        raise BackupRefused("newer_database", stamp=found.stamp, head=found.head)
    return found


@contextmanager
def _new_file(path: Path) -> Iterator[Engine]:
    """A file that was not there, for its owner only; taken away again when anything fails."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    except FileExistsError:
        raise BackupRefused("exists", file=path) from None
    except OSError as error:
        raise BackupRefused("not_written", file=path, kind=type(error).__name__) from None
    engine = create_engine(URL.create("sqlite", database=str(path)), future=True)
    try:
        yield engine
        engine.dispose()
        _reach_the_disk(path)
    except BaseException:
        engine.dispose()
        for left in (path, path.with_name(path.name + "-journal")):
            with suppress(OSError):
                left.unlink()
        raise


@contextmanager
def _one_moment(db: Engine) -> Iterator[Connection]:
    """Everything as it is at one moment, while others go on writing."""
    engine = db.execution_options(isolation_level="REPEATABLE READ") if db.dialect.name == "postgresql" else db
    with reading(engine) as connection:
        yield connection


def _with_own(target: Connection) -> tuple[Table, ...]:
    METADATA.create_all(target)
    for table in kept_tables():
        table.create(target)
    return kept_tables()


def _copy(source: Connection, target: Connection, table: Table, revision: int, now: datetime) -> int:
    added = Sum()
    for rows in pieces(source, table):
        going = [_without_session(table, row) for row in rows]
        added.add(going)
        target.execute(insert(table), going)
    line = {"name": table.name, "version": revision, "made_at": int(now.timestamp())}
    target.execute(insert(BACKUP_CONTENTS).values(**line, count=added.count, digest=added.digest))
    return added.count


def _without_session(table: Table, row: Row) -> Row:
    """A conversation that is under way is of a session: its id stays where it is."""
    return {**row, "conversation": None} if table.name == "outbox" else row


def _reach_the_disk(path: Path) -> None:
    for place in (path, path.parent):
        opened = os.open(place, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)

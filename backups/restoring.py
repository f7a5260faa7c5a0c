"""Putting a backup back: looked at whole before anything is written, into a database that has nothing of its own, in one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Table, create_engine, func, insert, inspect, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from backups.errors import BackupRefused
from backups.kept import Sum, kept_tables, pieces
from backups.tables import BACKUP_CONTENTS
from database.revisions import known, number_of
from handoff.carrying.restored import settle_restored
from handoff.tables import envelope_keys, envelopes
from vault import KeyRing


@dataclass(frozen=True)
class Restored:
    """When the backup was made, how many messages it holds, and how many of them were on their way and now wait at the desk."""

    made_at: datetime
    envelopes: int
    at_desk: int


def restore(path: Path, db: Engine, ring: KeyRing, now: datetime) -> Restored:
    """Put the backup into `db`, whose tables are there and empty. All or nothing. Raises BackupRefused."""
    with _opened(path) as source:
        made_at = _require_whole(source, path)
        _require_keys(source, ring)
        with db.begin() as target:
            _require_empty(target)
            for table in kept_tables():
                for rows in pieces(source, table):
                    target.execute(insert(table), rows)
                _go_on_counting(target, table)
            at_desk = settle_restored(target, now)
            count = target.execute(select(func.count()).select_from(envelopes)).scalar_one()
    return Restored(made_at, int(count), at_desk)


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    try:
        path.open("rb").close()
    except OSError as error:
        raise BackupRefused("no_file", file=path, kind=type(error).__name__) from None
    address = f"file:{quote(str(path))}?mode=ro"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool, future=True
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _require_whole(source: Connection, path: Path) -> datetime:
    """When it was made, once it is sure that it is one of ours, of this version, and that not a byte of it has changed."""
    try:
        lines = {row.name: row for row in source.execute(select(BACKUP_CONTENTS))}
        intact = source.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    except (SQLAlchemyError, sqlite3.Error):
        raise BackupRefused("not_a_backup", file=path) from None
    if not lines:
        raise BackupRefused("not_a_backup", file=path)
    if not intact:
        raise BackupRefused("damaged", file=path, table="?")
    _require_own_revision(path, {line.version for line in lines.values()})
    for table in kept_tables():
        _require_same(source, path, table, lines.get(table.name))
    return datetime.fromtimestamp(next(iter(lines.values())).made_at, timezone.utc)


def _require_own_revision(path: Path, made: set[int]) -> None:
    """Rows of another revision may mean something else: what an upgrade does to them is done in a database, by the code that made them."""
    if made != {here := number_of(known()[-1])}:
        raise BackupRefused("other_revision", file=path, made=", ".join(map(str, sorted(made))), here=here)


def _require_same(source: Connection, path: Path, table: Table, line: Any) -> None:
    there = inspect(source)
    if line is None or not there.has_table(table.name):
        raise BackupRefused("other_version", file=path, table=table.name)
    if {column["name"] for column in there.get_columns(table.name)} != set(table.c.keys()):
        raise BackupRefused("other_version", file=path, table=table.name)
    added = Sum()
    try:
        for rows in pieces(source, table):
            added.add(rows)
    except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError, LookupError):
        raise BackupRefused("damaged", file=path, table=table.name) from None
    if (added.count, added.digest) != (line.count, line.digest):
        raise BackupRefused("damaged", file=path, table=table.name)


def _require_keys(source: Connection, ring: KeyRing) -> None:
    needed = set(source.execute(select(envelope_keys.c.server_key).distinct()).scalars())
    if missing := sorted(needed - set(ring.ids)):
        raise BackupRefused("key_missing", keys=", ".join(missing))


def _require_empty(target: Connection) -> None:
    for table in kept_tables():
        if target.execute(select(table).limit(1)).first() is not None:
            raise BackupRefused("not_empty", table=table.name)


def _go_on_counting(target: Connection, table: Table) -> None:
    """PostgreSQL counts the rows that it numbers itself: the next one comes after those that were put back."""
    numbered = next((column for column in table.primary_key if column.autoincrement is True), None)
    if target.dialect.name != "postgresql" or numbered is None:
        return
    names = {"table": table.name, "column": numbered.name}
    where = "pg_get_serial_sequence(:table, :column)"
    if target.execute(text(f"SELECT {where}"), names).scalar_one() is None:
        return
    most = target.execute(select(func.max(numbered))).scalar_one()
    if most is not None:
        target.execute(text(f"SELECT setval({where}, :most)"), {**names, "most": most})

"""A database as the code of 22 November 2026 made it, before revisions, with rows in it (before_revisions/)."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import open_engine
from tests.databases import database_for, on_postgres

DUMPS = Path(__file__).with_name("before_revisions")
Rows = dict[str, list[tuple[object, ...]]]


def older_database(file: Path) -> Engine:
    """That database, behind the address that stands for this file."""
    engine = open_engine(database_for(file))
    if on_postgres():
        with engine.begin() as connection:
            connection.exec_driver_sql((DUMPS / "postgresql.sql").read_text(encoding="utf-8"))
    else:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript((DUMPS / "sqlite.sql").read_text(encoding="utf-8"))
    return engine


def rows_of(engine: Engine, columns: dict[str, list[str]] | None = None) -> Rows:
    """Every row of every table; of these columns only, where they are named."""
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        wanted = columns or columns_of(engine)
        found = {}
        for name in sorted(set(wanted) & set(inspector.get_table_names())):
            query = sa.select(*(sa.column(each) for each in wanted[name])).select_from(sa.table(name))
            found[name] = sorted((tuple(map(_plain, row)) for row in connection.execute(query)), key=repr)
        return found


def columns_of(engine: Engine) -> dict[str, list[str]]:
    """The columns of every table."""
    inspector = sa.inspect(engine)
    return {name: [column["name"] for column in inspector.get_columns(name)] for name in inspector.get_table_names()}


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value

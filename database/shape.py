"""Whether the tables of a database are those that this version writes, whatever its revision says of it.

A column that is not there would fail at the first write, at night, with a child's message. So each process looks before it starts, and refuses.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import MetaData, Table, inspect
from sqlalchemy.engine import Connection, Inspector

from database.refusals import DatabaseOutdated


def require_shape(connection: Connection, tables: MetaData) -> None:
    """Raise DatabaseOutdated when a table is not there, or not as `tables` describes it."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    missing = [f"no_table {table.name}" for table in tables.sorted_tables if table.name not in there]
    known = [table for table in tables.sorted_tables if table.name in there]
    changed = [each for table in known for each in _differences(connection, inspector, table)]
    if missing or changed:
        raise DatabaseOutdated((*missing, *changed))


def _differences(connection: Connection, inspector: Inspector, table: Table) -> Iterator[str]:
    found = {column["name"]: column for column in inspector.get_columns(table.name)}
    keys = set(inspector.get_pk_constraint(table.name)["constrained_columns"])
    for column in table.columns:
        name, there = column.name, found.get(column.name)
        if there is None:
            yield f"missing {table.name}.{name}"
        elif _form(connection, column.type, column.primary_key, column.nullable) != _form(
            connection, there["type"], name in keys, there["nullable"]
        ):
            yield f"changed {table.name}.{name}"
    for name, there in found.items():
        if name not in table.columns and not there["nullable"] and there.get("default") is None:
            yield f"leftover {table.name}.{name}"  # every row of ours would be refused


def _form(connection: Connection, kind: Any, is_key: bool, is_optional: bool) -> tuple[str, bool, bool]:  # noqa: FBT001 - both are facts of a column
    """A key is never optional, whatever the database says of it."""
    return str(kind.compile(dialect=connection.dialect)), is_key, is_optional and not is_key

"""The tables that a backup is made of, in an order in which they can be filled, and how their rows are read and added up."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import MetaData, Table, select
from sqlalchemy.engine import Connection

from handoff.cases.tables import holds
from handoff.keys.tables import referents
from schools.tables import SCHOOL_PAGES
from tallies.tables import TALLIES
from vault.inventory import declared

_A_PIECE = 50  # an attachment has up to 1 MB
_ROOMS: tuple[MetaData, ...] = tuple(dict.fromkeys(each.metadata for each in (holds, referents, SCHOOL_PAGES, TALLIES)))
Row = dict[str, Any]


@cache
def kept_tables() -> tuple[Table, ...]:
    """Every table that is `kept`, one that another refers to first. Raises LookupError for one that no room describes."""
    known = [table for room in _ROOMS for table in room.sorted_tables]
    wanted = {name for name, each in declared().items() if each.is_kept}
    if missing := wanted - {table.name for table in known}:
        raise LookupError(sorted(missing))
    return tuple(table for table in known if table.name in wanted)


def pieces(connection: Connection, table: Table) -> Iterator[list[Row]]:
    """The rows of a table, a few at a time, in the order of their keys."""
    query = select(table).order_by(*table.primary_key)
    for rows in connection.execution_options(stream_results=True).execute(query).partitions(_A_PIECE):
        yield [dict(row._mapping) for row in rows]  # noqa: SLF001 (SQLAlchemy's public name for it)


class Sum:
    """Adds rows up: how many, and a digest of what they say. Rows come in the order of their keys."""

    def __init__(self) -> None:
        self.count = 0
        self._said = sha256()

    def add(self, rows: list[Row]) -> None:
        """These too."""
        self.count += len(rows)
        for row in rows:
            self._said.update(json.dumps(row, default=_plain, sort_keys=True).encode() + b"\n")

    @property
    def digest(self) -> str:
        """Of all that was added so far."""
        return self._said.hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    raise TypeError(type(value).__name__)

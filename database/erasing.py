"""Erasing what is due without keeping anybody waiting: a few rows in each transaction, a rest after it, none where nothing is due.

Rows are looked for outside the transaction that erases them, so that a long search holds nobody. Killed between two pieces, what is left is
still due: the next round, or the next process, goes on. Several may erase the same rows at once.
"""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, delete, select, tuple_
from sqlalchemy.engine import Connection, Engine

from database.transactions import reading

PIECE_ROWS = 200
# SQLite lets a waiting writer look again every tenth of a second at most: a longer rest than the piece is what lets it in.
REST_SECONDS = 0.05


def erase(db: Engine, table: Table, due: Any, *, rest: Callable[[float], None] = time.sleep) -> int:
    """Erase the rows of `table` for which `due` holds, at most PIECE_ROWS in a transaction; how many."""
    keys = list(table.primary_key)
    find = select(*keys).where(due).limit(PIECE_ROWS)

    def erase_these(connection: Connection, found: list[tuple[Any, ...]]) -> int:
        these = keys[0].in_([row[0] for row in found]) if len(keys) == 1 else tuple_(*keys).in_(found)
        return int(connection.execute(delete(table).where(these, due)).rowcount)

    return in_pieces(db, find, erase_these, rest=rest)


def in_pieces(
    db: Engine,
    find: Any,
    erase_these: Callable[[Connection, list[tuple[Any, ...]]], int],
    *,
    goes_on: Callable[[int], bool] = lambda _erased: True,
    rest: Callable[[float], None] = time.sleep,
) -> int:
    """Erase what `find` selects, a piece at a time, until it selects nothing or `goes_on(how many so far)` is false; how many.

    `find` has a limit, and selects nothing that `erase_these` would leave there: each piece is one transaction.
    """
    erased = 0
    while goes_on(erased) and (found := _found(db, find)):
        with db.begin() as connection:
            erased += erase_these(connection, found)
        rest(REST_SECONDS)
    return erased


def _found(db: Engine, find: Any) -> list[tuple[Any, ...]]:
    with reading(db) as connection:
        return [tuple(row) for row in connection.execute(find)]

"""Which of the server's keys the rows of a database still need, whatever room they belong to.

The rule for every room: a row that must be kept, and that says nothing any more without a server key (a keyed hash to be found again, a value
sealed by the ring), says so in a column named `server_key`, with the name that `vault.KeyRing.ids` gives that key. So a key that was taken out
of the settings too early stops every process at its start, and not a child who asks for news a year later.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import column, func, inspect, select, table
from sqlalchemy.engine import Engine

from database.refusals import KeyMissing

COLUMN = "server_key"


def keys_needed(engine: Engine) -> Counter[str]:
    """How many rows need each key, by its name."""
    needed: Counter[str] = Counter()
    with engine.connect() as connection:
        inspector = inspect(connection)
        for name in inspector.get_table_names():
            if any(each["name"] == COLUMN for each in inspector.get_columns(name)):
                needed.update(dict(connection.execute(_counted(name)).all()))
    return needed


def require_keys(engine: Engine, ids: Collection[str]) -> None:
    """Raise KeyMissing when rows need a key that is not among these."""
    missing = sorted(set(keys_needed(engine)) - set(ids))
    if missing:
        raise KeyMissing(missing)


def _counted(name: str) -> Any:
    key: Any = column(COLUMN)
    return select(key, func.count()).select_from(table(name, key)).group_by(key)

"""Which revision a database is at, and whether this code may serve on it; read without Alembic, because every process asks at its start.

A revision is a file of `migrations/versions`, named by its id: `0007`, or `0007_from_0005` when the code of revisions 5 and 6 may go on serving on
a database at 7 (it only adds what older code does not notice: docs/adr/0037). The database says its own in the table `alembic_version`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sqlalchemy import inspect, select
from sqlalchemy.engine import Connection

from database.tables import STAMPS

MIGRATIONS = Path(__file__).with_name("migrations")
_ID = re.compile(r"(\d{4})(?:_from_(\d{4}))?")


class Fit(Enum):
    """What a database is to this code."""

    EMPTY = "empty"  # nothing in it: it is created whole
    SAME = "same"
    WIDER = "wider"  # of a newer code, and made so that this one may go on serving
    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True)
class State:
    """`stamp` is the database's own revision, None before the first upgrade; `head` is that of this code."""

    stamp: str | None
    head: str
    fit: Fit

    @property
    def number(self) -> int:
        """That of this code's revision."""
        return number_of(self.head)

    @property
    def may_serve(self) -> bool:
        """Whether this code may read and write there."""
        return self.fit in {Fit.SAME, Fit.WIDER}


def known(migrations: Path = MIGRATIONS) -> tuple[str, ...]:
    """Every revision of this code, the first one first."""
    return tuple(sorted(path.stem for path in (migrations / "versions").glob("*.py")))


def state_of(connection: Connection, migrations: Path = MIGRATIONS) -> State:
    """How the database stands."""
    tables = inspect(connection).get_table_names()
    stamp = connection.execute(select(STAMPS)).scalar() if STAMPS.name in tables else None
    revisions = known(migrations)
    return State(stamp, revisions[-1], fit_of(stamp, revisions, is_empty=not tables))


def fit_of(stamp: str | None, revisions: Sequence[str], *, is_empty: bool) -> Fit:
    """What a database with this stamp is to the code that knows these revisions, the first one first."""
    if stamp is None:
        return Fit.EMPTY if is_empty else Fit.BEHIND
    if stamp in revisions:
        return Fit.SAME if stamp == revisions[-1] else Fit.BEHIND
    read = _ID.fullmatch(stamp)
    if read is None or read[2] is None or number_of(stamp) <= number_of(revisions[-1]):
        return Fit.AHEAD
    return Fit.WIDER if int(read[2]) <= number_of(revisions[-1]) else Fit.AHEAD


def number_of(revision: str) -> int:
    """7 for `0007_from_0005`."""
    return int(revision[:4])

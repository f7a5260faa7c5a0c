"""What kind of transaction is begun: one that only reads says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection, Engine

ONLY_READS = "parlons_en_reads"
PASSES = "parlons_en_passes"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads: on SQLite it does not wait for writers."""
    with engine.connect().execution_options(**{ONLY_READS: True}) as connection:
        yield connection


@contextmanager
def passing(engine: Engine) -> Iterator[Connection]:
    """A transaction for what a power cut may take away (who plays a turn at this moment): SQLite does not wait for the disk."""
    with engine.connect().execution_options(**{PASSES: True}) as connection, connection.begin():
        yield connection

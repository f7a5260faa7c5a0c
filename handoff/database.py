"""The database of the hand-off: opened as every room does, with all its tables."""

from sqlalchemy.engine import Engine

from database import open_engine, prepare_tables, reading
from handoff.cases.tables import case_events
from handoff.keys.tables import referents
from handoff.tables import envelopes

__all__ = ["open_database", "prepare_tables", "reading"]


def open_database(url: str) -> Engine:
    """An Engine ready for use, with our tables."""
    engine = open_engine(url)
    for described in {table.metadata for table in (envelopes, referents, case_events)}:
        prepare_tables(engine, described)
    return engine

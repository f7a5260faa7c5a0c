"""The database of the hand-off: opened as every room does, with the tables of `handoff.tables`."""

from sqlalchemy.engine import Engine

from database import create_tables, open_engine, reading
from handoff.tables import metadata

__all__ = ["create_tables", "open_database", "reading"]


def open_database(url: str) -> Engine:
    """An Engine ready for use, with our tables."""
    engine = open_engine(url)
    create_tables(engine, metadata)
    return engine

"""The one table of this room: a number for a département, a term and what was counted. It holds nothing of a person."""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import prepare_tables

METADATA = sa.MetaData()

TALLIES = sa.Table(
    "tallies",
    METADATA,
    sa.Column(
        "place", sa.String(3), primary_key=True
    ),  # as in `tallies.places`; "?" where the school was not known, "FR" for what has no place
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),  # the one in which the school year began
    sa.Column("term", sa.Integer, primary_key=True, autoincrement=False),  # 1, 2 or 3
    sa.Column("what", sa.String(40), primary_key=True),
    sa.Column("count", sa.BigInteger, nullable=False),
)


def prepare(db: Engine) -> None:
    """Create the table where it is missing."""
    prepare_tables(db, METADATA)

"""The one table of this room: sentences that wait for an editor. Of whoever gave one it holds nothing: no account, no conversation, no school.

`week` is the Monday of the week in which it came, and nothing finer.
"""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import prepare_tables

METADATA = sa.MetaData()

GIVEN_SENTENCES = sa.Table(
    "given_sentences",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),  # drawn at random, so that not even an order is kept
    sa.Column("week", sa.Date, nullable=False, index=True),
    sa.Column(
        "situation", sa.String(31), nullable=False
    ),  # what had been understood, one of `rules().situations`, or NONE
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # under the server's keys
)


def prepare(db: Engine) -> None:
    """Create the table where it is missing."""
    prepare_tables(db, METADATA)

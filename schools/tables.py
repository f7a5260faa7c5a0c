"""The one table of this room: a row for each version of a school's page. It holds nothing of a pupil.

`at` is whole seconds since 1970, UTC.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()

SCHOOL_PAGES = sa.Table(
    "school_pages",
    METADATA,
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("author", sa.String(36), nullable=False),
    sa.Column("author_name", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

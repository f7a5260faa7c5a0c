"""The one table that only a backup has: what it is made of, written last, in the transaction of everything else.

A file without these rows is no whole backup; a table whose rows are not those of its line was changed since.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()

BACKUP_CONTENTS = sa.Table(
    "backup_contents",
    METADATA,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),  # the number of the tables' revision
    sa.Column("made_at", sa.BigInteger, nullable=False),  # seconds since 1970, UTC
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
)

"""The one table of this room, which Alembic makes and writes: the revision of all the others."""

import sqlalchemy as sa

METADATA = sa.MetaData()

STAMPS = sa.Table("alembic_version", METADATA, sa.Column("version_num", sa.String(32), primary_key=True))

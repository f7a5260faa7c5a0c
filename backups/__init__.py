"""A backup of what must outlive a bad day, and what becomes of it when it is put back (docs/adr/0027).

A backup is one SQLite file, the same from SQLite as from PostgreSQL and good for either: the rows of the tables that are `kept` in
vault/tables.yml, read in one transaction beside the running service. It never has a session, an answer, an event of a conversation, a sign-in,
an ENT token or a desk's session: they are not taken out of it, they never go in. It is as private as the database.

Put back, nothing leaves a second time: what was on its way when the backup was made is shown by the desk instead (`handoff.carrying.restored`).
"""

from backups.errors import BackupRefused
from backups.restoring import Restored, restore
from backups.writing import Written, write

__all__ = ["BackupRefused", "Restored", "Written", "restore", "write"]

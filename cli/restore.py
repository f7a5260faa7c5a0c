"""`parlons-en restore FICHIER`: a backup put back into a new database, with nothing that leaves twice and nothing past its time."""

from collections.abc import Sequence
from datetime import datetime, timezone
from functools import partial
from pathlib import Path

from sqlalchemy.engine import Engine

from backups import restore
from cli.backup import TEXTS, run
from handoff.retention import erase_due
from schools.keeping import kept_months
from vault import KeyRing


def main(arguments: Sequence[str]) -> int:
    """Put it back; 2 when it may not be, 1 when the database did not answer."""
    return run("restore", arguments, _restore)


def _restore(path: Path, database: Engine, ring: KeyRing) -> str:
    now = datetime.now(timezone.utc)
    restored = restore(path, database, ring, now)
    erased = erase_due(database, now, partial(kept_months, database, now=now))
    return TEXTS["restored"].format(**vars(restored), erased=erased)

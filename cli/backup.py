"""`parlons-en backup FICHIER`: what must outlive a bad day, in one private file, while the service runs."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

import yaml
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

import logs
from backups import BackupRefused, write
from cli.french_options import FrenchParser
from database import DatabaseRefused
from handoff.server_keys import open_with_keys
from logs.traces import private_files
from schools import pages
from settings import Settings, SettingsError
from tallies.tables import prepare
from vault import KeyRing

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("backup.fr.yml").read_text(encoding="utf-8"))
_KIB = 1024


def main(arguments: Sequence[str]) -> int:
    """Make the backup; 2 when it may not be made, 1 when the database did not answer."""
    return run("backup", arguments, _backup)


def run(name: str, arguments: Sequence[str], do: Callable[[Path, Engine, KeyRing], str]) -> int:
    """What both commands share: the file asked for, the database of the settings, and what is said when it fails."""
    parser = FrenchParser(prog=f"parlons-en {name}", description=TEXTS[name])
    parser.add_argument("fichier", type=Path, help=TEXTS["file"])
    path = parser.parse_args(arguments).fichier
    logs.configure()
    private_files()
    try:
        settings = Settings.from_env(os.environ)
        ring = KeyRing(settings.server_keys)
        database = open_with_keys(settings.database_url, ring)
        try:
            pages.prepare(database)
            prepare(database)
            print(do(path, database, ring))
        finally:
            database.dispose()
    except (SettingsError, DatabaseRefused, BackupRefused) as error:
        print(error, file=sys.stderr)
        return 2
    except SQLAlchemyError as error:
        print(TEXTS["unreadable"].format(kind=type(error).__name__), file=sys.stderr)
        return 1
    return 0


def _backup(path: Path, database: Engine, _ring: KeyRing) -> str:
    counts = write(database, path, datetime.now(timezone.utc)).counts
    size = -(-path.stat().st_size // _KIB)
    return TEXTS["written"].format(file=path, size=size, envelopes=counts["envelopes"], referents=counts["referents"])

"""Looks at the processes and the database from outside, every so many seconds, as Linux tells it (`/proc`)."""

import os
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

NAMES = {"actions.server": "actions", "bot.server": "rasa", "web": "web", "cli": "courier", "emulator": "emulator"}
_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True)
class ProcessSample:
    """One process at one moment; sizes in bytes, `cpu` in seconds since its start."""

    name: str
    rss: int
    anonymous: int
    descriptors: int
    threads: int
    cpu: float


@dataclass(frozen=True)
class DatabaseSample:
    """The SQLite file at one moment; sizes in bytes."""

    size: int
    journal: int
    free: int
    rows: dict[str, int]


@dataclass(frozen=True)
class Sample:
    """Everything at one moment, in seconds since the load began."""

    at: float
    processes: tuple[ProcessSample, ...]
    database: DatabaseSample

    def as_json(self) -> dict[str, object]:
        """For the file of samples."""
        return asdict(self)


def look(begun: float, database: Path) -> Sample:
    """Now."""
    return Sample(time.monotonic() - begun, tuple(_processes()), _database(database))


def _processes() -> list[ProcessSample]:
    """The children of this process that are ours."""
    found = [_process(int(folder.name)) for folder in _PROC.iterdir() if folder.name.isdigit()]
    return sorted((each for each in found if each is not None), key=lambda each: each.name)


def _process(pid: int) -> ProcessSample | None:
    folder = _PROC / str(pid)
    try:
        status = dict(re.findall(r"^(\w+):\s+(\d+)", (folder / "status").read_text(), re.MULTILINE))
        if int(status["PPid"]) != os.getpid():
            return None
        command = (folder / "cmdline").read_bytes().decode().split("\0")
        name = NAMES.get(command[2]) if command[1:2] == ["-m"] else None
        if name is None:
            return None
        times = (folder / "stat").read_text().rpartition(")")[2].split()
        descriptors = len(list((folder / "fd").iterdir()))
    except (OSError, KeyError):
        return None
    rss, anonymous = (int(status.get(key, 0)) * 1024 for key in ("VmRSS", "RssAnon"))
    cpu = (int(times[11]) + int(times[12])) / _TICKS
    return ProcessSample(name, rss, anonymous, descriptors, int(status["Threads"]), cpu)


def _database(path: Path) -> DatabaseSample:
    journal = path.with_name(path.name + "-wal")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in tables}  # noqa: S608 (names from the schema)
        page, free = (
            int(connection.execute(f"PRAGMA {each}").fetchone()[0]) for each in ("page_size", "freelist_count")
        )
    return DatabaseSample(path.stat().st_size, journal.stat().st_size if journal.exists() else 0, page * free, rows)

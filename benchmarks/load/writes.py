"""What a beginning and a turn ask of PostgreSQL: `bin/with-postgres .venv/rasa/bin/python -m benchmarks.load.writes` prints it as YAML for `costs.yml`.

The real product on a PostgreSQL of its own; statements are counted in the server's log, rows and transactions in its statistics, bytes in
its write-ahead log. What goes on beside (the courier's lead, sweeps) is counted while nobody asks, and taken off by the second.
"""

import asyncio
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import httpx
import sqlalchemy as sa
import yaml
from sqlalchemy.engine import Engine

from benchmarks.soak.product import Product, running
from benchmarks.soak.scripts import scripts
from benchmarks.soak.tally import Tally
from benchmarks.soak.visitor import Visitor
from benchmarks.soak.window import Window

WINDOWS = 200
TURNS = 5
IDLE_SECONDS = 20.0
_SETTLE_SECONDS = 2.0  # statistics are told to the server a second late
_STATEMENT = re.compile(r"\[(\d+)\] LOG:  statement: (\w+)")
_WRITES = frozenset({"INSERT", "UPDATE", "DELETE"})
_DURABLE = "durable"


@dataclass(frozen=True)
class Reading:
    """The server's counters at one moment."""

    at: float
    statements: Counter[str]
    commits: int
    rows: int
    wal: int
    milliseconds: float


def read(database: Engine) -> Reading:
    """Now."""
    with database.connect() as connection:
        folder = Path(connection.execute(sa.text("SHOW data_directory")).scalar_one())
        wal = connection.execute(sa.text("SELECT pg_current_wal_insert_lsn() - '0/0'")).scalar_one()
        row = connection.execute(
            sa.text(
                "SELECT xact_commit, tup_inserted + tup_updated + tup_deleted FROM pg_stat_database WHERE datname = current_database()"
            )
        ).one()
    log = (folder.parent / "log").read_text(encoding="utf-8", errors="replace")
    return Reading(time.monotonic(), _counted(log), int(row[0]), int(row[1]), int(wal), _spent(folder))


def _counted(log: str) -> Counter[str]:
    """Statements by their verb, and the transactions that wrote: those wait for the disk."""
    counted: Counter[str] = Counter()
    writing: set[str] = set()
    for backend, verb in _STATEMENT.findall(log):
        counted[verb] += 1
        if verb in _WRITES:
            writing.add(backend)
        if verb == "COMMIT" and backend in writing:
            counted[_DURABLE] += 1
        if verb in {"COMMIT", "ROLLBACK"}:
            writing.discard(backend)
    return counted


def _spent(folder: Path) -> float:
    """Milliseconds of processor of the server and of all its children, ended ones too."""
    server = int((folder / "postmaster.pid").read_text().split()[0])
    ticks = sum(_ticks(stat, server) for stat in Path("/proc").glob("[0-9]*/stat"))
    return ticks * 1_000 / os.sysconf("SC_CLK_TCK")


def _ticks(stat: Path, server: int) -> int:
    try:
        pid, _, rest = stat.read_text().partition(" ")
    except OSError:
        return 0
    fields = rest.rpartition(")")[2].split()
    spent = sum(map(int, fields[11:13]))
    if int(pid) == server:
        return spent + sum(map(int, fields[13:15]))
    return spent if int(fields[1]) == server else 0


def each(before: Reading, after: Reading, calls: int, idle: dict[str, float]) -> dict[str, float]:
    """Of one call, without what goes on by itself."""
    seconds = after.at - before.at
    return {name: round((value - idle[name] * seconds) / calls, 2) for name, value in _between(before, after).items()}


def _between(before: Reading, after: Reading) -> dict[str, float]:
    statements = after.statements - before.statements
    return {
        "statements": float(statements.total() - statements[_DURABLE]),
        "durable_commits": float(statements[_DURABLE]),
        "write_statements": float(sum(statements[verb] for verb in _WRITES)),
        "rows": float(after.rows - before.rows),
        "commits": float(after.commits - before.commits),
        "wal_bytes": float(after.wal - before.wal),
        "milliseconds": after.milliseconds - before.milliseconds,
    }


async def measure(product: Product, database: Engine) -> dict[str, dict[str, float]]:
    """Idle by the second, then beginnings, then turns."""
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        first = await _settled(database)
        await asyncio.sleep(IDLE_SECONDS)
        quiet = await _settled(database)
        idle = {name: value / (quiet.at - first.at) for name, value in _between(first, quiet).items()}
        windows = [_window(product, http, number) for number in range(WINDOWS)]
        for window in windows:
            await window.begins()
        begun = await _settled(database)
        texts = [step.written for story in scripts() for step in story.steps if step.written]
        for number in range(TURNS):
            for place, window in enumerate(windows):
                await window.takes({"text": texts[(place * TURNS + number) % len(texts)]})
        talked = await _settled(database)
    return {
        "idle_second": {name: round(value, 2) for name, value in idle.items()},
        "beginning": each(quiet, begun, WINDOWS, idle),
        "turn": each(begun, talked, WINDOWS * TURNS, idle),
        "open_session": {"database_bytes": _size(database) / WINDOWS},
    }


def _window(product: Product, http: httpx.AsyncClient, number: int) -> Window:
    return Window(Visitor(http, product.bot, product.origin), Tally(), random.Random(number), 0.0)  # noqa: S311 (a seed, not a secret)


async def _settled(database: Engine) -> Reading:
    await asyncio.sleep(_SETTLE_SECONDS)
    return read(database)


def _size(database: Engine) -> int:
    """Bytes of the tables that an open session has rows in, indexes included."""
    names = ("sessions", "session_replies", "tracker_events")
    with database.connect() as connection:
        sizes = [
            connection.execute(sa.text("SELECT pg_total_relation_size(:name)"), {"name": name}).scalar_one()
            for name in names
        ]
    return int(sum(sizes))


def main() -> int:
    """Measure once."""
    address = os.environ["PARLONS_EN_TEST_POSTGRES"]
    database = sa.create_engine(address, future=True, isolation_level="AUTOCOMMIT")
    with database.connect() as connection:
        connection.execute(sa.text("ALTER SYSTEM SET log_statement = 'all'"))
        connection.execute(sa.text("SELECT pg_reload_conf()"))
    changes = {"PARLONS_EN_DATABASE": address, "PARLONS_EN_SESSIONS_PER_MINUTE": "100000"}
    with (
        tempfile.TemporaryDirectory(prefix="parlons-en-writes-") as folder,
        running(Path(folder), changes) as product,
    ):
        sys.stdout.write(yaml.safe_dump(asyncio.run(measure(product, database)), sort_keys=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())

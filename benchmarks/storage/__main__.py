"""`PARLONS_EN_POSTGRES_FSYNC=on bin/with-postgres .venv/web/bin/python -m benchmarks.storage`: the table of both databases, kept in results/."""

import argparse
import os
import platform
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timezone
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks.storage.turns import Measured, write_turns
from database import open_engine, prepare_tables
from web.tables import METADATA

RESULTS = Path(__file__).with_name("results")
WRITERS = (1, 2, 4, 8)
_START_SECONDS = 4.0  # for every process to have loaded
_MIB = 1 << 20


@dataclass(frozen=True)
class Line:
    """One database, so many writers, in one round."""

    database: str
    writers: int
    seconds: float
    measured: Measured
    wal: int | None


def main() -> int:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="benchmarks.storage")
    parser.add_argument("--seconds", type=float, default=10, help="of each line and round")
    parser.add_argument("--rounds", type=int, default=2, help="each database in turn, so many times")
    asked = parser.parse_args()
    postgres = os.environ.get("PARLONS_EN_TEST_POSTGRES")
    if not postgres:
        parser.error("bin/with-postgres lends the PostgreSQL")
    _require_the_disk(postgres)
    load = os.getloadavg()
    lines: list[Line] = []
    for _ in range(asked.rounds):
        for writers in WRITERS:
            with tempfile.TemporaryDirectory(prefix="parlons-en-storage.") as folder:
                file = Path(folder) / "parlons-en.db"
                lines.append(_measure("SQLite", f"sqlite:///{file}", writers, asked.seconds, file))
            lines.append(_measure("PostgreSQL", postgres, writers, asked.seconds, None))
    page = "\n".join(_page(lines, asked.rounds, asked.seconds, load)) + "\n"
    sys.stdout.write(page)
    kept = RESULTS / f"{datetime.now(timezone.utc):storage-%Y-%m-%d-%H%M}.md"
    kept.write_text(page, encoding="utf-8")
    return 0


def _require_the_disk(postgres: str) -> None:
    """The tests' PostgreSQL does not wait for the disk; SQLite does, so this one must."""
    engine = create_engine(postgres, future=True)
    with engine.connect() as connection:
        kept = [connection.execute(text(f"SHOW {name}")).scalar() for name in ("fsync", "synchronous_commit")]
    engine.dispose()
    if kept != ["on", "on"]:
        raise SystemExit(
            "PARLONS_EN_POSTGRES_FSYNC=on bin/with-postgres …: PostgreSQL must wait for the disk, as SQLite does"
        )


def _measure(name: str, url: str, writers: int, seconds: float, file: Path | None) -> Line:
    engine = open_engine(url)
    prepare_tables(engine, METADATA)
    engine.dispose()
    largest, stopped = [0], threading.Event()
    watching = threading.Thread(target=_watch, args=(file, largest, stopped))
    watching.start()
    until = time.monotonic() + _START_SECONDS + seconds
    with ProcessPoolExecutor(writers, mp_context=get_context("spawn")) as pool:
        begun = [pool.submit(write_turns, url, until - seconds, until) for _ in range(writers)]
        found = [each.result() for each in begun]
    stopped.set()
    watching.join()
    whole = Measured(
        [one for each in found for one in each.turns],
        [one for each in found for one in each.writes],
        sum(each.busy for each in found),
    )
    return Line(name, writers, seconds, whole, largest[0] if file else None)


def _watch(file: Path | None, largest: list[int], stopped: threading.Event) -> None:
    while file and not stopped.wait(0.05):
        journal = file.with_name(file.name + "-wal")
        if journal.exists():
            largest[0] = max(largest[0], journal.stat().st_size)


def _page(lines: Sequence[Line], rounds: int, seconds: float, load: tuple[float, float, float]) -> Iterator[str]:
    yield f"# Turns written a second, {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC"
    yield ""
    yield f"`python -m benchmarks.storage --seconds {seconds:g} --rounds {rounds}`, {platform.platform()}, {os.cpu_count()} cores, load average {load[0]:.1f} at the start."
    yield "Closed loop: each writer begins a turn as soon as the one before is written. A turn is three write transactions (claim, events, close) and three readings."
    yield "Both wait for the disk (`synchronous=FULL`; `fsync` and `synchronous_commit` on). Busy: a writer that waited ten seconds and gave up."
    yield ""
    yield "| database | writers | turns/s | writes/s | write p50 | write p99 | write max | turn p50 | turn p99 | busy | largest WAL |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for name in ("SQLite", "PostgreSQL"):
        for writers in WRITERS:
            yield _row([line for line in lines if (line.database, line.writers) == (name, writers)])


def _row(lines: Sequence[Line]) -> str:
    turns = sorted(one for line in lines for one in line.measured.turns)
    writes = sorted(one for line in lines for one in line.measured.writes)
    seconds = sum(line.seconds for line in lines)
    journal = f"{max(line.wal or 0 for line in lines) / _MIB:.1f} MiB" if lines[0].wal is not None else "–"
    cells = [lines[0].database, lines[0].writers, f"{len(turns) / seconds:.0f}", f"{len(writes) / seconds:.0f}"]
    cells += [_ms(writes, 0.5), _ms(writes, 0.99), _ms(writes, 1), _ms(turns, 0.5), _ms(turns, 0.99)]
    return f"| {' | '.join(map(str, cells))} | {sum(line.measured.busy for line in lines)} | {journal} |"


def _ms(times: Sequence[float], share: float) -> str:
    return f"{1000 * times[min(len(times) - 1, int(share * len(times)))]:.1f} ms" if times else "–"


if __name__ == "__main__":
    raise SystemExit(main())

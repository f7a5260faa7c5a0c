"""`python -m benchmarks.soak --minutes 60 --rate 2` (rasa's environment: matplotlib, scipy). Ends with 1 if anything went wrong.

Writes `<out>/soak-<date>.md`, `.png` and `.jsonl` (the samples). A conversation is silent for 30 minutes before it is erased, so nothing
is at its level before: by default half an hour and two minutes are not judged, or half of a shorter run.
"""

import argparse
import asyncio
import contextlib
import json
import platform
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import httpx

from benchmarks.soak.load import PATIENCE_SECONDS, Load
from benchmarks.soak.picture import draw
from benchmarks.soak.product import Product, running
from benchmarks.soak.report import Run, failed, written
from benchmarks.soak.tally import Tally
from benchmarks.soak.watching import Sample, look

EVERY_SECONDS = 15.0
SILENCE_MINUTES = 32.0
_COURIER_SECONDS = 60.0
_TWICE_SECONDS = 5.0
HERE = Path(__file__).resolve().parent


def main() -> int:
    """One run."""
    options = _options()
    run = _planned(options)
    name = options.out / f"soak-{run.began:%Y-%m-%d-%H%M}"
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory(prefix="parlons-en-soak-") as folder, running(Path(folder)) as product:
        tally = Tally()
        over = threading.Event()
        watching = threading.Thread(target=_watch, args=(product, tally, samples, over, name.with_suffix(".jsonl")))
        watching.start()
        try:
            deposited = asyncio.run(_load(product, tally, options))
        finally:
            over.set()
            watching.join()
        run = replace(run, deposited=tuple(deposited), delivered=_delivered(product, len(deposited)))
    name.with_suffix(".md").write_text(written(run, tally, samples), encoding="utf-8")
    draw(samples, tally.took, run.warm_up, name.with_suffix(".png"))
    sys.stdout.write(name.with_suffix(".md").read_text(encoding="utf-8"))
    return int(failed(run, tally))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=2, help="turns a second, first bubbles included")
    parser.add_argument("--pace", type=float, default=5, help="seconds a pupil thinks before a message, on average")
    parser.add_argument("--warm-up", type=float, default=None, help="minutes that are not judged")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--note", default="", help="what else the machine did: kept in the result")
    parser.add_argument("--out", type=Path, default=HERE / "results")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return options


def _planned(options: argparse.Namespace) -> Run:
    warm_up = min(SILENCE_MINUTES, options.minutes / 2) if options.warm_up is None else options.warm_up
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 (whoever has a clone has git)
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE,
    )
    return Run(
        began=datetime.now(timezone.utc),
        minutes=options.minutes,
        rate=options.rate,
        warm_up=warm_up * 60,
        seed=options.seed,
        machine=f"{platform.system()} {platform.release()}, {platform.machine()}",
        commit=commit.stdout.strip() or "unknown",
        note=options.note,
        deposited=(),
        delivered=0,
    )


async def _load(product: Product, tally: Tally, options: argparse.Namespace) -> list[str]:
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=20)
    async with httpx.AsyncClient(timeout=PATIENCE_SECONDS, limits=limits, trust_env=False) as http:
        load = Load(product, tally, http, random.Random(options.seed), options.pace)  # noqa: S311 (a seed, not a secret)
        await load.go_on(options.minutes * 60, options.rate)
    return load.handed_over


def _delivered(product: Product, count: int) -> int:
    """How many came, once the courier has had its time, and a little more, for one that would send twice."""
    until = time.monotonic() + _COURIER_SECONDS
    while len(product.delivered()) < count and time.monotonic() < until:
        time.sleep(1)
    time.sleep(_TWICE_SECONDS)
    return len(product.delivered())


def _watch(product: Product, tally: Tally, samples: list[Sample], over: threading.Event, kept: Path) -> None:
    while True:
        with contextlib.suppress(sqlite3.OperationalError):  # locked at this moment: one sample less
            samples.append(look(tally.begun, product.database))
            with kept.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(samples[-1].as_json()) + "\n")
        if over.wait(EVERY_SECONDS):
            return


if __name__ == "__main__":
    sys.exit(main())

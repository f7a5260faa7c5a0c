"""`python -m benchmarks.abuse [--seconds 30] [names…]` (rasa's environment). Ends with 1 if an honest user was not served.

Each scenario has a product of its own, new; honest pupils, one a second, and readers of `/aide`, two a second, live beside it.
"""

import argparse
import asyncio
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

import httpx

from benchmarks.abuse.ground import Ground
from benchmarks.abuse.honest import Honest, live
from benchmarks.abuse.report import Played, harmed, written
from benchmarks.abuse.scenarios import SCENARIOS
from benchmarks.soak.product import Product, running
from benchmarks.soak.watching import ProcessSample, look

HERE = Path(__file__).resolve().parent
_LOOK_SECONDS = 1.0
_PATIENCE_SECONDS = 30.0


def main() -> int:
    """Each scenario asked for, one after the other."""
    options = _options()
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    played = [_play(name, options.seconds) for name in options.names]
    began = datetime.now(timezone.utc)
    head = f"# Abuse, {began:%Y-%m-%d %H:%M} UTC\n\n`python -m benchmarks.abuse --seconds {options.seconds:g}`. {options.note}"
    page = written(head, played)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / f"abuse-{began:%Y-%m-%d-%H%M}.md").write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    return int(any(harmed(each) for each in played))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.abuse", description=__doc__)
    parser.add_argument("names", nargs="*", default=list(SCENARIOS), metavar="name", help=", ".join(SCENARIOS))
    parser.add_argument("--seconds", type=float, default=30, help="how long each lasts")
    parser.add_argument("--note", default="", help="what else the machine did: kept in the result")
    parser.add_argument("--out", type=Path, default=HERE / "results")
    options = parser.parse_args()
    if unknown := set(options.names) - set(SCENARIOS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return options


def _play(name: str, seconds: float) -> Played:
    with (
        tempfile.TemporaryDirectory(prefix="parlons-en-abuse-") as folder,
        running(Path(folder)) as product,
        ProcessPoolExecutor(1) as workers,
    ):
        attacker, honest, web = asyncio.run(_both(name, product, workers, seconds))
        logged = _warnings(product.stack.log_of("web"))
    memory, files = [each.rss for each in web], [each.descriptors for each in web]
    return Played(
        name=name,
        what=SCENARIOS[name].__doc__ or "",
        attacker=attacker,
        honest=honest,
        memory=(memory[0], max(memory), memory[-1]),
        files=(files[0], max(files), files[-1]),
        logged=logged,
    )


def _warnings(log: Path) -> Counter[str]:
    """What web said that was no routine, without its moments."""
    lines = (line.split(" ", 2) for line in log.read_text("utf-8").splitlines() if line[:1].isdigit())
    return Counter(line[2] for line in lines if len(line) > 2 and line[2].startswith(("WARNING", "ERROR", "CRITICAL")))  # noqa: PLR2004 (date, time, the rest)


async def _both(
    name: str, product: Product, workers: ProcessPoolExecutor, seconds: float
) -> tuple[list[str], Honest, Sequence[ProcessSample]]:
    over, quiet = asyncio.Event(), asyncio.Event()
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
    async with httpx.AsyncClient(timeout=_PATIENCE_SECONDS, limits=limits, trust_env=False) as http:
        ground = Ground(product, http, workers, seconds)
        watching = asyncio.ensure_future(_watch(product, quiet))
        living = asyncio.ensure_future(live(ground, over))
        await asyncio.sleep(_LOOK_SECONDS)
        attacker = await SCENARIOS[name](ground)
        over.set()
        honest = await living
    quiet.set()
    return attacker, honest, await watching


async def _watch(product: Product, quiet: asyncio.Event) -> list[ProcessSample]:
    seen: list[ProcessSample] = []
    while not quiet.is_set() or not seen:
        sample = await asyncio.to_thread(look, time.monotonic(), product.database)
        seen += [each for each in sample.processes if each.name == "web"]
        await asyncio.sleep(_LOOK_SECONDS)
    return seen


if __name__ == "__main__":
    sys.exit(main())

"""`python -m benchmarks.load` (rasa's environment): our product and stock Rasa side by side, the same stories, in one run.

Stock Rasa is installed (requirements/rasa-stock.txt) and taught where it is not there yet (`--stock`). Both stay up; the load is given to
one, then to the other, round after round, so that neighbours on the machine weigh on both. Every answer is checked. Writes
`<out>/load-<date>.json`, `.md` and `.png`. Ends with 1 if an answer was wrong.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path

import httpx

from benchmarks.load import in_process, stock
from benchmarks.load.generator import Answers, Begin, closed, opened, session
from benchmarks.load.machine import busy, described, everybody_else, installed, spent
from benchmarks.load.picture import draw
from benchmarks.load.report import Load, Run, Server, written
from benchmarks.load.talking import OurTalk, StockTalk
from benchmarks.soak.product import Product, running
from benchmarks.soak.scripts import scripts
from bot.nlu.examples import read_examples
from cli import programs
from cli.demo_settings import DemoSettings
from cli.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
OURS, STOCK = "ours", "stock"
CLOSED = (1, 10)
OPEN = (8.0, 20.0)
CURVE = {OURS: (40.0, 60.0, 80.0), STOCK: (14.0, 26.0)}
WARM_SECONDS = 5.0
MANY_BEGINNINGS = {"PARLONS_EN_SESSIONS_PER_MINUTE": "100000"}  # else most of them would be asked to work first


def main() -> int:
    """One run."""
    options = _options()
    name = options.out / f"load-{datetime.now(timezone.utc):%Y-%m-%d-%H%M}"
    chance = random.Random(options.seed)  # noqa: S311 (a seed, not a secret)
    python = _stock_environment(options.stock)
    trained = _stock_model(python, options.stock / "project")
    inside = in_process.measured()
    alone = _rasa_alone()
    with _ours() as ours, _stock(python, options.stock / "project") as theirs:
        servers, begins = _placed(ours, theirs, alone)
        loads = list(_loads(servers, begins, chance, options.seconds, options.rounds))
        servers = {kind: server.warm(spent(server.pids).mebibytes) for kind, server in servers.items()}
    sizes = {OURS: installed(ROOT / ".venv" / "rasa"), STOCK: installed(python.parents[1])}
    run = Run(
        datetime.now(timezone.utc).isoformat(timespec="minutes"),
        described(),
        options.note,
        servers,
        loads,
        inside,
        sizes,
        trained,
    )
    name.with_suffix(".json").write_text(json.dumps(asdict(run), indent=1, default=str), encoding="utf-8")
    name.with_suffix(".md").write_text(written(run), encoding="utf-8")
    draw(run, name.with_suffix(".png"))
    sys.stdout.write(written(run))
    return int(any(load.wrong for load in loads))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=12, help="of each load")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--stock", type=Path, default=ROOT / "var" / "stock", help="where stock Rasa is installed and taught"
    )
    parser.add_argument("--note", default="", help="what else the machine did: kept in the result")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return options


def _stock_environment(folder: Path) -> Path:
    python = folder.absolute() / "environment" / "bin" / "python"
    if not python.exists():
        uv, lock = str(ROOT / ".tools" / "bin" / "uv"), str(ROOT / "requirements" / "rasa-stock.txt")
        _run(uv, "venv", "--quiet", "--python", "3.10", str(python.parents[1]))
        _run(uv, "pip", "sync", "--require-hashes", "--compile-bytecode", "--python", str(python), lock)
    return python


def _run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603 (ours)


def _stock_model(python: Path, project: Path) -> dict[str, float]:
    """What learning took: kept beside the model, which is learnt once."""
    kept = project / "learnt.json"
    if not kept.exists():
        stock.project(project, read_examples(), epochs=stock.FEW_EPOCHS)
        took, cpu = stock.learn(python, project)
        kept.write_text(json.dumps({"epochs": stock.FEW_EPOCHS, "lines": stock.LINES, "seconds": took, "cpu": cpu}))
    learnt: dict[str, float] = json.loads(kept.read_text())
    return learnt


@contextmanager
def _ours() -> Iterator[tuple[Product, float]]:
    """The whole product, its emulated ENT apart, and the seconds until its first answer."""
    began = time.monotonic()
    os.environ |= MANY_BEGINNINGS
    with tempfile.TemporaryDirectory(prefix="parlons-en-load-") as folder, running(Path(folder)) as product:
        yield product, time.monotonic() - began


def _rasa_alone() -> float:
    """The seconds until our rasa, started alone as stock's is, has understood a sentence."""
    with tempfile.TemporaryDirectory(prefix="parlons-en-load-") as folder:
        settings = DemoSettings(Path(folder), _free_port())
        rasa = next(each for each in programs.product(0, settings.port_base, 0) if each.name == "rasa")
        stack, began = Stack(settings.environment(), Path(folder) / "logs"), time.monotonic()
        try:
            stack.start([rasa])
            return time.monotonic() - began
        finally:
            stack.stop()


@contextmanager
def _stock(python: Path, project: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str, float]]:
    port, began = _free_port(), time.monotonic()
    with stock.serving(python, project.absolute(), port) as process:
        url = f"http://127.0.0.1:{port}"
        while time.monotonic() - began < stock.READY_SECONDS and not _answers(url):
            time.sleep(0.2)
        yield process, f"{url}/webhooks/rest/webhook", time.monotonic() - began


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _placed(
    ours: tuple[Product, float], theirs: tuple["subprocess.Popen[bytes]", str, float], alone: float
) -> tuple[dict[str, Server], dict[str, Callable[..., Begin]]]:
    product, ready = ours
    process, url, theirs_ready = theirs
    pids = {name: product.stack.pid_of(name) or 0 for name in ("web", "rasa", "actions", "courier")}
    each = {name: spent([pid]).mebibytes for name, pid in pids.items()}
    servers = {
        OURS: Server(ready, alone, each, list(pids.values())),
        STOCK: Server(theirs_ready, theirs_ready, {"rasa": spent([process.pid]).mebibytes}, [process.pid]),
    }
    begins: dict[str, Callable[..., Begin]] = {
        OURS: lambda http: lambda story: OurTalk(http, product.bot, product.origin, story),
        STOCK: lambda http: lambda story: StockTalk(http, url, story),
    }
    return servers, begins


def _loads(
    servers: dict[str, Server],
    begins: dict[str, Callable[..., Begin]],
    chance: random.Random,
    seconds: float,
    rounds: int,
) -> Iterator[Load]:
    for kind, server in servers.items():
        _given(server, begins[kind], "closed", 1, WARM_SECONDS, chance)
    for number in range(rounds):
        for how, level in (*(("closed", pupils) for pupils in CLOSED), *(("open", rate) for rate in OPEN)):
            for kind, server in servers.items():
                yield _named(kind, number, _given(server, begins[kind], how, level, seconds, chance))
    for kind, rates in CURVE.items():
        for rate in rates:
            yield _named(kind, rounds, _given(servers[kind], begins[kind], "open", rate, seconds, chance))


def _named(kind: str, number: int, load: Load) -> Load:
    found = load.of(kind, number)
    sys.stderr.write(f"{found.line}\n")
    return found


def _given(
    server: Server, begin: Callable[..., Begin], how: str, level: float, seconds: float, chance: random.Random
) -> Load:
    before, all_before = spent(server.pids), busy()
    answers = asyncio.run(_load(begin, how, level, seconds, chance))
    own = spent(server.pids).since(before)
    return Load.made(how, level, answers, own, everybody_else(server.pids, answers.lasted, all_before, own))


async def _load(begin: Callable[..., Begin], how: str, level: float, seconds: float, chance: random.Random) -> Answers:
    async with session() as http:
        loaded: Awaitable[Answers]
        if how == "closed":
            loaded = closed(begin(http), scripts(), int(level), seconds, chance)
        else:
            loaded = opened(begin(http), scripts(), level, seconds, chance)
        return await loaded


if __name__ == "__main__":
    sys.exit(main())

"""A fiftieth of the class day, then far too many beginnings, with admission control and without: `python -m benchmarks.load.overload` (rasa's environment).

The real product, over HTTP. Those who talk have begun before; each says something every three seconds on average, however late the others
are answered. Beginnings come when chance says. Everything shares one machine with this driver: ratios are worth something, milliseconds little.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path

import httpx

from benchmarks.soak.product import Product, running
from benchmarks.soak.scripts import scripts
from benchmarks.soak.visitor import Visitor
from cli.programs import product
from cli.stack import Program

THINKS = 3.0
PATIENCE_SECONDS = 30.0
CLEARLY_LATE = 1.0  # seconds within which E.4 wants 95 % of the answers
RESULTS = Path(__file__).resolve().parent / "results"
OPEN = {"PARLONS_EN_SESSIONS_PER_MINUTE": "100000"}  # the rate of beginnings is another rule, not looked at here
_BEGUN, _TAKEN, _FULL = 201, 200, "assistant_full"


@dataclass(frozen=True)
class Scene:
    """What comes, in a second."""

    name: str
    starts: float
    turns: float
    is_admitting: bool


@dataclass
class Heard:
    """Seconds until each answer, by what was asked and what it said."""

    took: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    late: list[float] = field(default_factory=list)

    def counts(self, asked: str) -> Counter[str]:
        """How many of each answer."""
        return Counter({said: len(each) for (what, said), each in self.took.items() if what == asked})

    def seconds(self, asked: str, *said: str) -> list[float]:
        """In order; of these answers, or of all."""
        return sorted(
            one
            for (what, says), each in self.took.items()
            if what == asked and says in (said or {says})
            for one in each
        )


@dataclass
class Talker:
    """A window that has begun."""

    visitor: Visitor
    heard: Heard
    chance: random.Random
    turn: int = 0

    async def begins(self) -> None:
        """A session; the run is worth nothing without it."""
        answer = await self.visitor.write("POST", "/api/session", {}, {})
        answer.raise_for_status()
        self.turn = answer.json()["turn"]

    async def talks(self, until: float, texts: list[str]) -> None:
        """At its own pace; a turn that was refused is asked again with the next."""
        due = time.monotonic() + self.chance.uniform(0, THINKS)
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            began = time.monotonic()
            said = await self._says(self.chance.choice(texts))
            self.heard.took["turn", said].append(time.monotonic() - began)
            due = max(due + self.chance.expovariate(1 / THINKS), time.monotonic())

    async def _says(self, text: str) -> str:
        headers = {"X-Parlons-Turn": str(self.turn)}
        try:
            answer = await self.visitor.write("POST", "/api/turns", {"turn": self.turn + 1, "text": text}, headers)
        except httpx.HTTPError as error:
            return type(error).__name__
        if answer.status_code != _TAKEN:
            return str(answer.json()["error"])
        self.turn = answer.json()["turn"]
        return "answered"


async def play(scene: Scene, there: Product, seconds: float) -> Heard:
    """One scene: those who talk first, then the beginnings."""
    heard, chance = Heard(), random.Random(7)  # noqa: S311 (a seed, not a secret)
    texts = [step.written for story in scripts() for step in story.steps if step.written]
    limits = httpx.Limits(max_connections=2_000, max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=PATIENCE_SECONDS, limits=limits, trust_env=False) as http:
        talkers = [
            Talker(Visitor(http, there.bot, there.origin), heard, random.Random(number))  # noqa: S311
            for number in range(round(scene.turns * THINKS))
        ]
        for talker in talkers:
            await talker.begins()
        until = time.monotonic() + seconds
        beginning = asyncio.ensure_future(_begin(scene.starts, until, there, http, heard, chance))
        await asyncio.gather(*(talker.talks(until, texts) for talker in talkers))
        await asyncio.gather(*await beginning)
    return heard


async def _begin(
    starts: float, until: float, there: Product, http: httpx.AsyncClient, heard: Heard, chance: random.Random
) -> list["asyncio.Task[None]"]:
    under_way, due = [], time.monotonic()
    while due < until:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        heard.late.append(time.monotonic() - due)
        under_way.append(asyncio.ensure_future(_begins(Visitor(http, there.bot, there.origin), heard)))
        due += chance.expovariate(starts)
    return under_way


async def _begins(visitor: Visitor, heard: Heard) -> None:
    began = time.monotonic()
    try:
        answer = await visitor.write("POST", "/api/session", {}, {})
        said = "begun" if answer.status_code == _BEGUN else str(answer.json()["error"])
    except httpx.HTTPError as error:
        said = type(error).__name__
    heard.took["begin", said].append(time.monotonic() - began)


def without_admission(web: int, rasa: int, actions: int) -> list[Program]:
    """The product, with web as it was."""
    unadmitted = "benchmarks.load.unadmitted"
    return [replace(each, module=unadmitted) if each.name == "web" else each for each in product(web, rasa, actions)]


def row(scene: Scene, heard: Heard) -> str:
    """One line of the table."""
    turns, begins = heard.counts("turn"), heard.counts("begin")
    answered, numbers = heard.seconds("turn", "answered"), heard.seconds("begin", _FULL)
    in_time = sum(each <= CLEARLY_LATE for each in answered) / max(1, turns.total())
    other = ", ".join(
        f"{said} {times}"
        for said, times in sorted((turns + begins).items())
        if said not in {"answered", "begun", _FULL}
    )
    cells = (
        scene.name,
        "on" if scene.is_admitting else "off",
        f"{turns.total()}",
        f"{_ms(answered, 0.5)} / {_ms(answered, 0.99)}",
        f"{100 * in_time:.0f} %",
        f"{begins.total()}",
        f"{begins['begun']}",
        f"{begins[_FULL]}",
        f"{_ms(numbers, 0.5)} / {_ms(numbers, 0.99)}",
        other or "–",
        f"{_ms(sorted(heard.late), 0.99)}",
    )
    return "| " + " | ".join(cells) + " |"


def _ms(seconds: list[float], share: float) -> str:
    return f"{1000 * seconds[min(len(seconds) - 1, int(len(seconds) * share))]:.0f}" if seconds else "–"


def _written(rows: list[str], note: str) -> Iterator[str]:
    yield f"# Too many beginnings, {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC\n"
    yield f"`python -m benchmarks.load.overload`. {note}\n"
    yield "Times are milliseconds, median / 99 %. “In time”: of all turns, those answered within a second.\n"
    yield "| scene | admission | turns | answered in | in time | beginnings | begun | got the numbers | in | other answers | driver late, 99 % |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|---|---:|"
    yield from rows
    yield ""


def main() -> int:
    """Every scene, each on a product of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.overload", description=__doc__)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument(
        "--turns", type=float, default=22, help="a second, of those who talk: a fiftieth of the class day"
    )
    parser.add_argument("--starts", type=float, default=3, help="a second: a fiftieth of the class day")
    parser.add_argument("--too-many", type=float, default=60, help="starts a second in the overload")
    parser.add_argument("--note", default="", help="what else the machine did: kept in the result")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    scenes = [
        Scene("a fiftieth", options.starts, options.turns, is_admitting=True),
        Scene("a fiftieth", options.starts, options.turns, is_admitting=False),
        Scene("too many begin", options.too_many, options.turns / 2, is_admitting=True),
        Scene("too many begin", options.too_many, options.turns / 2, is_admitting=False),
    ]
    rows = []
    for scene in scenes:
        programs = product if scene.is_admitting else without_admission
        with (
            tempfile.TemporaryDirectory(prefix="parlons-en-load-") as folder,
            running(Path(folder), OPEN, programs) as there,
        ):
            rows.append(row(scene, asyncio.run(play(scene, there, options.seconds))))
    options.out.mkdir(parents=True, exist_ok=True)
    text = "\n".join(_written(rows, options.note))
    (options.out / f"overload-{datetime.now(timezone.utc):%Y-%m-%d-%H%M}.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

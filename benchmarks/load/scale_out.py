"""What a second rasa and a second web add: `bin/with-postgres .venv/web/bin/python -m benchmarks.load.scale_out` (root, Linux).

The topology of the compose file, behind its HAProxy, on PostgreSQL. Two cores do not hold four programs, a database, a proxy and this driver:
each program has a part of a core, the same when there are one or two of its kind, which leaves a core to the rest. So many pupils that both kinds are full play
the stories, and each answer is checked.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from statistics import median

from benchmarks.load.generator import Answers, closed, percentile, session
from benchmarks.load.machine import busy, described, everybody_else, spent
from benchmarks.load.quota import quotas
from benchmarks.load.talking import OurTalk
from benchmarks.soak.product import without_level
from benchmarks.soak.scripts import scripts
from tests.topology.ground import Ground

GOAL = 1.8
CORES = 0.25
PUPILS = 8  # for one of each: more than they can serve at once
WARM_SECONDS = 5.0
RESULTS = Path(__file__).resolve().parent / "results"
MANY_BEGINNINGS = {"PARLONS_EN_SESSIONS_PER_MINUTE": "100000"}
ALONE, TWO = ("web1", "rasa1"), ("web1", "rasa1", "web2", "rasa2")
LATER = ("web2", "rasa2")


@dataclass(frozen=True)
class Measure:
    """One load: which programs served, answers a second, milliseconds (median, 99 %), cores that they used and that all else used."""

    programs: tuple[str, ...]
    per_second: float
    p50: float
    p99: float
    own: float
    others: float
    wrong: dict[str, int]

    @property
    def line(self) -> str:
        """A row of the table."""
        told = f"{sum(self.wrong.values())}: {', '.join(self.wrong)}" if self.wrong else "0"
        cells = (", ".join(self.programs), f"{self.per_second:.1f}", f"{self.p50:.0f}", f"{self.p99:.0f}", f"{self.own:.2f}", f"{self.others:.2f}", told)  # fmt: skip
        return "| " + " | ".join(cells) + " |"


def _prepared(folder: Path) -> Ground:
    ground = Ground(folder, MANY_BEGINNINGS)
    without_level(folder / "schools.yml")
    return ground


def measures(ground: Ground, rounds: int, seconds: float) -> Iterator[Measure]:
    """One of each, then two of each, round after round."""
    chance = random.Random(10)  # noqa: S311 (a seed, not a secret)
    for _ in range(rounds):
        with _without(ground, LATER):
            yield _measure(ground, ALONE, seconds, chance)
        yield _measure(ground, TWO, seconds, chance)


@contextmanager
def _without(ground: Ground, names: tuple[str, ...]) -> Iterator[None]:
    for name in names:
        ground.ends(name, signal.SIGTERM)
    yield
    for name in names:
        ground.start(name)
    ground.all_serve()


def _measure(ground: Ground, programs: tuple[str, ...], seconds: float, chance: random.Random) -> Measure:
    pids = [ground.pid_of(name) for name in programs]
    pupils = PUPILS * len(programs) // len(ALONE)
    with quotas(dict.fromkeys(pids, CORES)):
        asyncio.run(_play(ground, pupils, WARM_SECONDS, chance))
        before, all_before = spent(pids), busy()
        answers = asyncio.run(_play(ground, pupils, seconds, chance))
        own = spent(pids).since(before)
        others = everybody_else(pids, answers.lasted, all_before, own)
    p50, p99 = (percentile(answers.seconds, share) * 1000 for share in (50, 99))
    return Measure(
        programs, answers.per_second, p50, p99, own / answers.lasted, others, dict(answers.wrong.most_common(5))
    )


async def _play(ground: Ground, pupils: int, seconds: float, chance: random.Random) -> Answers:
    async with session() as http:
        return await closed(
            lambda story: OurTalk(http, ground.front, ground.origin, story), scripts(), pupils, seconds, chance
        )


def written(found: list[Measure], note: str) -> Iterator[str]:
    """The page."""
    one, two = ([each for each in found if each.programs == programs] for programs in (ALONE, TWO))
    ratio = median(each.per_second for each in two) / median(each.per_second for each in one)
    yield f"# A second rasa and a second web, {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC\n"
    yield f"`python -m benchmarks.load.scale_out`. {described()}. Each program has {CORES:g} of a core. {note}\n"
    yield f"**× {ratio:.2f}** answers a second (medians; goal: ≥ {GOAL:g}).\n"
    yield "Latencies in ms, with more pupils than can be served at once; cores used by these programs, and by PostgreSQL, HAProxy, the emulated ENT, this driver and all else.\n"
    yield "| programs | answers a second | p50 | p99 | cores | others | wrong |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    yield from (each.line for each in found)
    yield ""


def main() -> int:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.scale_out", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--note", default="", help="what else the machine did: kept in the result")
    parser.add_argument("--out", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    found = []
    with (
        tempfile.TemporaryDirectory(prefix="parlons-en-scale-") as folder,
        _prepared(Path(folder)).standing() as ground,
    ):
        for each in measures(ground, chosen.rounds, chosen.seconds):
            found.append(each)
            sys.stderr.write(f"{each.line}\n")
    page = "\n".join(written(found, chosen.note))
    sys.stdout.write(page)
    (chosen.out / f"scale-out-{datetime.now(timezone.utc):%Y-%m-%d-%H%M}.md").write_text(page, encoding="utf-8")
    return 1 if any(each.wrong for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())

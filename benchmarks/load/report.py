"""What a run found, and its pages: the table of ratios, then every load."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from benchmarks.load.generator import Answers, percentile
from benchmarks.load.in_process import Inside

OURS, STOCK = "ours", "stock"
LEGEND = """Every load, in the order of the run. Latencies in ms; `cpu`: ms of processor an answer, all processes of the server; `others`: cores
that others used; `late`: the latest that the driver was, ms; `full`: those who were given the numbers instead of a conversation."""


@dataclass(frozen=True)
class Server:
    """One of the two: seconds until its first answer and until that of rasa `alone`, MiB of each of its processes then, and of all of them after the loads."""

    ready: float
    alone: float
    mebibytes: Mapping[str, float]
    pids: list[int]
    after: float = 0.0

    def warm(self, mebibytes: float) -> "Server":
        """The same, once it was loaded."""
        return replace(self, after=mebibytes)


@dataclass(frozen=True)
class Load:
    """One load on one server: latencies in milliseconds, `cpu` in milliseconds of processor an answer, `others` in cores."""

    how: str
    level: float
    answers: int
    per_second: float
    p50: float
    p95: float
    p99: float
    cpu: float
    others: float
    late: float
    wrong: dict[str, int] = field(default_factory=dict)
    full: int = 0
    kind: str = ""
    round: int = 0

    @classmethod
    def made(cls, how: str, level: float, answers: Answers, cpu_seconds: float, others: float) -> "Load":
        """From what the driver and Linux counted."""
        p50, p95, p99 = (percentile(answers.seconds, share) * 1000 for share in (50, 95, 99))
        count = len(answers.seconds)
        cpu = cpu_seconds * 1000 / count if count else 0.0
        wrong = dict(answers.wrong.most_common(5))
        return cls(
            how, level, count, answers.per_second, p50, p95, p99, cpu, others, answers.late * 1000, wrong, answers.full
        )

    def of(self, kind: str, number: int) -> "Load":
        """The same, named."""
        return replace(self, kind=kind, round=number)

    @property
    def line(self) -> str:
        """A row of the long table."""
        told = f"{sum(self.wrong.values())}: {', '.join(self.wrong)}" if self.wrong else "0"
        unit = "pupils" if self.how == "closed" else "a second"
        return (
            f"| {self.kind} | {self.how}, {self.level:g} {unit} | {self.answers} | {self.per_second:.1f} | {self.p50:.1f} | {self.p95:.1f} "
            f"| {self.p99:.1f} | {self.cpu:.2f} | {self.others:.2f} | {self.late:.0f} | {self.full} | {told} |"
        )


@dataclass(frozen=True)
class Run:
    """All of it; `sizes` in GB; `trained`: what few epochs of stock's learning took."""

    began: str
    machine: str
    note: str
    servers: Mapping[str, Server]
    loads: Sequence[Load]
    inside: Inside
    sizes: Mapping[str, float]
    trained: Mapping[str, float]

    def middle(self, kind: str, how: str, level: float, what: str) -> float:
        """The median over rounds of one quantity."""
        found = [getattr(load, what) for load in self.loads if (load.kind, load.how, load.level) == (kind, how, level)]
        return median(found) if found else 0.0


def written(run: Run) -> str:
    """The page."""
    return "\n".join(
        [
            f"# Load, {run.began}",
            "",
            f"{run.machine}. {run.note}".strip(),
            "",
            "| figure | stock | ours | ratio | goal |",
            "|---|---:|---:|---:|---:|",
            *ratios(run),
            "",
            LEGEND,
            "",
            "| server | load | answers | a second | p50 | p95 | p99 | cpu | others | late | full | wrong |",
            "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
            *(load.line for load in run.loads),
            "",
        ]
    )


def ratios(run: Run) -> Iterable[str]:
    """The rows against stock Rasa, then those of ours alone."""
    cpu = {kind: run.middle(kind, "closed", 10, "cpu") for kind in (STOCK, OURS)}
    per_core = {kind: 1000 / each if each else 0.0 for kind, each in cpu.items()}
    yield _more("answers a second and core, 10 pupils", per_core, 8)
    yield _more("answers a second on this machine, 10 pupils", {k: run.middle(k, "closed", 10, "per_second") for k in (STOCK, OURS)}, None)  # fmt: skip
    yield _less("latency, one pupil, p50 (ms)", {k: run.middle(k, "closed", 1, "p50") for k in (STOCK, OURS)}, 5)
    yield _less("latency, one pupil, p99 (ms)", {k: run.middle(k, "closed", 1, "p99") for k in (STOCK, OURS)}, 5)
    yield _less("latency at 20 a second, open loop, p99 (ms)", {k: run.middle(k, "open", 20, "p99") for k in (STOCK, OURS)}, 15)  # fmt: skip
    rasa = {kind: run.servers[kind].mebibytes["rasa"] for kind in (STOCK, OURS)}
    yield _less("memory of rasa (MiB)", rasa, 4)
    yield _less("start of rasa until it has understood a sentence (s)", {k: run.servers[k].alone for k in (STOCK, OURS)}, 10)  # fmt: skip
    yield _less("installed to serve rasa (GB)", dict(run.sizes), 2)
    yield f"| start of the whole product, the emulated ENT and its keys with it (s) | – | {run.servers[OURS].ready:.1f} | – | – |"
    yield f"| whole product, emulator apart, after the loads (MiB) | – | {run.servers[OURS].after:.0f} | – | ≤ 700 |"
    yield f"| a turn at 200 events, against the first ones | – | {run.inside.long:.2f} ms | × {run.inside.growth:.2f} | ≤ 1.3 |"
    yield f"| sealing, of a turn | – | {run.inside.sealed - run.inside.open:.2f} ms | {run.inside.sealing:.1%} | ≤ 15 % |"


def _more(what: str, values: Mapping[str, float], goal: float | None) -> str:
    ratio = values[OURS] / values[STOCK] if values[STOCK] else 0.0
    return f"| {what} | {values[STOCK]:.1f} | {values[OURS]:.1f} | × {ratio:.1f} | {f'≥ {goal:g} ×' if goal else '–'} |"


def _less(what: str, values: Mapping[str, float], goal: float) -> str:
    ratio = values[STOCK] / values[OURS] if values[OURS] else 0.0
    return f"| {what} | {values[STOCK]:.2f} | {values[OURS]:.2f} | 1/{ratio:.1f} | ≤ 1/{goal:g} |"

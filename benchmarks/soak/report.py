"""The kept result of a run, in Markdown: what was asked, what was answered, what grew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from benchmarks.soak.picture import MEBI, OURS, series
from benchmarks.soak.slopes import Slope, slope
from benchmarks.soak.tally import Tally
from benchmarks.soak.watching import Sample

_QUANTITIES = (("memory, MiB", "rss", MEBI), ("own memory, MiB", "anonymous", MEBI), ("files", "descriptors", 1), ("threads", "threads", 1))  # fmt: skip
_MOST_NAMED = 20


@dataclass(frozen=True)
class Run:
    """What was done; `deposited` and `delivered` are the ids and the count of hand-offs."""

    began: datetime
    minutes: float
    rate: float
    warm_up: float
    seed: int
    machine: str
    commit: str
    note: str
    deposited: tuple[str, ...]
    delivered: int


def written(run: Run, tally: Tally, samples: Sequence[Sample]) -> str:
    """The whole page."""
    return "\n".join([*_asked(run, tally), *_answered(tally), *_growth(run, samples), *_kept(samples), ""])


def failed(run: Run, tally: Tally) -> bool:
    """Whether any answer was wrong or refused, or a hand-off lost or doubled."""
    return bool(tally.wrong or tally.refused or len(run.deposited) != run.delivered)


def _asked(run: Run, tally: Tally) -> Iterator[str]:
    late = sorted(tally.late) or [0.0]
    yield f"# Soak of {run.minutes:g} minutes, {run.began:%Y-%m-%d %H:%M} UTC\n"
    yield f"`python -m benchmarks.soak --minutes {run.minutes:g} --rate {run.rate:g} --seed {run.seed}`, commit {run.commit}, {run.machine}. {run.note}\n"
    yield f"* {len(tally.late)} conversations begun in an open loop, {len(tally.took['turn'])} turns after the first bubbles, {tally.checks} checks of answers."
    yield f"* Begun late by {late[len(late) // 2] * 1000:.0f} ms (median), {late[-1]:.1f} s at worst: what the driver itself cost."
    yield f"* {len(run.deposited)} messages handed over, {run.delivered} in the ENT's mailboxes."
    yield f"* Wrong answers: {sum(tally.wrong.values())}. Refused or failed calls: {sum(tally.refused.values())}."
    for (kind, status), times in tally.refused.most_common(_MOST_NAMED):
        yield f"  * {kind} → {status}: {times}"
    for what, times in tally.wrong.most_common(_MOST_NAMED):
        yield f"  * {what}: {times}"


def _answered(tally: Tally) -> Iterator[str]:
    yield "\n| call | times | median | 95 % | 99 % | longest |\n|---|---:|---:|---:|---:|---:|"
    for kind, took in sorted(tally.took.items()):
        each = sorted(seconds * 1000 for _, seconds in took)
        shares = (each[min(len(each) - 1, int(len(each) * share))] for share in (0.5, 0.95, 0.99, 1))
        yield f"| {kind} | {len(each)} | " + " | ".join(f"{value:.0f} ms" for value in shares) + " |"


def _growth(run: Run, samples: Sequence[Sample]) -> Iterator[str]:
    yield f"\nGrowth after {run.warm_up / 60:g} minutes of warming up (Theil–Sen over the medians of minutes; 95 % interval):\n"
    yield "| process | quantity | at the start | warm | at the end | growth an hour | interval |\n|---|---|---:|---:|---:|---:|---|"
    for name in OURS:
        for title, what, unit in _QUANTITIES:
            points = [(at, value / unit) for at, value in series(samples, name, what)]
            yield f"| {name} | {title} | {_row(points, run.warm_up)} |"
    size = [(each.at, (each.database.size - each.database.free) / MEBI) for each in samples]
    yield f"| database | used, MiB | {_row(size, run.warm_up)} |"
    rows = [(each.at, float(sum(each.database.rows.values()))) for each in samples]
    yield f"| database | rows | {_row(rows, run.warm_up)} |"


def _row(points: Sequence[tuple[float, float]], warm_up: float) -> str:
    if not points:
        return "– | – | – | – | –"
    warm = next((value for at, value in points if at >= warm_up), points[-1][1])
    return f"{points[0][1]:.1f} | {warm:.1f} | {points[-1][1]:.1f} | {_said(slope(points, warm_up))}"


def _said(found: Slope | None) -> str:
    if found is None:
        return "– | too short to say"
    return f"{found.an_hour:+.2f} | {found.low:+.2f} … {found.high:+.2f}{' (grows)' if found.grows else ''}"


def _kept(samples: Sequence[Sample]) -> Iterator[str]:
    last, cpu = samples[-1], {each.name: each.cpu for each in samples[-1].processes}
    first = {each.name: each.cpu for each in samples[0].processes}
    spent = ", ".join(f"{name} {cpu[name] - first.get(name, 0):.0f}" for name in OURS if name in cpu)
    yield f"\nProcessor seconds spent under load: {spent}."
    kept = {name: count for name, count in sorted(last.database.rows.items()) if count}
    yield "Rows at the end: " + ", ".join(f"{name} {count}" for name, count in kept.items()) + "."

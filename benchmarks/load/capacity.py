"""The national class day on one page: from what a call costs to processes, cores and memory (`python -m benchmarks.load.capacity`).

A call is a first bubble or a turn. Costs are processor time, not waiting. What was not measured is not in the model: writes of the
database, memory of an open session, money.
"""

import math
import sys
from dataclasses import dataclass

BUSY = 0.6
"""The share of a core that a process may use on average: the rest is for what comes at once."""


@dataclass(frozen=True)
class Process:
    """One kind of process: milliseconds of processor a call, MiB when warm."""

    name: str
    milliseconds: float
    mebibytes: float


@dataclass(frozen=True)
class Day:
    """What comes in a second at the worst of it."""

    name: str
    starts: float
    turns: float

    @property
    def calls(self) -> float:
        """First bubbles and turns, counted apart: the safe side, should the figure of the turns hold the starts already."""
        return self.starts + self.turns

    def times(self, factor: float) -> "Day":
        """The same day, so many times bigger."""
        return Day(f"{self.name}, × {factor:g}", self.starts * factor, self.turns * factor)


CALLS = 4688 + 2660
SOAK = (Process("web", 106_000 / CALLS, 110.0), Process("rasa", 113_000 / CALLS, 408.4))
"""benchmarks/soak/results/soak-2026-11-22-2114.md: seconds over turns and begins; the calls beside them are charged to these, on busy cores."""
CLASS_DAY = Day("the national class day", 150.0, 1_100.0)


def needed(process: Process, day: Day) -> int:
    """How many of them, one core each, at most `BUSY` of it used; never none."""
    return max(1, math.ceil(day.calls * process.milliseconds / 1_000 / BUSY))


def bears(process: Process, count: int) -> float:
    """Calls a second that so many bear."""
    return count * BUSY * 1_000 / process.milliseconds


def first_to_break(counts: dict[Process, int]) -> Process:
    """The kind that is full before the others."""
    return min(counts, key=lambda process: bears(process, counts[process]))


def page(day: Day, kinds: tuple[Process, ...] = SOAK) -> str:
    """One table."""
    lines = [
        f"## {day.name}: {day.calls:g} calls a second",
        "",
        "| process | ms a call | how many | memory, GiB |",
        "|---|---:|---:|---:|",
    ]
    counts = {process: needed(process, day) for process in kinds}
    lines += [
        f"| {kind.name} | {kind.milliseconds:.1f} | {count} | {count * kind.mebibytes / 1024:.1f} |"
        for kind, count in counts.items()
    ]
    return "\n".join([*lines, "", f"Full first: {first_to_break(counts).name}.", ""])


if __name__ == "__main__":
    sys.stdout.write("\n".join(page(CLASS_DAY.times(factor)) for factor in (1 / 50, 1, 2)))

"""The national class day: from what a call costs to processes, memory, database and money, and to what breaks first. Pure arithmetic.

A process is one core. It is planned for `BUSY` of it, and full at `FULL`: from there on its queue would grow, and beginnings are refused
(`web.admission`) so that those who talk are answered.
"""

import math
from dataclasses import dataclass
from functools import cache

from benchmarks.load.bell import AT_THE_BELL, Second, hour, room_for_all
from benchmarks.load.costs import Costs, Database, Process

BUSY = 0.6
FULL = 0.9
CONNECTIONS_BY_DEFAULT = 100  # PostgreSQL's `max_connections`
MONTH_HOURS = 730
_MEBI, _GIBI = 2**20, 2**30


@dataclass(frozen=True)
class Day:
    """What comes in a second at the worst of it, and how many conversations are open then."""

    starts: float
    turns: float
    open: float


@dataclass(frozen=True)
class Need:
    """What a day takes; memory in GiB, money in euros before tax."""

    counts: dict[str, int]
    cores: int
    memory: float
    writes: float
    commits: float
    mebibytes_written: float
    connections: int
    session_disk: float
    hour: float
    month: float


def class_day(factor: float) -> Day:
    """So many times the day of E.4."""
    return Day(factor * AT_THE_BELL, *(factor * peak for peak in _peaks()))


def busy(kind: "Process | Database", day: Day) -> float:
    """Cores that are busy with that day."""
    return (day.starts * kind.beginning + day.turns * kind.turn) / 1_000


def needed(kind: "Process | Database", day: Day) -> int:
    """How many cores, each busy for `BUSY` of its time at most; never none."""
    return max(1, math.ceil(busy(kind, day) / BUSY - 1e-9))


def need(costs: Costs, day: Day) -> Need:
    """Everything that this day takes."""
    counts = {kind.name: needed(kind, day) for kind in costs.kinds}
    cores = sum(counts.values())
    ours = sum(counts[kind.name] * kind.mebibytes for kind in costs.processes)
    memory = (ours + costs.database.mebibytes) * _MEBI / _GIBI + day.open * costs.session_memory / _GIBI
    an_hour = cores * costs.price.core_hour + memory * costs.price.gibibyte_hour
    database = costs.database
    return Need(
        counts=counts,
        cores=cores,
        memory=memory,
        writes=_of(day, database.writes_beginning, database.writes_turn),
        commits=_of(day, database.commits_beginning, database.commits_turn),
        mebibytes_written=_of(day, database.bytes_beginning, database.bytes_turn) / _MEBI,
        connections=sum(counts[kind.name] * kind.connections for kind in costs.processes),
        session_disk=day.open * costs.session_disk / _GIBI,
        hour=an_hour,
        month=an_hour * MONTH_HOURS,
    )


def breaking(costs: Costs, counts: dict[str, int], day: Day) -> list[tuple[str, float]]:
    """What gives way, first what gives way first, each with how many times that day it bears."""
    borne = {kind.name: counts[kind.name] * FULL / busy(kind, day) for kind in costs.kinds if busy(kind, day) > 0}
    commits = _of(day, costs.database.commits_beginning, costs.database.commits_turn)
    connections = sum(counts[kind.name] * kind.connections for kind in costs.processes)
    borne["commits"] = costs.database.bears_commits / commits
    borne["connections"] = CONNECTIONS_BY_DEFAULT / connections
    return sorted(borne.items(), key=lambda each: each[1])


def lived(costs: Costs, counts: dict[str, int], factor: float) -> list[Second]:
    """The hour with so many processes: those who talk first, beginnings with what is left, the others get the numbers."""

    def room(turns: float) -> float:
        database = costs.database
        disk = (database.bears_commits - turns * database.commits_turn) / database.commits_beginning
        return min(disk, *(_left(kind, counts[kind.name], turns) for kind in costs.kinds))

    return hour(factor, room)


def share_refused(seconds: list[Second]) -> float:
    """Of those who came."""
    return sum(each.refused for each in seconds) / sum(each.arrivals for each in seconds)


@cache
def _peaks() -> tuple[float, float]:
    """Turns a second and open conversations, at the most of the day of E.4."""
    everybody = hour(1.0, room_for_all)
    return max(each.turns for each in everybody), max(each.open for each in everybody)


def _left(kind: "Process | Database", count: int, turns: float) -> float:
    if kind.beginning == 0:
        return float("inf")
    return (count * FULL * 1_000 - turns * kind.turn) / kind.beginning


def _of(day: Day, beginning: float, turn: float) -> float:
    return day.starts * beginning + day.turns * turn

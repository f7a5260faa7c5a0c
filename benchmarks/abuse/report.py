"""The kept result: for each scenario, what the attacker got, what honest users got, what it cost web."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.abuse.honest import Honest

MEBI = 1024 * 1024
_MOST_LINES = 5


@dataclass(frozen=True)
class Played:
    """One scenario; memory in bytes and files of web, before, at most, after."""

    name: str
    what: str
    attacker: list[str]
    honest: Honest
    memory: tuple[int, int, int]
    files: tuple[int, int, int]
    logged: Counter[str]


def written(head: str, all_played: Sequence[Played]) -> str:
    """The whole page."""
    rows = [_row(played) for played in all_played]
    table = [
        "| scenario | pupils served | first bubbles: median, worst | turns: median, worst | `/aide`: served, median, worst | failed | web: MiB before → most → after | files |",
        "|---|---:|---|---|---|---|---|---|",
    ]
    return "\n".join([head, "", *table, *rows, "", *(_told(played) for played in all_played)]) + "\n"


def harmed(played: Played) -> bool:
    """Whether anybody honest was not served."""
    return bool(played.honest.failed)


def _row(played: Played) -> str:
    honest = played.honest
    cells = [
        played.name,
        str(len(honest.first_bubbles)),
        _middle_and_worst(honest.first_bubbles),
        _middle_and_worst(honest.turns),
        f"{len(honest.numbers)}, {_middle_and_worst(honest.numbers)}",
        "; ".join(f"{what} ({times})" for what, times in honest.failed.items()) or "–",
        " → ".join(f"{value / MEBI:.0f}" for value in played.memory),
        " → ".join(str(value) for value in played.files),
    ]
    return f"| {' | '.join(cells)} |"


def _told(played: Played) -> str:
    lines = "\n".join(f"* {line}" for line in played.attacker)
    helped = f"* honest pupils worked {played.honest.worked} times and were told to wait {played.honest.slowed} times"
    logged = "\n".join(f"* web logged: {line} ({times})" for line, times in played.logged.most_common(_MOST_LINES))
    return f"## {played.name}\n\n{played.what}\n\n{lines}\n{helped}\n{logged}\n"


def _middle_and_worst(seconds: list[float]) -> str:
    if not seconds:
        return "–"
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2] * 1000:.0f} ms, {ordered[-1]:.2f} s"

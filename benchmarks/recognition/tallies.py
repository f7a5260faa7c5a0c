"""What is counted of the lines of one hand: nothing of their text, so that a run can be kept, and read again by other hands together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.evaluate import acceptable
from bot.nlu.examples import Example
from bot.nlu.measures import Trial, shares

Counts = dict[str, list[int]]
SHARES = shares(acceptable)
IN_A_REGISTER = ("accuracy", "concerned_recall", "false_alarms")
FLAGS = (
    "imminent",
    "suicide_act",
    "no_voice",
    "shared_device",
    "perp_in_school",
    "perp_reads",
    "young",
    "retract",
    "fear_report",
    "menace_attaque",
)
STEPS = 200


@dataclass(frozen=True)
class Measured:
    """A line with what was made of it."""

    example: Example
    trial: Trial


@dataclass(frozen=True)
class Tally:
    """One hand. `shares` and `registers`: (hits, count); `flags`: (right, expected, found); `confusion`: expected, understood, lines."""

    lines: int
    shares: Counts
    registers: dict[str, Counts]
    flags: Counts
    confusion: dict[str, dict[str, int]]

    @classmethod
    def kept(cls, written: dict[str, Any]) -> "Tally":
        """From JSON."""
        return cls(**written)


def by_hand(lines: Iterable[Measured]) -> dict[str, list[Measured]]:
    """The lines of each hand."""
    hands = defaultdict(list)
    for line in lines:
        hands[line.example.hand].append(line)
    return {hand: hands[hand] for hand in sorted(hands)}


def tally(lines: Sequence[Measured], register: Callable[[Example], str]) -> Tally:
    """Count the lines of one hand."""
    written = defaultdict(list)
    for line in lines:
        written[register(line.example)].append(line)
    return Tally(
        len(lines),
        share_counts(lines),
        {name: share_counts(some, IN_A_REGISTER) for name, some in sorted(written.items())},
        {flag: _flag(lines, flag) for flag in FLAGS},
        _confusion(lines),
    )


def share_counts(lines: Sequence[Measured], names: Iterable[str] = tuple(SHARES)) -> Counts:
    """(hits, count) of each measure."""
    trials = [line.trial for line in lines]
    return {name: list(SHARES[name].tally(trials)) for name in names}


def scores(lines: Iterable[Measured]) -> dict[str, list[int]]:
    """How many lines have each score of danger, in steps: where somebody is concerned, and where nothing is wrong."""
    found = {"concerned": [0] * (STEPS + 1), "harmless": [0] * (STEPS + 1)}
    for line in lines:
        expected = line.trial.expected
        if expected.is_concerned or not expected.is_danger:
            kind = "concerned" if expected.is_danger else "harmless"
            found[kind][round(min(max(line.trial.danger, 0.0), 1.0) * STEPS)] += 1
    return found


def _flag(lines: Sequence[Measured], flag: str) -> list[int]:
    pairs = [(flag in line.example.flags, flag in line.trial.understood.flags) for line in lines]
    return [
        sum(told and found for told, found in pairs),
        sum(told for told, _ in pairs),
        sum(found for _, found in pairs),
    ]


def _confusion(lines: Sequence[Measured]) -> dict[str, dict[str, int]]:
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        rows[line.trial.expected.situation][line.trial.understood.situation] += 1
    return {expected: dict(sorted(row.items())) for expected, row in sorted(rows.items())}

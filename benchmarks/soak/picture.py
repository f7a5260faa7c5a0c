"""The picture of a run: memory, files, threads, database and waiting, on one time axis."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl  # type: ignore[import-untyped]

from benchmarks.soak.watching import Sample

mpl.use("Agg")
from matplotlib import pyplot as plt

OURS = ("web", "rasa", "actions", "courier")
MEBI = 1024 * 1024
_COLOURS = {"web": "#0072b2", "rasa": "#d55e00", "actions": "#009e73", "courier": "#cc79a7"}
_PANELS = (
    ("resident memory (MiB)", "rss", MEBI),
    ("open files and sockets", "descriptors", 1),
    ("threads", "threads", 1),
)


def draw(
    samples: Sequence[Sample], took: Mapping[str, Sequence[tuple[float, float]]], warm_up: float, to: Path
) -> None:
    """Write the PNG."""
    figure, axes = plt.subplots(len(_PANELS) + 3, 1, figsize=(10, 15), sharex=True, constrained_layout=True)
    for axis, (title, what, unit) in zip(axes, _PANELS):  # noqa: B905 (the other axes are for what follows)
        for name in OURS:
            _line(axis, series(samples, name, what), unit, name)
        axis.set_title(title, loc="left")
        axis.legend(loc="lower right", bbox_to_anchor=(1, 1), ncol=len(OURS), fontsize=8, frameon=False)
    _database(axes[-3:-1], samples)
    _waiting(axes[-1], took.get("turn", ()))
    for axis in axes:
        axis.axvspan(0, warm_up / 60, color="#eeeeee", zorder=0)
        axis.set_ylim(bottom=0)
    axes[-1].set_xlabel("minutes of load (grey: warming up, not judged)")
    figure.savefig(to, dpi=110)
    plt.close(figure)


def series(samples: Sequence[Sample], name: str, what: str) -> list[tuple[float, float]]:
    """One quantity of one process over time."""
    return [(each.at, getattr(one, what)) for each in samples for one in each.processes if one.name == name]


def _line(axis: Any, points: Sequence[tuple[float, float]], unit: float, name: str) -> None:
    axis.plot([at / 60 for at, _ in points], [value / unit for _, value in points], color=_COLOURS[name], label=name)


def _database(axes: Sequence[Any], samples: Sequence[Sample]) -> None:
    minutes = [each.at / 60 for each in samples]
    size, rows = axes
    size.set_title("database (MiB)", loc="left")
    size.plot(minutes, [each.database.size / MEBI for each in samples], label="file", color="#0072b2")
    size.plot(minutes, [each.database.journal / MEBI for each in samples], label="journal (WAL)", color="#d55e00")
    size.plot(minutes, [(each.database.size - each.database.free) / MEBI for each in samples], label="used", color="#009e73")  # fmt: skip
    size.legend(loc="lower right", bbox_to_anchor=(1, 1), ncol=3, fontsize=8, frameon=False)
    rows.set_title("rows kept: sessions, and all tables", loc="left")
    rows.plot(minutes, [each.database.rows.get("sessions", 0) for each in samples], label="sessions", color="#cc79a7")
    rows.plot(minutes, [sum(each.database.rows.values()) for each in samples], label="all", color="#999999")
    rows.legend(loc="lower right", bbox_to_anchor=(1, 1), ncol=2, fontsize=8, frameon=False)


def _waiting(axis: Any, took: Sequence[tuple[float, float]]) -> None:
    axis.set_title("seconds until a turn is answered", loc="left")
    axis.plot([at / 60 for at, _ in took], [seconds for _, seconds in took], ".", markersize=2, color="#0072b2")

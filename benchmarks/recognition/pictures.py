"""The pictures of the documentation, in French: who is taken for whom, and recall against false alarms.

They are read at the width of a page and without colour vision: one scale from light to dark, figures in the cells, lines told by
their dashes and points by their shapes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from matplotlib.colors import PowerNorm  # type: ignore[import-untyped]
from matplotlib.figure import Figure  # type: ignore[import-untyped]

from benchmarks.recognition.figures import Figures, curve
from benchmarks.recognition.running import Run
from benchmarks.recognition.tables import SYSTEMS

TEXTS = Path(__file__).parent / "pictures.fr.yml"
CONFUSION, CURVE = "recognition-confusion.png", "recognition-curve.png"
_DOTS = 170
_DARK = 55  # of 100: figures are white from there on
_LINES = {"ours": ("-", "#000000"), "ngrams": ("--", "#0072b2")}
_SEEN, _ASKED = ("concerned_recall", "false_alarms"), ("answered_or_asked", "alarmed_or_asked")
_POINTS = {
    "ours": ((*_SEEN, "o", "at_work_ours"), (*_ASKED, "D", "asked_ours")),
    "ngrams": ((*_SEEN, "s", "at_work_ngrams"),),
}
_LOWEST = 70.0  # percent of the dangers: lower if a system is


def draw(runs: Mapping[str, Run], apart: frozenset[str], folder: Path) -> list[Path]:
    """Draw both; gives the files."""
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    figures = {name: Figures(run, frozenset(run.hands) - apart) for name, run in runs.items() if name in SYSTEMS}
    folder.mkdir(parents=True, exist_ok=True)
    drawn = [_saved(_curve(figures, texts["curve"]), folder / CURVE)]
    if "ours" in figures:
        drawn.append(_saved(_confusion(figures["ours"], texts), folder / CONFUSION))
    return drawn


def _confusion(figures: Figures, texts: Mapping[str, Any]) -> Figure:
    counts = figures.confusion()
    percents = 100 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    names = [texts["situations"][name] for name in figures.names]
    picture = Figure(figsize=(8.6, 8.6), layout="constrained")
    axes = picture.subplots()
    axes.imshow(percents, cmap="Blues", norm=PowerNorm(0.6, vmin=0, vmax=100))
    for row, column in np.argwhere(percents >= 1):
        shade = "white" if percents[row, column] >= _DARK else "black"
        axes.text(column, row, f"{percents[row, column]:.0f}", ha="center", va="center", color=shade, fontsize=8.5)
    axes.set_xticks(range(len(names)), names, rotation=55, ha="right", rotation_mode="anchor", fontsize=9.5)
    axes.set_yticks(range(len(names)), names, fontsize=9.5)
    axes.set_xticks(np.arange(len(names) + 1) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(names) + 1) - 0.5, minor=True)
    axes.grid(which="minor", color="0.85", linewidth=0.5)
    axes.tick_params(which="minor", length=0)
    axes.set_xlabel(texts["confusion"]["understood"], fontsize=10.5)
    axes.set_ylabel(texts["confusion"]["expected"], fontsize=10.5)
    axes.set_title(texts["confusion"]["title"], fontsize=11.5)
    return picture


def _curve(systems: Mapping[str, Figures], texts: Mapping[str, str]) -> Figure:
    picture = Figure(figsize=(8.0, 5.6), layout="constrained")
    axes = picture.subplots()
    heights = [_LOWEST]
    for name, figures in systems.items():
        dashes, colour = _LINES[name]
        across, up = (100 * shares for shares in curve(figures.run.scores))
        axes.plot(across, up, dashes, color=colour, label=texts[name], linewidth=2)
        for recall, alarms, marker, said in _POINTS[name]:
            at, height = 100 * figures.share(alarms).value, 100 * figures.share(recall).value
            heights.append(height - 5)
            axes.plot(
                [at],
                [height],
                marker,
                color=colour,
                markersize=10,
                markeredgecolor="white",
                label=texts[said],
                linestyle="none",
            )
    axes.set(xlim=(0, 50), ylim=(min(heights), 100.5))
    axes.set_xlabel(texts["across"], fontsize=10.5)
    axes.set_ylabel(texts["up"], fontsize=10.5)
    axes.set_title(texts["title"], fontsize=11.5)
    axes.grid(color="0.85")
    axes.legend(loc="lower right", fontsize=9.5)
    return picture


def _saved(picture: Figure, path: Path) -> Path:
    picture.savefig(path, dpi=_DOTS)
    return path

"""Latency against load, both servers on one picture."""

from pathlib import Path

import matplotlib as mpl  # type: ignore[import-untyped]

from benchmarks.load.report import OURS, STOCK, Run

mpl.use("Agg")
from matplotlib import pyplot as plt

_COLOURS = {OURS: "#0072b2", STOCK: "#d55e00"}
_NAMES = {OURS: "Parlons-en (web, rasa, all of it)", STOCK: "stock Rasa 3.6.21"}


def draw(run: Run, to: Path) -> None:
    """Write the PNG."""
    figure, axis = plt.subplots(figsize=(9, 5.5), constrained_layout=True)
    for kind, colour in _COLOURS.items():
        rates = sorted({load.level for load in run.loads if load.kind == kind and load.how == "open"})
        for what, style in (("p50", "-o"), ("p99", "--s")):
            values = [run.middle(kind, "open", rate, what) for rate in rates]
            axis.plot(rates, values, style, color=colour, markersize=4, label=f"{_NAMES[kind]}, {what}")
    axis.set_yscale("log")
    axis.set_xlabel("turns due a second (open loop, waiting counted from the moment a turn is due)")
    axis.set_ylabel("milliseconds until the answer")
    axis.grid(visible=True, which="both", alpha=0.25)
    axis.legend(fontsize=8, frameon=False)
    axis.set_title(f"Latency against load — {run.began}, {run.machine}", fontsize=9, loc="left")
    figure.savefig(to, dpi=110)
    plt.close(figure)

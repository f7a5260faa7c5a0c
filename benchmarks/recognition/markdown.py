"""Tables in Markdown: a figure is written `.871 [.853, .889]`."""

from collections.abc import Sequence
from math import isnan

from content.gate.intervals import Estimate

NOTHING = "–"


def written(estimate: Estimate | None) -> str:
    """A figure with its interval; a dash when there is none."""
    if estimate is None or isnan(estimate.value):
        return NOTHING
    bounds = "" if isnan(estimate.low) else f" [{number(estimate.low)}, {number(estimate.high)}]"
    return f"{number(estimate.value)}{bounds}"


def plain(estimate: Estimate | None) -> str:
    """A figure alone."""
    return NOTHING if estimate is None or isnan(estimate.value) else number(estimate.value)


def number(value: float) -> str:
    """Three digits, no zero before the point."""
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column is words, the others figures."""
    marks = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, marks, *rows)) + "\n"

"""How sure a figure is: 95 % intervals, by drawing hands again.

Lines of one hand are kin, so hands are drawn, not lines (cluster bootstrap). With fewer than `FEWEST` hands there is nothing to draw from: the
interval is then Wilson's, as if lines were independent, which is narrower than the truth; as it is when all hands agree (never wrong, or always).
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from content.gate.intervals import Estimate, wilson

Numbers = npt.NDArray[np.float64]
Statistic = Callable[[Numbers], Numbers]
FEWEST = 5
DRAWS = 2000
_SEED = 4


def share(tallies: Numbers) -> Numbers:
    """Hits over count, along the last axis."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(tallies[..., 0] / tallies[..., 1])


def macro_f1(tallies: Numbers) -> Numbers:
    """Mean F1 of the situations that are expected at all; the last axes are situations, then (right, expected, understood)."""
    right, expected, understood = (tallies[..., place] for place in range(3))
    f1 = 2 * right / np.maximum(expected + understood, 1)
    present = expected > 0
    return np.asarray((f1 * present).sum(axis=-1) / np.maximum(present.sum(axis=-1), 1))


def share_of(tallies: Numbers) -> Estimate:
    """A share from (hits, count), a row a hand."""
    hits, count = (float(total) for total in tallies.sum(axis=0)) if len(tallies) else (0.0, 0.0)
    if not count:
        return Estimate(float("nan"), float("nan"), float("nan"))
    if np.count_nonzero(tallies[:, 1]) < FEWEST:
        return wilson(int(hits), int(count))
    found = drawn(share, tallies, int(count))
    return found if found.low < found.high else wilson(int(hits), int(count))


def drawn(statistic: Statistic, tallies: Numbers, count: int) -> Estimate:
    """A statistic of the sum of the rows (a row a hand), with what it becomes when hands are drawn again."""
    hands = len(tallies)
    weights = np.random.default_rng(_SEED).multinomial(hands, [1 / hands] * hands, size=DRAWS)
    again = statistic(np.tensordot(weights, tallies, axes=1))
    low, high = np.nanpercentile(again, [2.5, 97.5])
    return Estimate(float(statistic(tallies.sum(axis=0))), float(low), float(high), count)

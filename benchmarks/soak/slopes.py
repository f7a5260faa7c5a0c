"""How fast something grows once it is warm: Theil and Sen's slope of the medians of each minute, with its 95 % interval.

Medians of minutes, because neighbouring samples are not independent; the median of all slopes, because one step is no trend.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from scipy import stats

FEWEST_MINUTES = 6
_MINUTE = 60.0


@dataclass(frozen=True)
class Slope:
    """Growth an hour, in the unit of the values, with the ends of its interval."""

    an_hour: float
    low: float
    high: float

    @property
    def grows(self) -> bool:
        """Whether the interval leaves no room for standing still."""
        return self.low > 0


def slope(points: Sequence[tuple[float, float]], warm_up: float) -> Slope | None:
    """The slope of (seconds, value) after so many seconds; None with less than six minutes to look at."""
    minutes: defaultdict[int, list[float]] = defaultdict(list)
    for at, value in points:
        if at >= warm_up:
            minutes[int(at // _MINUTE)].append(value)
    if len(minutes) < FEWEST_MINUTES:
        return None
    found = stats.theilslopes(
        [median(values) for values in minutes.values()], [minute / 60 for minute in minutes], 0.95
    )
    return Slope(float(found[0]), float(found[2]), float(found[3]))

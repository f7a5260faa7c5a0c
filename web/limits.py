"""Limits per session and burst, never per address: a whole class shares one (safeguarding dossier, E.4).

A bucket holds `burst` acts and fills again at `per_minute`. An act over the limit is never dropped silently: the caller
learns in how many seconds it may come again, and says so with the numbers. Buckets live in memory only, for the most recent
conversations; forgetting one can only make a limit softer.
"""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

MOST_BUCKETS = 100_000


@dataclass(frozen=True)
class Rate:
    """How many acts at once, and how many more each minute."""

    burst: float
    per_minute: float


@dataclass(frozen=True)
class _Level:
    left: float
    at: datetime


class Limits:
    """Buckets by rate and by key."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._levels: OrderedDict[tuple[Rate, str], _Level] = OrderedDict()

    def wait_for(self, rate: Rate, key: str) -> int:
        """Take one act from the bucket: 0 when it is allowed, otherwise the whole seconds to wait (nothing is taken)."""
        now = self._clock()
        left = self._left(rate, key, now)
        if left < 1:
            return max(1, math.ceil((1 - left) * 60 / rate.per_minute))
        self._levels[rate, key] = _Level(left - 1, now)
        self._levels.move_to_end((rate, key))
        if len(self._levels) > MOST_BUCKETS:
            self._levels.popitem(last=False)
        return 0

    def _left(self, rate: Rate, key: str, now: datetime) -> float:
        level = self._levels.get((rate, key))
        if level is None:
            return rate.burst
        filled = (now - level.at).total_seconds() / 60 * rate.per_minute
        return min(rate.burst, level.left + max(0.0, filled))

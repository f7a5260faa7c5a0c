"""Limits per session and burst, never per address: a whole class shares one (safeguarding dossier, E.4).

A bucket holds `burst` acts and fills again at `per_minute`. An act over the limit is never dropped silently: the caller
learns in how many seconds it may come again, and says so with the numbers. Buckets live in memory only, for the most recent
conversations; forgetting one can only make a limit softer. Ten windows that have signed in to one account are one pupil (`join`).
"""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

MOST_BUCKETS = 100_000


@dataclass(frozen=True)
class Rate:
    """How many acts at once, and how many more each minute; `of` names the acts, for equal rates of other acts to be other buckets."""

    burst: float
    per_minute: float
    of: str = ""


@dataclass(frozen=True)
class _Level:
    left: float
    at: datetime


class Limits:
    """Buckets by rate and by whose they are."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._levels: OrderedDict[tuple[Rate, str], _Level] = OrderedDict()
        self._joined: OrderedDict[str, str] = OrderedDict()

    def join(self, whose: str, account: str) -> None:
        """From now on what is counted for the one counts for the other: a session belongs to an account."""
        self._joined[whose] = account
        self._joined.move_to_end(whose)
        if len(self._joined) > MOST_BUCKETS:
            self._joined.popitem(last=False)

    def take(self, key: str, *rates: Rate) -> int:
        """Take one act from each bucket, or none from any: 0, or the whole seconds until all of them allow it."""
        now, key = self._clock(), self._joined.get(key, key)
        wait = max(self._seconds(rate, key, now) for rate in rates)
        if wait == 0:
            for rate in rates:
                self._levels[rate, key] = _Level(self._left(rate, key, now) - 1, now)
                self._levels.move_to_end((rate, key))
            self._forget(now, 2 * len(rates))
        return wait

    def share_left(self, rate: Rate, key: str) -> float:
        """How full the bucket is, from 0 to 1; nothing is taken."""
        return self._left(rate, self._joined.get(key, key), self._clock()) / rate.burst

    def _forget(self, now: datetime, most: int) -> None:
        """The oldest that are full again (they say nothing any more), a few at a time, and whatever is too many."""
        for rate, key in list(islice(self._levels, most)):
            if self._left(rate, key, now) < rate.burst:
                break
            del self._levels[rate, key]
        while len(self._levels) > MOST_BUCKETS:
            self._levels.popitem(last=False)

    def _seconds(self, rate: Rate, key: str, now: datetime) -> int:
        left = self._left(rate, key, now)
        return 0 if left >= 1 else max(1, math.ceil((1 - left) * 60 / rate.per_minute))

    def _left(self, rate: Rate, key: str, now: datetime) -> float:
        level = self._levels.get((rate, key))
        if level is None:
            return rate.burst
        if (
            now < level.at
        ):  # the clock was set back: counted from now, or an empty bucket would stay so until the old hour
            self._levels[rate, key] = _Level(level.left, now)
            return level.left
        filled = (now - level.at).total_seconds() / 60 * rate.per_minute
        return min(rate.burst, level.left + filled)

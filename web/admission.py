"""Who is let in while more ask than can be answered: those who talk already before those who would begin (ADR 0036).

What is measured is how long answers took, queues included: ours, rasa's and the database's, wherever they stand. Half of a window's answers
later than its target, with more under way than the least: a queue stands, and fewer may be under way when one more asks. Otherwise a few
more may, step by step; time alone gives them back too. A class that comes at once is a burst, and goes through; a queue that stays does not.

Two such limits over one count. The first to shrink is that of beginnings; that of turns shrinks only near the patience of a
browser, when a turn taken would be answered by nobody. A deposit asks neither.

Sources: Little's law (how many are under way is the rate times the wait); additive increase and multiplicative decrease of a limit of
concurrency by measured latency (Netflix, github.com/Netflix/concurrency-limits, `AIMDLimit`); a standing queue told from a burst by
windows (CoDel, RFC 8289); a window of answers and the order of what is shed, entry points first (WeChat's DAGOR, SoCC 2018).
"""

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

WINDOW_SECONDS = 0.5
DECREASE = 0.7  # of what was under way
INCREASE = 4.0  # a window


@dataclass(frozen=True)
class Bounds:
    """Of one limit: the wait that is wanted, in seconds, and between how many under way it stays.

    The least is never refused, however slow answers are: so few are no queue. The most is let in at once by a process that is at ease.
    """

    target: float
    least: int
    most: int


BEGINNINGS = Bounds(target=0.4, least=8, most=64)  # two classes of thirty begin at once; E.4 wants 95 % within a second
TURNS = Bounds(target=4.0, least=64, most=400)  # half of what a browser waits (`web.pupil.turns`)


@dataclass
class Limit:
    """How many may be under way. Pure but for what it remembers: moments are given, in seconds of any clock that only goes on."""

    bounds: Bounds
    since: float
    most: float = field(init=False)
    _waits: list[float] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.most = float(self.bounds.most)

    def allows(self, under_way: int, now: float) -> bool:
        """Whether one more may come beside so many."""
        self._pass_to(now, under_way)
        return under_way < self.most

    def note(self, wait: float, under_way: int, now: float) -> None:
        """An answer came after so many seconds; so many were under way, itself included."""
        self._pass_to(now, under_way)
        self._waits.append(wait)

    def _pass_to(self, now: float, under_way: int) -> None:
        """Judge what was answered since, once a window is over; many under way and none answered is no ease."""
        windows = int((now - self.since) / WINDOW_SECONDS)
        if windows < 1:
            return
        if self._queue_stands(under_way):
            self.most = max(self.bounds.least, DECREASE * min(self.most, under_way))
        elif self._waits or under_way <= self.bounds.least:
            self.most = min(self.bounds.most, self.most + INCREASE * windows)
        self.since += windows * WINDOW_SECONDS
        self._waits.clear()

    def _queue_stands(self, under_way: int) -> bool:
        late = bool(self._waits) and statistics.median(self._waits) > self.bounds.target
        return late and under_way > self.bounds.least


class Admission:
    """What one web process lets in."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._beginnings = Limit(BEGINNINGS, seconds())
        self._turns = Limit(TURNS, seconds())
        self.under_way = 0

    def lets_begin(self) -> bool:
        """Whether another conversation may begin now."""
        return self._beginnings.allows(self.under_way, self._seconds())

    def lets_talk(self) -> bool:
        """Whether another turn of a conversation may be taken now."""
        return self._turns.allows(self.under_way, self._seconds())

    @contextmanager
    def act(self, *, is_timed: bool = True) -> Iterator[None]:
        """What is let in is under way until the end of this; an act that failed, or that waits for others than us, says nothing of a queue."""
        began = self._seconds()
        self.under_way += 1
        try:
            yield
            if is_timed:
                self._note(began)
        finally:
            self.under_way -= 1

    def _note(self, began: float) -> None:
        now = self._seconds()
        for limit in (self._beginnings, self._turns):
            limit.note(now - began, self.under_way, now)

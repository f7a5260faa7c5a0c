"""Who is let in, against a server of the test that answers one after the other, on a clock of its own."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from web.admission import BEGINNINGS, INCREASE, TURNS, WINDOW_SECONDS, Admission, Bounds, Limit

SERVICE = 0.025  # seconds that one answer takes: forty a second
waits = st.floats(min_value=0, max_value=30)
pauses = st.floats(min_value=0, max_value=5)
crowds = st.integers(min_value=0, max_value=500)
limits = st.sampled_from((BEGINNINGS, TURNS))


def lived(bounds: Bounds, life: list[tuple[float, float, int]]) -> tuple[Limit, float]:
    """A limit to which all this happened: after a pause an answer of that wait, with so many under way."""
    limit, now = Limit(bounds, 0.0), 0.0
    for pause, wait, under_way in life:
        now += pause
        limit.note(wait, under_way, now)
    return limit, now


@given(limits, st.lists(st.tuples(pauses, waits, crowds)))
def test_it_stays_between_the_least_and_the_most(bounds: Bounds, life: list[tuple[float, float, int]]) -> None:
    limit, now = lived(bounds, life)
    assert limit.allows(bounds.least - 1, now)
    assert not limit.allows(bounds.most, now)


@given(limits, st.lists(st.tuples(pauses, st.floats(min_value=0, max_value=0.4), crowds)), pauses)
def test_nobody_is_refused_while_answers_come_in_time(
    bounds: Bounds, life: list[tuple[float, float, int]], pause: float
) -> None:
    limit, now = lived(bounds, life)
    assert limit.allows(bounds.most - 1, now + pause)


@given(limits, st.lists(st.tuples(pauses, waits, st.integers(min_value=0, max_value=8))), pauses)
def test_slow_answers_to_a_few_are_no_queue(bounds: Bounds, life: list[tuple[float, float, int]], pause: float) -> None:
    limit, now = lived(bounds, life)
    assert limit.allows(0, now + pause)
    assert limit.allows(bounds.most - 1, now + pause)


@given(limits, st.lists(st.tuples(pauses, waits, crowds)))
def test_once_nobody_asks_time_alone_gives_all_of_it_back(bounds: Bounds, life: list[tuple[float, float, int]]) -> None:
    limit, now = lived(bounds, life)
    later = now + (bounds.most / INCREASE + 1) * WINDOW_SECONDS
    assert limit.allows(0, later)
    assert limit.allows(bounds.most - 1, later)


@given(limits, st.lists(st.tuples(pauses, waits, crowds)), st.integers(min_value=1, max_value=60), waits, waits)
def test_a_wait_that_is_longer_never_lets_more_in(
    bounds: Bounds, life: list[tuple[float, float, int]], place: int, one: float, other: float
) -> None:
    shorter, longer = sorted((one, other))
    after = {}
    for wait in (shorter, longer):
        limit, now = lived(bounds, [*life, (0.0, wait, 100 + place)])
        limit.allows(100 + place, now + WINDOW_SECONDS)
        after[wait] = limit.most
    assert after[longer] <= after[shorter]


@given(st.lists(st.tuples(pauses, waits, crowds)), st.integers(min_value=0, max_value=400))
def test_those_who_talk_are_never_refused_before_those_who_begin(
    life: list[tuple[float, float, int]], under_way: int
) -> None:
    now = 0.0
    admission = Admission(lambda: now)
    for pause, wait, beside in life:
        admission.under_way = beside
        with admission.act():
            now += wait
        now += pause
    admission.under_way = under_way
    assert admission.lets_talk() or not admission.lets_begin()


def test_many_under_way_and_no_answer_at_all_gives_nothing_back() -> None:
    limit = Limit(BEGINNINGS, 0.0)
    limit.note(1.0, 30, 0.1)
    assert not limit.allows(30, WINDOW_SECONDS)
    assert not limit.allows(30, 20 * WINDOW_SECONDS)


@dataclass
class OneAtATime:
    """Answers in order, each in SERVICE; `waits` of those who talk, each with the moment when it came."""

    is_admitting: bool
    now: float = 0.0
    free_at: float = 0.0
    waits: list[tuple[float, float]] = field(default_factory=list)
    begun: list[float] = field(default_factory=list)
    sent_to_the_numbers: list[float] = field(default_factory=list)
    talk_refused: int = 0

    def __post_init__(self) -> None:
        self._admission = Admission(lambda: self.now)
        self._ends: list[tuple[float, int, object, str]] = []

    def serve(self, asked: Iterator[tuple[float, str]]) -> None:
        for at, kind in heapq.merge(asked):
            self._end_until(at)
            self.now = at
            if self.is_admitting and not self._lets(kind):
                continue
            self.free_at = max(self.free_at, at) + SERVICE
            act = self._admission.act()
            act.__enter__()
            heapq.heappush(self._ends, (self.free_at, len(self._ends), act, kind))
            if kind == "begin":
                self.begun.append(at)
            else:
                self.waits.append((at, self.free_at - at))

    def _end_until(self, at: float) -> None:
        while self._ends and self._ends[0][0] <= at:
            self.now, _, act, _ = heapq.heappop(self._ends)
            act.__exit__(None, None, None)

    def _lets(self, kind: str) -> bool:
        if kind == "turn":
            self.talk_refused += not self._admission.lets_talk()
            return True
        lets = self._admission.lets_begin()
        if not lets:
            self.sent_to_the_numbers.append(self.now)
        return lets

    def median_wait(self, since: float) -> float:
        late = sorted(wait for at, wait in self.waits if at >= since)
        return late[len(late) // 2]


def every(seconds: float, start: float, end: float, kind: str) -> list[tuple[float, str]]:
    return [(start + number * seconds, kind) for number in range(int((end - start) / seconds))]


def day(begins_a_second: float, turns_a_second: float, until: float = 60.0) -> Iterator[tuple[float, str]]:
    """An hour's calm, made short: turns all along, begins too many from 10 to 40."""
    turns = every(1 / turns_a_second, 0, until, "turn")
    return iter(sorted([*turns, *every(1 / begins_a_second, 10, 40, "begin")]))


def test_twice_too_many_beginnings_leave_those_who_talk_as_they_were_told_to_be() -> None:
    free, held = OneAtATime(is_admitting=False), OneAtATime(is_admitting=True)
    free.serve(day(60, 20))
    held.serve(day(60, 20))

    assert free.median_wait(since=30) > 10
    assert held.median_wait(since=12) < 2 * BEGINNINGS.target
    assert held.talk_refused == 0
    assert len(held.begun) > 30 * 10  # of the twenty a second that are left


def test_it_recovers_by_itself_once_fewer_come() -> None:
    server = OneAtATime(is_admitting=True)
    server.serve(iter(sorted([*day(60, 20), *every(0.2, 50, 60, "begin")])))

    assert server.sent_to_the_numbers
    assert max(server.sent_to_the_numbers) < 45


def test_two_classes_of_thirty_that_come_together_all_begin() -> None:
    server = OneAtATime(is_admitting=True)
    server.serve(iter(sorted([*every(0.1, 0, 20, "turn"), *((10.05, "begin") for _ in range(60))])))

    assert server.sent_to_the_numbers == []

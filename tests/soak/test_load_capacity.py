"""The arithmetic of the national class day."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load.capacity import BUSY, Day, Process, bears, first_to_break, needed

rates = st.floats(min_value=0, max_value=10_000)
costs = st.floats(min_value=0.1, max_value=100)


def test_sixty_turns_of_ten_milliseconds_fill_one_process() -> None:
    process = Process("rasa", 10.0, 400.0)
    assert BUSY == 0.6
    assert needed(process, Day("full", 0.0, 59.0)) == 1
    assert needed(process, Day("one more", 20.0, 41.0)) == 2


@given(rates, rates, rates, costs)
def test_more_turns_never_need_fewer(starts: float, turns: float, more: float, cost: float) -> None:
    process = Process("rasa", cost, 400.0)
    assert needed(process, Day("day", starts, turns + more)) >= needed(process, Day("day", starts, turns))


@given(rates, rates, costs)
def test_what_is_needed_bears_the_day_and_one_fewer_does_not(starts: float, turns: float, cost: float) -> None:
    process, day = Process("rasa", cost, 400.0), Day("day", starts, turns)
    count = needed(process, day)
    assert bears(process, count) >= day.calls * (1 - 1e-9)
    assert count == 1 or bears(process, count - 1) < day.calls * (1 + 1e-9)


def test_the_kind_with_least_room_breaks_first() -> None:
    slow, quick = Process("slow", 20.0, 400.0), Process("quick", 1.0, 100.0)
    assert first_to_break({slow: 2, quick: 1}) is slow
    assert first_to_break({slow: 30, quick: 1}) is quick

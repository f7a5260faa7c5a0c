from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.carrying.backoff import FIRST, LONGEST, MOST_ASKED, ceiling, wait

attempts = st.integers(1, 5_000)
chances = st.floats(0, 1, exclude_max=True)
asked = st.one_of(st.none(), st.floats(0, 1_000_000))
SECOND = timedelta(seconds=1)


@given(attempts, chances)
def test_a_wait_is_in_the_upper_half_under_its_ceiling(number: int, chance: float):
    assert FIRST / 2 <= ceiling(number) / 2 <= wait(number, chance) <= ceiling(number) <= LONGEST


@given(attempts)
def test_the_ceiling_never_comes_down_and_doubles_until_it_is_reached(number: int):
    assert ceiling(number + 1) == min(ceiling(number) * 2, LONGEST)


def test_the_first_wait_is_short_and_the_longest_is_soon_reached():
    assert (ceiling(1), ceiling(2), ceiling(6)) == (FIRST, FIRST * 2, LONGEST)


@given(attempts, st.integers(2, 400), asked)
def test_those_that_failed_together_come_back_spread_out(number: int, messages: int, seconds: float | None):
    waits = sorted(wait(number, each / messages, seconds) for each in range(messages))
    least = FIRST / 2 if seconds is None else min(FIRST / 2, ceiling(number) / 2)
    crowd = max(sum(start <= each < start + least / 10 for each in waits) for start in waits)
    assert crowd <= messages / 5 + 2


@given(attempts, chances, st.floats(0, MOST_ASKED.total_seconds()))
def test_the_patience_asked_for_is_kept_and_little_more(number: int, chance: float, seconds: float):
    waited = wait(number, chance, seconds)
    assert waited >= timedelta(seconds=seconds)
    assert waited <= max(wait(number, chance), timedelta(seconds=seconds) + FIRST)


@pytest.mark.parametrize("seconds", [3_600.0, 999_999.0])
def test_an_ent_that_asks_for_too_long_is_asked_again_within_the_life_of_a_token(seconds: float):
    assert wait(1, 0.999, seconds) <= MOST_ASKED + FIRST


@given(attempts, chances, chances, asked)
def test_a_greater_chance_never_waits_less(number: int, one: float, other: float, seconds: float | None):
    assert wait(number, min(one, other), seconds) <= wait(number, max(one, other), seconds) + SECOND / 1_000

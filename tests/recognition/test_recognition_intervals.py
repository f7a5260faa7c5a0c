from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.recognition.intervals import FEWEST, drawn, macro_f1, share, share_of
from content.gate.intervals import wilson


def _rows(*pairs: tuple[int, int]):
    return np.array(pairs, dtype=np.float64)


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),  # the textbook values of Wilson's interval
    [(0, 10, 0.0, 0.2775), (50, 100, 0.4038, 0.5962), (10, 10, 0.7225, 1.0), (1, 2, 0.0945, 0.9055)],
)
def test_wilson_gives_the_known_intervals(hits: int, count: int, low: float, high: float) -> None:
    found = wilson(hits, count)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))
    assert found.value == hits / count


def test_two_kinds_of_hands_give_the_interval_of_the_binomial_law() -> None:
    """Half of 100 hands are always right, half never: a draw is right as often as 100 coins fall heads, 40 to 60 times."""
    found = share_of(_rows(*[(10, 10), (0, 10)] * 50))
    assert found.value == 0.5
    assert found.low == pytest.approx(0.40, abs=0.015)
    assert found.high == pytest.approx(0.60, abs=0.015)


def test_hands_that_differ_give_a_wider_interval_than_their_lines_would() -> None:
    unlike, alike = share_of(_rows(*[(90, 100), (50, 100)] * 5)), wilson(700, 1000)
    assert unlike.value == alike.value
    assert unlike.high - unlike.low > 2 * (alike.high - alike.low)


def test_hands_that_are_never_wrong_are_no_proof_of_perfection() -> None:
    found = share_of(_rows(*[(20, 20)] * 10))
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(0.9812, abs=1e-4)  # Wilson's, of 200 of 200


def test_too_few_hands_are_not_drawn_from() -> None:
    rows = _rows(*[(3, 10)] * (FEWEST - 1), (0, 0))
    assert share_of(rows) == wilson(3 * (FEWEST - 1), 10 * (FEWEST - 1))


def test_nothing_counted_is_no_figure() -> None:
    assert isnan(share_of(_rows((0, 0), (0, 0))).value)
    assert isnan(share_of(np.zeros((0, 2))).value)


@settings(deadline=None)  # two thousand draws, on a machine that others use
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=FEWEST, max_size=25))
def test_an_interval_is_of_shares_and_is_the_same_again(pairs: list[tuple[int, int]]) -> None:
    rows = _rows(*[(min(hits, count), count) for hits, count in pairs])
    found = share_of(rows)
    assert 0.0 <= found.low < found.high <= 1.0
    assert 0.0 <= found.value <= 1.0
    assert found == share_of(rows)


def test_macro_f1_is_the_mean_over_the_situations_that_are_expected() -> None:
    # right, expected, understood: F1 of 1, of 2*1/(4+1) = .4, of a situation nobody told
    assert float(macro_f1(_rows3((5, 5, 5), (1, 4, 1), (0, 0, 3)))) == pytest.approx(0.7)


def test_a_statistic_of_hands_all_alike_has_no_spread() -> None:
    found = drawn(share, _rows(*[(3, 4)] * 8), 32)
    assert (found.value, found.low, found.high, found.count) == (0.75, 0.75, 0.75, 32)


def _rows3(*rows: tuple[int, int, int]):
    return np.array(rows, dtype=np.float64)

"""The rule of what may be shown, against somebody who knows it and sees all that it shows."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallies.publishing import THRESHOLD, shown

PLACES = ("22", "33", "44", "55", "66", "77")
tables = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 400)), max_size=len(PLACES)).map(
    lambda counts: dict(zip(PLACES, counts, strict=False))
)


@pytest.mark.parametrize("threshold", [4, 5])
@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_in_a_small_world_no_hidden_number_can_be_worked_out(width: int, threshold: int):
    seen, most = defaultdict(list), 2 * threshold
    for counts in product(range(most + 1), repeat=width):
        told = shown(dict(zip(PLACES, counts, strict=False)), threshold)
        seen[tuple(told.cells.values()), told.total].append(counts)
    for alike in seen.values():
        if all(most in counts for counts in alike):  # what would look like it is beyond the edge of this world
            continue
        for at in range(width):
            possible = {counts[at] for counts in alike}
            assert min(possible) >= threshold or len(possible) > 1, alike


@given(tables)
def test_nothing_under_the_threshold_is_ever_shown(counts: dict[str, int]):
    told = shown(counts)
    assert all(cell is None or cell >= THRESHOLD for cell in (*told.cells.values(), told.total))


@given(tables)
def test_what_is_shown_is_true(counts: dict[str, int]):
    told = shown(counts)
    assert list(told.cells) == list(counts)
    assert all(cell in (None, counts[place]) for place, cell in told.cells.items())
    assert told.total in (None, sum(counts.values()))


@given(tables)
def test_a_total_beside_hidden_numbers_leaves_at_least_ten_between_two_of_them(counts: dict[str, int]):
    told = shown(counts)
    hidden = [place for place, cell in told.cells.items() if cell is None]
    if told.total is not None and hidden:
        assert len(hidden) > 1
        assert told.total - sum(cell or 0 for cell in told.cells.values()) >= THRESHOLD


@given(tables.filter(bool))
def test_large_numbers_are_all_shown_with_their_total(counts: dict[str, int]):
    large = {place: count + THRESHOLD for place, count in counts.items()}
    told = shown(large)
    assert told.cells == large
    assert told.total == sum(large.values())


def test_one_small_number_takes_the_next_one_of_the_list_with_it_whatever_its_value():
    assert shown({"22": 500, "33": 3, "44": 20}).cells == {"22": None, "33": None, "44": 20}
    assert shown({"22": 20, "33": 3, "44": 500}).cells == {"22": None, "33": None, "44": 500}
    assert shown({"22": 20, "33": 3, "44": 500}).total == 523


def test_many_small_numbers_have_a_total_and_nothing_else():
    told = shown(dict.fromkeys(PLACES, 4))
    assert set(told.cells.values()) == {None}
    assert told.total == 24
    assert not told.is_empty

"""How hard the work is, and how it is checked."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from web.pupil import work
from web.pupil.work import LEAST_BITS, MOST_BITS, PIECES


def test_the_easiest_work_is_a_second_or_two_of_a_cheap_phone_and_the_hardest_some_ten():
    a_second = 100_000  # what such a phone tries in a second

    assert 1 <= PIECES * 2**LEAST_BITS / a_second <= 2
    assert PIECES * 2**MOST_BITS / a_second <= 12


@given(st.integers(0, 2**32 - 1), st.integers(0, PIECES - 1), st.text(st.characters(max_codepoint=127), max_size=40))
def test_zero_bits_are_counted_as_they_are_written(number: int, place: int, challenge: str):
    seed = sha256(challenge.encode()).digest()
    found = sha256(seed + bytes([place]) + number.to_bytes(4, "big")).digest()
    written = "".join(f"{byte:08b}" for byte in found)

    assert work._zeros(seed, place, number) == len(written) - len(written.lstrip("0"))


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_emptier_reserve_never_asks_for_less(one: float, other: float):
    assert work._bits_now(min(one, other)) >= work._bits_now(max(one, other))

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.retention import erased_on, first_kept_month


@pytest.mark.parametrize(
    ("month", "kept", "day"),
    [("2026-11", 12, date(2027, 12, 1)), ("2026-12", 12, date(2028, 1, 1)), ("2026-11", 3, date(2027, 3, 1)), ("2026-01", 24, date(2028, 2, 1))],
)  # fmt: skip
def test_an_envelope_is_erased_after_so_many_whole_months(month: str, kept: int, day: date):
    assert erased_on(month, kept) == day


@given(st.integers(2024, 2090), st.integers(1, 12), st.integers(3, 24))
def test_the_day_that_is_announced_is_the_first_one_when_it_is_erased(year: int, number: int, kept: int):
    month = f"{year}-{number:02}"
    day = datetime.combine(erased_on(month, kept), time(), timezone.utc)
    assert month < first_kept_month(day, kept)
    assert month >= first_kept_month(day - timedelta(seconds=1), kept)

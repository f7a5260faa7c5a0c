from datetime import date

import pytest

from facts.errors import MalformedFactError
from facts.helplines import load_helplines
from facts.holidays import easter, holidays_of

EASTERS = [
    (2024, 3, 31),
    (2025, 4, 20),
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2030, 4, 21),
    (2038, 4, 25),
    (2011, 4, 24),
]
HOLIDAYS_OF_2027 = [
    (1, 1), (3, 29), (5, 1), (5, 6), (5, 8), (5, 17), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25),
]  # fmt: skip


@pytest.mark.parametrize(("year", "month", "day"), EASTERS)
def test_easter_falls_where_the_calendar_says(year, month, day):
    assert easter(year) == date(year, month, day)


def test_2027_has_its_eleven_public_holidays_and_no_other():
    days = [date.fromordinal(date(2027, 1, 1).toordinal() + n) for n in range(365)]
    assert [(day.month, day.day) for day in days if load_helplines().holidays.has(day)] == HOLIDAYS_OF_2027


def test_a_holiday_that_no_year_has_is_refused():
    with pytest.raises(MalformedFactError):
        holidays_of({"fixed": ["02-31"], "days_after_easter": [1]})

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.school_calendar import load_calendar
from facts.school_days import LONGEST_PERIOD, ahead, back, period_start

CALENDAR = load_calendar()
ZONES = [None, "A", "B", "C", "reunion", "nouvelle-caledonie", "outre-mer"]
DAYS = st.dates(date(2026, 6, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "zone", "expected"),
    [
        (date(2026, 11, 24), 0, "B", date(2026, 11, 24)),
        (date(2026, 11, 24), 1, "B", date(2026, 11, 23)),
        (date(2026, 11, 22), 1, "B", date(2026, 11, 20)),  # a Sunday
        (date(2026, 11, 12), 1, "B", date(2026, 11, 10)),  # Armistice day is none
        (date(2026, 11, 3), 2, "B", date(2026, 10, 16)),  # through the autumn holidays
        (date(2027, 2, 22), 1, "C", date(2027, 2, 5)),
        (date(2027, 2, 22), 1, "A", date(2027, 2, 12)),
        (date(2027, 2, 22), 1, "outre-mer", date(2027, 2, 19)),  # nothing is known: weekdays count
        (date(2027, 9, 2), 1, "B", date(2027, 7, 2)),  # through the summer
    ],
)
def test_school_days_are_counted_back(day, count, zone, expected):
    assert back(day, count, zone, CALENDAR) == expected


@pytest.mark.parametrize(
    ("day", "count", "zone", "expected"),
    [
        (date(2026, 11, 23), 1, "B", date(2026, 11, 24)),
        (date(2026, 11, 20), 3, "B", date(2026, 11, 25)),
        (date(2026, 12, 18), 1, "B", date(2027, 1, 4)),
        (date(2026, 12, 18), 1, "outre-mer", date(2026, 12, 21)),
        (date(2027, 5, 5), 1, "B", date(2027, 5, 10)),  # Ascension and its bridge
        (date(2027, 7, 2), 1, "B", date(2027, 9, 2)),
        (date(2026, 11, 23), 0, "B", date(2026, 11, 23)),
    ],
)
def test_school_days_are_counted_ahead(day, count, zone, expected):
    assert ahead(day, count, zone, CALENDAR) == expected


def counted(first: date, last: date, zone: str | None) -> int:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(CALENDAR.is_school_day(day, zone) is not False for day in days)


@given(DAYS, st.integers(1, 80), st.sampled_from(ZONES))
def test_between_the_two_days_there_are_as_many_school_days_as_were_asked_for(day, count, zone):
    earlier, later = back(day, count, zone, CALENDAR), ahead(day, count, zone, CALENDAR)
    assert counted(earlier, day - timedelta(days=1), zone) == count
    assert counted(day + timedelta(days=1), later, zone) == count
    assert counted(earlier, earlier, zone) == counted(later, later, zone) == 1


@given(DAYS, st.integers(1, 60), st.sampled_from(ZONES[:4]))
def test_what_is_not_known_never_makes_a_term_longer(day, count, zone):
    assert ahead(day, count, "outre-mer", CALENDAR) <= ahead(day, count, zone, CALENDAR)
    assert back(day, count, "outre-mer", CALENDAR) >= back(day, count, zone, CALENDAR)


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        (date(2026, 9, 1), "B", date(2026, 9, 1)),
        (date(2026, 10, 16), "B", date(2026, 9, 1)),
        (date(2026, 10, 25), "B", date(2026, 9, 1)),  # in the holidays: the period before them
        (date(2026, 11, 2), "B", date(2026, 11, 2)),
        (date(2026, 11, 22), "B", date(2026, 11, 2)),
        (date(2026, 12, 25), "B", date(2026, 11, 2)),
        (date(2027, 2, 12), "A", date(2027, 1, 4)),
        (date(2027, 2, 23), "C", date(2027, 2, 22)),
        (date(2027, 5, 11), "A", date(2027, 4, 26)),  # the bridge of the Ascension is no holidays
        (date(2027, 8, 15), "B", date(2027, 5, 3)),  # the whole summer
        (date(2027, 9, 2), "B", date(2027, 9, 2)),
        (date(2026, 12, 1), "reunion", date(2026, 10, 26)),
        (date(2026, 11, 22), "outre-mer", date(2026, 10, 4)),  # nothing known: seven weeks
        (date(2029, 3, 15), "B", date(2029, 1, 25)),
    ],
)
def test_a_period_begins_after_the_last_holidays(day, zone, expected):
    assert period_start(day, zone, CALENDAR) == expected


@given(DAYS, st.sampled_from(ZONES))
def test_a_period_began_already_and_the_next_day_not_earlier(day, zone):
    begun = period_start(day, zone, CALENDAR)
    assert begun <= day
    assert period_start(day + timedelta(days=1), zone, CALENDAR) >= begun


@given(DAYS, st.sampled_from(ZONES))
def test_no_period_without_its_holidays_is_longer_than_the_longest(day, zone):
    begun = period_start(day, zone, CALENDAR)
    if CALENDAR.is_school_day(day, zone):
        assert (day - begun).days <= LONGEST_PERIOD

"""The three terms of a school year, on the calendar of this installation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.school_calendar import load_calendar
from tallies.terms import Term, is_over, term_of

CALENDAR = load_calendar()
ZONES = ("A", "B", "C", "reunion", "nouvelle-caledonie", "outre-mer", None)
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "zone", "term"),
    [
        (date(2026, 8, 31), "A", Term(2025, 3)),
        (date(2026, 9, 1), "A", Term(2026, 1)),
        (date(2027, 1, 3), "A", Term(2026, 1)),  # the last day of the Christmas holidays
        (date(2027, 1, 4), "A", Term(2026, 2)),
        (date(2027, 4, 18), "C", Term(2026, 2)),
        (date(2027, 4, 19), "C", Term(2026, 3)),
        (date(2027, 4, 19), "B", Term(2026, 2)),  # zone B comes back on 3 May
        (date(2027, 5, 3), "B", Term(2026, 3)),
        (date(2027, 9, 1), "A", Term(2026, 3)),  # that year begins on the second
        (date(2027, 9, 2), "A", Term(2027, 1)),
        (date(2026, 12, 31), "reunion", Term(2026, 1)),
        (date(2027, 1, 1), None, Term(2026, 2)),
        (date(2027, 4, 1), "nouvelle-caledonie", Term(2026, 3)),
    ],
    ids=str,
)
def test_the_term_of_a_day(day: date, zone: str | None, term: Term):
    assert term_of(day, zone, CALENDAR) == term


@given(days, st.sampled_from(ZONES))
def test_terms_follow_one_another_without_a_gap(day: date, zone: str | None):
    before, after = term_of(day, zone, CALENDAR), term_of(day + ONE, zone, CALENDAR)
    following = Term(before.year, before.number + 1) if before.number < 3 else Term(before.year + 1, 1)
    assert after in (before, following)


@given(days, days, st.sampled_from(ZONES))
def test_once_a_term_is_over_no_day_of_any_zone_is_in_it(today: date, later: date, zone: str | None):
    first, second = sorted((today, later))
    for term in (Term(first.year + shift, number) for shift in (-2, -1, 0) for number in (1, 2, 3)):
        if is_over(term, first, CALENDAR):
            assert term_of(second, zone, CALENDAR) != term
            assert term_of(first - ONE, zone, CALENDAR) != term  # nor on a clock behind ours


@given(days, st.sampled_from(ZONES))
def test_the_term_under_way_is_not_over_and_every_term_ends(day: date, zone: str | None):
    term = term_of(day, zone, CALENDAR)
    assert not is_over(term, day, CALENDAR)
    assert is_over(term, day + timedelta(days=365), CALENDAR)

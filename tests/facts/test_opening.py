from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.errors import MalformedFactError, NaiveTimeError
from facts.helplines import load_helplines
from facts.opening import Schedule, opening, schedule_of
from facts.paris import PARIS, in_paris
from tests.facts.hours import instants, paris, tuesday

HOLIDAYS = load_helplines().holidays
NINE_TO_TWENTY_THREE = schedule_of({"from": "09:00", "to": "23:00"})
OFFICE = schedule_of(
    {"from": "10:00", "to": "19:00", "days": ["mon", "tue", "wed", "thu", "fri"], "closed_on_public_holidays": True}
)
ONE_SECOND = timedelta(seconds=1)

schedules = st.builds(
    lambda opens, length, days, closed: Schedule(opens, min(opens + length, 1440), frozenset(days), closed),
    st.integers(0, 1439),
    st.integers(1, 1440),
    st.sets(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), min_size=1),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("hour", "minute", "is_open"),
    [
        (8, 59, False),
        (9, 0, True),
        (12, 0, True),
        (22, 59, True),
        (23, 0, False),
        (23, 59, False),
        (0, 0, False),
        (3, 0, False),
    ],
)
def test_a_line_of_nine_to_twenty_three_is_open_from_nine_included_to_twenty_three_excluded(hour, minute, is_open):
    assert opening(NINE_TO_TWENTY_THREE, tuesday(hour, minute), HOLIDAYS).is_open is is_open


def test_the_last_second_before_closing_is_open():
    assert opening(NINE_TO_TWENTY_THREE, tuesday(22, 59, 59), HOLIDAYS).is_open


def test_an_open_line_says_when_it_closes_and_a_closed_one_when_it_opens():
    assert opening(NINE_TO_TWENTY_THREE, tuesday(9), HOLIDAYS).until == tuesday(23)
    assert opening(NINE_TO_TWENTY_THREE, tuesday(8, 59), HOLIDAYS).next_opening == tuesday(9)
    assert opening(NINE_TO_TWENTY_THREE, tuesday(23), HOLIDAYS).next_opening == paris(2026, 11, 25, 9)


def test_a_line_that_never_closes_is_open_at_any_hour_without_end():
    night = opening(Schedule(), tuesday(3), HOLIDAYS)
    assert (night.is_open, night.until, night.next_opening) == (True, None, None)


def test_the_hour_is_that_of_paris_whatever_the_offset_of_the_instant():
    eight_utc_in_winter = datetime(2026, 11, 24, 8, 0, tzinfo=timezone.utc)
    seven_utc_in_summer = datetime(2026, 7, 14, 7, 0, tzinfo=timezone.utc)
    assert opening(NINE_TO_TWENTY_THREE, eight_utc_in_winter, HOLIDAYS).is_open
    assert not opening(NINE_TO_TWENTY_THREE, eight_utc_in_winter - ONE_SECOND, HOLIDAYS).is_open
    assert opening(NINE_TO_TWENTY_THREE, seven_utc_in_summer, HOLIDAYS).is_open
    assert not opening(NINE_TO_TWENTY_THREE, seven_utc_in_summer - ONE_SECOND, HOLIDAYS).is_open


def test_an_office_line_closes_at_week_ends_and_on_public_holidays():
    friday_evening = opening(OFFICE, paris(2026, 11, 27, 19), HOLIDAYS)
    christmas_eve_evening = opening(OFFICE, paris(2026, 12, 24, 19), HOLIDAYS)
    assert friday_evening.next_opening == paris(2026, 11, 30, 10)
    assert christmas_eve_evening.next_opening == paris(2026, 12, 28, 10)


def test_a_line_open_on_public_holidays_answers_at_christmas():
    assert opening(NINE_TO_TWENTY_THREE, paris(2026, 12, 25, 10), HOLIDAYS).is_open


def test_a_line_that_closes_at_midnight_is_open_until_the_first_second_of_the_next_day():
    evening = schedule_of({"from": "18:00", "to": "24:00"})
    assert opening(evening, tuesday(23, 59, 59), HOLIDAYS).until == paris(2026, 11, 25, 0)
    assert not opening(evening, paris(2026, 11, 25, 0), HOLIDAYS).is_open


@pytest.mark.parametrize("first_hour", [0, 1, 2, 3])
def test_the_nights_of_the_change_of_hour_are_open_exactly_as_long_as_they_last(first_hour):
    spring, autumn = (2027, 3, 28), (2026, 10, 25)
    for day, hours_lost in ((spring, 1), (autumn, -1)):
        night = schedule_of({"from": f"{first_hour:02}:00", "to": "06:00"})
        starts = paris(*day, first_hour).astimezone(timezone.utc)
        state = opening(night, starts, HOLIDAYS)
        assert state.is_open
        lasted = (state.until - starts).total_seconds() / 3600
        crosses = first_hour <= 2
        assert lasted == 6 - first_hour - (hours_lost if crosses else 0)


@given(schedules, instants)
def test_what_a_closed_line_announces_is_true(schedule, at):
    state = opening(schedule, at, HOLIDAYS)
    if state.is_open or state.next_opening is None:
        return
    assert state.next_opening > at
    assert opening(schedule, state.next_opening, HOLIDAYS).is_open
    assert not opening(schedule, state.next_opening - ONE_SECOND, HOLIDAYS).is_open or schedule.closes == 1440


@given(schedules, instants)
def test_what_an_open_line_announces_is_true(schedule, at):
    state = opening(schedule, at, HOLIDAYS)
    if not state.is_open:
        return
    assert state.until > at
    assert opening(schedule, state.until - ONE_SECOND, HOLIDAYS).is_open
    after = opening(schedule, state.until, HOLIDAYS)
    assert not after.is_open or schedule.opens == 0


@given(schedules, instants)
def test_a_line_is_open_exactly_when_the_clock_of_paris_is_between_its_hours_on_one_of_its_days(schedule, at):
    local = in_paris(at)
    minutes = local.hour * 60 + local.minute
    on_a_day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[local.weekday()] in schedule.days
    on_holiday = schedule.closed_on_public_holidays and HOLIDAYS.has(local.date())
    expected = on_a_day and not on_holiday and schedule.opens <= minutes < schedule.closes
    if local.date() == date(2027, 3, 28) and local.hour < 4:
        return  # the hour that does not exist has its own test
    assert opening(schedule, at, HOLIDAYS).is_open is expected


@given(instants)
def test_the_answer_does_not_depend_on_how_the_instant_is_written(at):
    assert opening(NINE_TO_TWENTY_THREE, at, HOLIDAYS) == opening(NINE_TO_TWENTY_THREE, at.astimezone(PARIS), HOLIDAYS)


def test_an_hour_without_its_offset_is_refused():
    with pytest.raises(NaiveTimeError):
        opening(NINE_TO_TWENTY_THREE, datetime(2026, 11, 24, 10), HOLIDAYS)  # noqa: DTZ001 (what is refused)


@pytest.mark.parametrize(
    "written",
    [
        "sometimes",
        {"from": "23:00", "to": "09:00"},
        {"from": "9h", "to": "23:00"},
        {"from": "09:00", "to": "25:00"},
        {"from": "09:00", "to": "09:00"},
        {"from": "09:00", "to": "23:00", "days": ["lundi"]},
        {"from": "09:00", "to": "23:00", "days": []},
    ],
)
def test_a_schedule_that_cannot_be_right_is_refused(written):
    with pytest.raises(MalformedFactError):
        schedule_of(written)

"""The calendar is data with its sources; two maintained packages say the same, day by day. They are not needed to run."""

from datetime import date, timedelta

import holidays
import pytest
from vacances_scolaires_france import SchoolHolidayDates

from facts.helplines import load_helplines
from facts.places import local_holidays
from facts.school_calendar import load_calendar

CALENDAR = load_calendar()
SUBDIVISIONS = {
    "067": "57", "971": "971", "972": "972", "973": "973", "974": "974", "976": "976",
    "977": "BL", "978": "MF", "986": "WF", "987": "PF", "988": "NC", "975": "PM", "075": "",
}  # fmt: skip
FIRST_OF_2026, FIRST_OF_2027 = date(2026, 9, 1), date(2027, 9, 2)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


@pytest.mark.parametrize("zone", ["A", "B", "C"])
@pytest.mark.parametrize(("first", "last"), [(FIRST_OF_2026, date(2027, 7, 2)), (FIRST_OF_2027, date(2028, 1, 31))])
def test_each_day_of_class_and_of_holidays_is_that_of_the_package(zone, first, last):
    known = SchoolHolidayDates()
    for day in days(first, last):
        without_class = known.is_holiday_for_zone(day, zone) or load_helplines().holidays.has(day)
        assert CALENDAR.is_term_day(day, zone) is not without_class, (day, zone)


@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_the_second_year_is_written_to_its_end_and_waits_for_a_person_to_verify_it(zone):
    assert CALENDAR.is_term_day(date(2028, 2, 1), zone) is None
    assert CALENDAR.last_day == date(2028, 1, 31)


@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_the_summer_between_two_years_is_known_to_be_without_class(zone):
    known = SchoolHolidayDates()
    for day in days(date(2027, 7, 3), date(2027, 8, 31)):
        assert CALENDAR.is_term_day(day, zone) is False
        assert known.is_holiday_for_zone(day, zone)


@pytest.mark.parametrize("prefix", sorted(SUBDIVISIONS))
def test_each_public_holiday_of_each_place_is_that_of_the_package(prefix):
    told = holidays.country_holidays("FR", subdiv=SUBDIVISIONS[prefix] or None, years=[2026, 2027, 2028])
    everywhere, here = load_helplines().holidays, local_holidays(prefix + "0001A")
    ours = {day for day in days(date(2026, 1, 1), date(2028, 12, 31)) if everywhere.has(day) or here.has(day)}
    assert ours == set(told)


def test_the_zones_described_are_said_and_those_that_are_not_are_never_affirmed():
    assert CALENDAR.zones == {"A", "B", "C", "reunion", "nouvelle-caledonie"}
    for zone in ("corse", "guadeloupe", "martinique", "guyane", "mayotte", "polynesie", "outre-mer"):
        assert all(CALENDAR.is_term_day(day, zone) is None for day in days(FIRST_OF_2026, date(2027, 7, 2)))

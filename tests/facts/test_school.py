from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.errors import MalformedFactError
from facts.paris import in_paris
from facts.reading import read
from facts.school import school_time
from facts.school_calendar import calendar_of, load_calendar
from facts.school_words import say_school_time
from tests.facts.hours import instants, paris

CALENDAR = load_calendar()


@pytest.mark.parametrize(
    ("name", "at", "zone", "expected"),
    [
        ("a school morning", paris(2026, 11, 24, 10), "B", "peuvent le lire aujourd'hui"),
        ("the first minute of school", paris(2026, 11, 24, 8), "B", "peuvent le lire aujourd'hui"),
        ("before school", paris(2026, 11, 24, 7, 59), "B", "attendra ce matin"),
        ("the minute school ends", paris(2026, 11, 24, 17), "B", "attendra demain matin"),
        ("wednesday afternoon", paris(2026, 11, 25, 12), "B", "attendra demain matin"),
        ("friday evening", paris(2026, 11, 27, 18), "B", "attendra lundi matin"),
        ("sunday", paris(2026, 11, 29, 12), "B", "attendra demain matin"),
        ("the last evening before Christmas", paris(2026, 12, 18, 18), "B", "attendra la rentrée"),
        ("the last Sunday of the Christmas holidays", paris(2027, 1, 3, 12), "B", "attendra demain matin"),
        ("a public holiday", paris(2026, 11, 11, 10), "B", "attendra demain matin"),
        ("winter holidays of zone C, seen from zone C", paris(2027, 2, 9, 10), "C", "attendra la rentrée"),
        ("winter holidays of zone C, seen from zone A", paris(2027, 2, 9, 10), "A", "peuvent le lire aujourd'hui"),
        ("winter holidays of zone C, zone not known", paris(2027, 2, 9, 10), None, "pendant les vacances, personne"),
        ("a zone that does not exist", paris(2027, 2, 9, 10), "Z", "pendant les vacances, personne"),
        ("the bridge of May", paris(2027, 5, 7, 10), "B", "attendra lundi matin"),
        ("the summer", paris(2027, 7, 20, 10), "B", "attendra la rentrée"),
        ("the first evening of the summer", paris(2027, 7, 2, 18), "B", "attendra la rentrée"),
        ("a summer which is not described", paris(2028, 7, 20, 10), "B", "pendant les vacances, personne"),
        ("a year past its validity", paris(2028, 3, 14, 10), "B", "pendant les vacances, personne"),
        ("a day unsure for La Réunion", paris(2027, 5, 5, 10), "reunion", "pendant les vacances, personne"),
        ("the southern summer", paris(2027, 1, 12, 10), "reunion", "attendra la rentrée"),
        ("Corse, which is not described", paris(2026, 11, 24, 10), "corse", "pendant les vacances, personne"),
    ],
)
def test_what_is_said_of_a_message_to_the_school(name, at, zone, expected):
    assert expected in say_school_time(at, zone)


@given(instants, st.sampled_from(["A", "B", "C", None]))
def test_a_school_said_to_be_open_is_never_in_holidays_nor_at_night(at, zone):
    if school_time(at, zone, CALENDAR).is_open:
        local = in_paris(at)
        assert local.weekday() < 5
        assert 8 <= local.hour < 17
        assert CALENDAR.is_school_day(local.date(), zone)


@given(instants, st.sampled_from(["A", "B", "C"]))
def test_not_knowing_the_zone_is_never_surer_than_knowing_it(at, zone):
    without = school_time(at, None, CALENDAR)
    if without.is_open is not None:
        assert without.is_open == school_time(at, zone, CALENDAR).is_open


def test_no_sentence_about_the_school_promises_an_hour():
    sentences = read("phrases")["school"].values()
    assert all(not any(character.isdigit() for character in sentence) for sentence in sentences)


def test_a_calendar_past_its_date_knows_nothing_any_more():
    content = read("calendar")
    content["school"]["years"][0]["valid_until"] = date(2026, 12, 1)
    del content["school"]["years"][1:]
    assert school_time(paris(2026, 12, 2, 10), "B", calendar_of(content)).is_open is None


@pytest.mark.parametrize(
    "change",
    [{"zones": ["D"]}, {"zones": []}, {"to": date(2026, 1, 1)}, {"from": date(2026, 8, 1)}, {"to": date(2027, 8, 1)}],
)
def test_holidays_that_cannot_be_right_are_refused(change):
    content = read("calendar")
    content["school"]["years"][0]["holidays"][0] |= change
    with pytest.raises(MalformedFactError):
        calendar_of(content)


@pytest.mark.parametrize(
    "change",
    [
        {"zones": []},
        {"source": ""},
        {"valid_until": date(2026, 11, 22)},
        {"first_day": date(2027, 8, 1)},
        {"last_day": date(2026, 8, 1)},
    ],
    ids=str,
)
def test_a_school_year_that_cannot_be_right_is_refused(change):
    content = read("calendar")
    content["school"]["years"][0] |= change
    with pytest.raises(MalformedFactError):
        calendar_of(content)

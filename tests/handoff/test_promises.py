"""What is promised to a pupil: never sooner than what will be, never at an hour when nobody reads."""

from datetime import date, datetime, timedelta, timezone
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.paris import wall, weekday_of
from facts.school_calendar import load_calendar
from handoff.waiting.absences import Absence
from handoff.waiting.promises import WRITING, promise, promise_for_any, say
from handoff.waiting.reader_clock import likely_end
from schools.page import Absence as SchoolAbsence
from tests.handoff.school_rules import rules

CALENDAR = load_calendar()
PARIS = ZoneInfo("Europe/Paris")
SENTENCE = "Un adulte l'ouvrira au plus tard {date} à {time}."
ONE, TWO = "lemoine", "diallo"
MOMENTS = st.integers(0, 470 * 24 * 60).map(
    lambda minutes: datetime(2026, 9, 1, tzinfo=timezone.utc) + timedelta(minutes=minutes)
)
KNOWN_ZONES = st.sampled_from(["A", "B", "C", "reunion", "nouvelle-caledonie"])


def paris(*shown: int) -> datetime:
    return datetime(*shown, tzinfo=PARIS)  # type: ignore[misc, arg-type]


def told(at: datetime, zone: str = "B", away: dict[str, Absence] | None = None, **page: object) -> str:
    school = rules(zone, **page)
    by = promise(school, (ONE, TWO), away or {}, at)
    return "" if by is None else say(by, school.times, SENTENCE)


@pytest.mark.parametrize(
    ("name", "at", "zone", "page", "expected"),
    [
        ("a Sunday", paris(2026, 11, 22, 10), "B", {}, "mardi 24 novembre à 17 h"),
        ("before school", paris(2026, 11, 23, 7, 59), "B", {"delay_days": 1}, "lundi 23 novembre à 17 h"),
        ("the first minute", paris(2026, 11, 23, 8), "B", {"delay_days": 1}, "lundi 23 novembre à 17 h"),
        ("once the day has begun it is not a whole day", paris(2026, 11, 23, 8, 1), "B", {"delay_days": 1}, "mardi 24 novembre à 17 h"),
        ("a Wednesday ends at noon", paris(2026, 11, 24, 9), "B", {"delay_days": 1}, "mercredi 25 novembre à 12 h"),
        ("a Friday evening", paris(2026, 11, 27, 19), "B", {}, "mardi 1er décembre à 17 h"),
        ("the last evening before Christmas", paris(2026, 12, 18, 18), "B", {}, "mardi 5 janvier à 17 h"),
        ("winter in zone C", paris(2027, 2, 5, 12), "C", {}, "mardi 23 février à 17 h"),
        ("the same day in zone A", paris(2027, 2, 5, 12), "A", {}, "mardi 9 février à 17 h"),
        ("the summer", paris(2027, 7, 10, 12), "B", {}, "vendredi 3 septembre à 17 h"),
        ("the bridge of the Ascension", paris(2027, 5, 5, 9), "B", {"delay_days": 1}, "lundi 10 mai à 17 h"),
        ("armistice day", paris(2026, 11, 10, 9), "B", {"delay_days": 1}, "jeudi 12 novembre à 17 h"),
        ("its own hours", paris(2026, 11, 22, 10), "B", {"hours": {"thu": (13 * 60, 16 * 60 + 30)}, "delay_days": 1}, "jeudi 26 novembre à 16 h 30"),
        ("a Saturday of its own", paris(2026, 11, 27, 19), "B", {"hours": {"sat": (8 * 60, 11 * 60)}, "delay_days": 1}, "samedi 28 novembre à 11 h"),
        ("its own absences", paris(2026, 11, 22, 10), "B", {"absences": (SchoolAbsence(date(2026, 11, 23), date(2026, 11, 26)),)}, "lundi 30 novembre à 17 h"),
        ("an island described", paris(2026, 11, 22, 10), "reunion", {}, "mardi 24 novembre à 17 h"),
        ("an island that is not described", paris(2026, 11, 22, 10), "outre-mer", {}, ""),
        ("a year that is not described", paris(2028, 3, 14, 10), "B", {}, ""),
        ("the last day that is described", paris(2028, 1, 30, 10), "B", {}, ""),
        ("a school that does not read for a year", paris(2026, 11, 22, 10), "B", {"absences": (SchoolAbsence(date(2026, 11, 1), date(2027, 10, 30)),)}, ""),
    ],
)  # fmt: skip
def test_what_the_pupil_is_told(name, at, zone, page, expected):
    assert told(at, zone, **page) == (f"Un adulte l'ouvrira au plus tard {expected}." if expected else ""), name


def test_a_day_that_is_unsure_is_not_counted_and_the_promise_is_only_later():
    school = rules("reunion", "Indian/Reunion", delay_days=1)
    by = promise(school, (ONE,), {}, datetime(2027, 3, 15, 12, tzinfo=ZoneInfo("Indian/Reunion")))
    assert by is not None
    assert say(by, school.times, "{date} à {time}") == "mardi 30 mars à 17 h"  # the 16th may be of the holidays


def test_the_hour_is_that_of_the_schools_own_clock():
    school = rules("nouvelle-caledonie", "Pacific/Noumea", delay_days=1)
    by = promise(school, (ONE,), {}, paris(2026, 11, 22, 10))
    assert by is not None
    assert say(by, school.times, SENTENCE) == "Un adulte l'ouvrira au plus tard lundi 23 novembre à 17 h."
    assert by.astimezone(PARIS).hour == 7


def test_a_public_holiday_of_its_place_only_is_no_day_of_reading():
    thursday = paris(2027, 3, 25, 18)  # then Good Friday, which is one in Alsace-Moselle, and Easter Monday everywhere
    for uai, expected in (("0330139P", "vendredi 26 mars à 17 h"), ("0670001A", "mardi 30 mars à 17 h")):
        school = rules("B", uai=uai, delay_days=1)
        by = promise(school, (ONE,), {}, thursday)
        assert by is not None
        assert say(by, school.times, "{date} à {time}") == expected


@pytest.mark.parametrize(
    ("absences", "expected"),
    [
        ({}, "mardi 24 novembre à 17 h"),
        ({ONE: Absence(date(2026, 11, 20), date(2026, 12, 4))}, "mardi 24 novembre à 17 h"),
        ({ONE: Absence(date(2026, 11, 20), date(2026, 11, 30)), TWO: Absence(date(2026, 11, 24), date(2026, 11, 24))}, "mercredi 25 novembre à 12 h"),
        ({who: Absence(date(2026, 11, 20), date(2026, 12, 4)) for who in (ONE, TWO)}, "mardi 8 décembre à 17 h"),
        ({who: Absence(date(2026, 11, 20), date(2027, 6, 30)) for who in (ONE, TWO)}, ""),
    ],
)  # fmt: skip
def test_the_promise_of_several_is_that_of_the_first_who_has_been_there_long_enough(absences, expected):
    assert told(paris(2026, 11, 22, 10), away=absences) == (
        f"Un adulte l'ouvrira au plus tard {expected}." if expected else ""
    )


def test_to_nobody_nothing_is_promised():
    assert promise(rules(), (), {}, paris(2026, 11, 22, 10)) is None
    assert promise_for_any(rules(), (), {}, paris(2026, 11, 22, 10)) is None


def test_where_one_of_the_readers_is_away_for_long_nothing_holds_for_any_choice():
    away = {ONE: Absence(date(2026, 11, 20), date(2027, 6, 30))}
    assert promise_for_any(rules(), (ONE, TWO), away, paris(2026, 11, 22, 10)) is None
    assert promise_for_any(rules(), (TWO,), away, paris(2026, 11, 22, 10)) is not None


HOURS = st.none() | st.dictionaries(
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat"]),
    st.tuples(st.integers(6 * 60, 11 * 60), st.integers(11 * 60 + 30, 20 * 60)),
    min_size=1,
)
AWAY = st.dictionaries(
    st.sampled_from([ONE, TWO]),
    st.builds(
        lambda first, days: Absence(first, first + timedelta(days=days)),
        st.dates(date(2026, 9, 1), date(2027, 12, 20)),
        st.integers(0, 60),
    ),
)
SCHOOLS = st.builds(
    lambda zone, hours, delay, first, days: rules(
        zone,
        hours=hours or {},
        delay_days=delay,
        absences=(SchoolAbsence(first, first + timedelta(days=days)),),
    ),
    KNOWN_ZONES,
    HOURS,
    st.none() | st.integers(1, 5),
    st.dates(date(2026, 9, 1), date(2027, 12, 20)),
    st.integers(0, 20),
)


@given(SCHOOLS, AWAY, MOMENTS)
def test_what_is_promised_is_the_end_of_a_day_when_the_school_reads_and_somebody_chosen_is_there(school, away, at):
    by = promise(school, (ONE, TWO), away, at)
    if by is None:
        return
    day = by.astimezone(school.times.clock).date()
    hours = (school.times.hours or CALENDAR.hours)[weekday_of(day)]
    assert by == wall(day, hours[1], school.times.clock)
    assert by > at
    assert CALENDAR.is_term_day(day, school.zone) is True
    assert not school.times.is_absent(day)
    assert any(who not in away or not away[who].covers(day) for who in (ONE, TWO))


@given(SCHOOLS, AWAY, MOMENTS)
def test_between_the_sending_and_the_promise_somebody_has_as_many_whole_days_as_the_school_says(school, away, at):
    by = promise(school, (ONE, TWO), away, at)
    if by is None:
        return
    whole = {ONE: 0, TWO: 0}
    for n in range((by.date() - at.date()).days + 2):
        day = at.astimezone(school.times.clock).date() + timedelta(days=n)
        hours = (school.times.hours or CALENDAR.hours).get(weekday_of(day))
        if hours is None or school.times.is_absent(day) or not CALENDAR.is_term_day(day, school.zone):
            continue
        fits = wall(day, hours[0], school.times.clock) >= at and wall(day, hours[1], school.times.clock) <= by
        for who in whole:
            whole[who] += fits and not (who in away and away[who].covers(day))
    assert max(whole.values()) == school.delay_days


@given(SCHOOLS, AWAY, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_who_sends_later_is_never_promised_sooner(school, away, at, waited):
    earlier, later = (promise(school, (ONE, TWO), away, moment) for moment in (at, at + waited))
    assert earlier is None or later is None or earlier <= later


@given(SCHOOLS, AWAY, MOMENTS, st.timedeltas(timedelta(0), WRITING))
def test_what_is_shown_with_the_list_still_holds_whoever_is_chosen_and_whenever_it_is_sent(school, away, at, writing):
    shown = promise_for_any(school, (ONE, TWO), away, at + WRITING)
    if shown is None:
        return
    for count in (1, 2):
        for chosen in combinations((ONE, TWO), count):
            kept = promise(school, chosen, away, at + writing)
            assert kept is not None
            assert kept <= shown


@given(SCHOOLS, MOMENTS)
def test_a_reminder_is_never_later_than_what_was_promised(school, at):
    by = promise(school, (ONE,), {}, at)
    likely = likely_end(school, at, school.delay_days, CALENDAR)
    assert by is None or (likely is not None and likely <= by)

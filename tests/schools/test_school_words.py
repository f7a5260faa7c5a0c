"""What `{school.now}` says for one school, with its own hours, its absences, its clock."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.school_words import LONGEST, could_be_said, say_school_time, say_without_school
from schools.page import Absence, SchoolPage
from schools.reading import say, times_of
from tests.schools.moments import PARIS, REUNION, at

WHOLE_DAYS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (8 * 60, 17 * 60))
AFTERNOONS = dict.fromkeys(("mon", "tue", "thu", "fri"), (13 * 60, 17 * 60))
SATURDAYS = {"sat": (8 * 60, 12 * 60)}
NOW = "Ils peuvent le lire aujourd'hui"
UNKNOWN = "La nuit, le week-end et pendant les vacances, personne ne le lit."


def page(hours=None, *absences: tuple[date, date]) -> SchoolPage:
    return SchoolPage(hours=hours or {}, absences=tuple(Absence(*each) for each in absences))


@pytest.mark.parametrize(
    ("name", "said_by", "moment", "zone", "expected"),
    [
        ("the first minute", page(AFTERNOONS), at(PARIS, 2026, 11, 24, 13), "B", NOW),
        ("the last minute", page(AFTERNOONS), at(PARIS, 2026, 11, 24, 16, 59), "B", NOW),
        ("the morning of a school that reads in the afternoon", page(AFTERNOONS), at(PARIS, 2026, 11, 24, 10), "B", "Personne ne lit à l'école en ce moment. Ton message attendra cet après-midi."),
        ("wednesday, when it does not read", page(AFTERNOONS), at(PARIS, 2026, 11, 25, 10), "B", "Personne ne lit à l'école en ce moment. Ton message attendra demain après-midi."),
        ("23 h", page(AFTERNOONS), at(PARIS, 2026, 11, 24, 23), "B", "Personne ne lit à l'école en ce moment. Ton message attendra jeudi après-midi."),
        ("23 h, prudent hours", page(), at(PARIS, 2026, 11, 24, 23), "B", "L'école est fermée maintenant. Ton message attendra demain matin."),
        ("a saturday that is read", page(SATURDAYS), at(PARIS, 2026, 11, 28, 9), "B", NOW),
        ("a saturday in the holidays", page(SATURDAYS), at(PARIS, 2026, 12, 19, 9), "B", "L'école est fermée maintenant. Ton message attendra la rentrée."),
        ("friday, when only saturdays are read", page(SATURDAYS), at(PARIS, 2026, 11, 27, 9), "B", "Personne ne lit à l'école en ce moment. Ton message attendra demain matin."),
        ("sunday", page(WHOLE_DAYS), at(PARIS, 2026, 11, 29, 12), "B", "L'école est fermée maintenant. Ton message attendra demain matin."),
        ("a day of absence", page(None, (date(2026, 11, 24), date(2026, 11, 24))), at(PARIS, 2026, 11, 24, 10), "B", "Personne ne lit à l'école en ce moment. Ton message attendra demain matin."),
        ("the evening before two days of absence", page(None, (date(2026, 11, 25), date(2026, 11, 26))), at(PARIS, 2026, 11, 24, 20), "B", "L'école est fermée maintenant. Ton message attendra vendredi matin."),
        ("the last minute before an absence", page(None, (date(2026, 11, 25), date(2026, 11, 26))), at(PARIS, 2026, 11, 24, 16, 59), "B", NOW),
        ("the first minute of the day after", page(None, (date(2026, 11, 23), date(2026, 11, 24))), at(PARIS, 2026, 11, 25, 8), "B", NOW),
        ("a long absence in term time is no holiday", page(None, (date(2026, 11, 23), date(2026, 12, 4))), at(PARIS, 2026, 11, 24, 10), "B", "Personne ne lit à l'école en ce moment. Ton message attendra le retour des adultes."),
        ("an absence without end in sight", page(None, (date(2026, 11, 23), date(2027, 6, 30))), at(PARIS, 2026, 11, 24, 10), "B", "Personne ne lit à l'école en ce moment. Ton message attendra."),
        ("winter holidays of zone C in zone C", page(WHOLE_DAYS), at(PARIS, 2027, 2, 9, 10), "C", "L'école est fermée maintenant. Ton message attendra la rentrée."),
        ("winter holidays of zone C in zone A", page(WHOLE_DAYS), at(PARIS, 2027, 2, 9, 10), "A", NOW),
        ("winter holidays of zone C in zone B", page(WHOLE_DAYS), at(PARIS, 2027, 2, 9, 10), "B", NOW),
        ("a public holiday", page(WHOLE_DAYS), at(PARIS, 2026, 11, 11, 10), "B", "L'école est fermée maintenant. Ton message attendra demain matin."),
        ("the summer, within its hours", page(WHOLE_DAYS), at(PARIS, 2027, 7, 20, 10), "B", "L'école est fermée maintenant. Ton message attendra la rentrée."),
        ("the summer, out of its hours", page(WHOLE_DAYS), at(PARIS, 2027, 7, 20, 20), "B", "L'école est fermée maintenant. Ton message attendra la rentrée."),
        ("a summer that is not described, within its hours", page(WHOLE_DAYS), at(PARIS, 2028, 7, 20, 10), "B", UNKNOWN),
        ("a summer that is not described, out of its hours", page(WHOLE_DAYS), at(PARIS, 2028, 7, 20, 20), "B", "Personne ne lit à l'école en ce moment. Ton message attendra."),
        ("after the clocks changed, half past six of UTC is half past eight", page({"tue": (8 * 60, 9 * 60)}), datetime(2027, 3, 30, 6, 30, tzinfo=timezone.utc), "B", NOW),
        ("before the clocks change, it is half past seven", page({"tue": (8 * 60, 9 * 60)}), datetime(2027, 3, 23, 6, 30, tzinfo=timezone.utc), "B", "Personne ne lit à l'école en ce moment. Ton message attendra ce matin."),
        ("overseas, within its hours: not affirmed", page(WHOLE_DAYS), at(REUNION, 2026, 11, 24, 10), "outre-mer", UNKNOWN),
        ("overseas, out of its hours", page(WHOLE_DAYS), at(REUNION, 2026, 11, 24, 18), "outre-mer", "Personne ne lit à l'école en ce moment. Ton message attendra."),
        ("overseas, nothing said", page(), at(REUNION, 2026, 11, 24, 23), "outre-mer", UNKNOWN),
        ("overseas, on a holiday of the mainland", page(), at(REUNION, 2026, 12, 22, 10), "outre-mer", UNKNOWN),
        ("overseas, away", page(None, (date(2026, 11, 24), date(2026, 11, 24))), at(REUNION, 2026, 11, 24, 0, 30), "outre-mer", "Personne ne lit à l'école en ce moment. Ton message attendra."),
    ],
)  # fmt: skip
def test_what_a_school_says_of_its_time(name, said_by, moment, zone, expected):
    place = REUNION if "overseas" in name else PARIS
    assert say(said_by, zone, moment, place).startswith(expected)


def test_the_clock_of_a_school_overseas_is_its_own():
    reads = page(WHOLE_DAYS)
    moment = at(REUNION, 2026, 11, 24, 16, 30)  # 13 h 30 in Paris
    assert say(reads, "A", moment, REUNION).startswith(NOW)
    assert not say(reads, "A", moment + timedelta(hours=1), REUNION).startswith(NOW)
    assert say(reads, "A", moment + timedelta(hours=1), PARIS).startswith(NOW)


moments = st.datetimes(datetime(2026, 9, 1), datetime(2027, 7, 30), timezones=st.just(timezone.utc))  # noqa: DTZ001
minutes = st.integers(6 * 60, 19 * 60)
some_hours = st.dictionaries(
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat"]),
    st.tuples(minutes, st.integers(30, 60)).map(lambda pair: (pair[0], pair[0] + pair[1])),
)
days = st.dates(date(2026, 9, 1), date(2027, 7, 30))
some_absences = st.lists(st.tuples(days, st.integers(0, 20)).map(lambda pair: Absence(pair[0], pair[0] + timedelta(pair[1]))), max_size=4)  # fmt: skip
some_pages = st.builds(
    SchoolPage, hours=some_hours, absences=some_absences.map(tuple), delay_days=st.none() | st.integers(1, 5)
)
zones = st.sampled_from(["A", "B", "C", "outre-mer", "Z"])
places = st.sampled_from([PARIS, REUNION, "America/Cayenne", "Pacific/Noumea"])


@given(some_pages, zones, moments, places)
def test_every_sentence_is_one_that_could_be_said_and_is_short(said_by, zone, moment, place):
    sentence = say(said_by, zone, moment, place)
    assert sentence in could_be_said()
    assert len(sentence) <= LONGEST


@given(some_pages, zones, moments, places)
def test_nobody_is_said_to_read_during_an_absence_out_of_hours_or_in_a_zone_not_known(said_by, zone, moment, place):
    if say(said_by, zone, moment, place).startswith(NOW):
        there = moment.astimezone(ZoneInfo(place))
        times = times_of(said_by, place)
        assert zone in "ABC"
        assert not times.is_absent(there.date())
        assert 6 <= there.hour < 20
        if said_by.hours:
            opens, closes = said_by.hours[("mon", "tue", "wed", "thu", "fri", "sat", "sun")[there.weekday()]]
            assert opens <= there.hour * 60 + there.minute < closes


@given(some_absences.map(tuple), zones, moments)
def test_an_absence_never_opens_a_school(absences, zone, moment):
    if say(SchoolPage(absences=absences), zone, moment).startswith(NOW):
        assert say(SchoolPage(), zone, moment).startswith(NOW)


def test_a_delay_is_the_word_of_the_school_and_follows_the_hours():
    said = say(SchoolPage(delay_days=2), "B", at(PARIS, 2026, 11, 24, 20))
    assert said.endswith(
        "Ton message attendra demain matin. Ton école dit qu'un adulte lit en deux jours d'école au plus."
    )


@given(moments)
def test_when_the_school_is_not_known_nobody_is_said_to_read(moment):
    for everywhere_known in (True, False):
        sentence = say_without_school(moment, everywhere_known=everywhere_known)
        assert not sentence.startswith(NOW)
        assert sentence in could_be_said()
    assert say_without_school(moment, everywhere_known=False) == UNKNOWN


def test_when_the_school_is_not_known_the_night_is_closed_everywhere_on_the_mainland():
    said = say_without_school(at(PARIS, 2026, 11, 24, 22), everywhere_known=True)
    assert said == "L'école est fermée maintenant. Ton message attendra demain matin."


def test_a_sentence_of_ours_has_at_most_twelve_words_for_the_youngest():
    for said in could_be_said():
        for sentence in said.replace("?", ".").split(". "):
            assert len(sentence.split()) <= 12, sentence


def test_the_sentence_without_a_school_is_still_the_one_of_before():
    assert say_school_time(at(PARIS, 2026, 11, 24, 20), "B") == say(SchoolPage(), "B", at(PARIS, 2026, 11, 24, 20))

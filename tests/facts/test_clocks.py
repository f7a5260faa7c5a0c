from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.cards import card, cards
from facts.clocks import METROPOLE, SOMEWHERE, Clock, clock_named
from facts.helplines import NEVER, load_helplines
from facts.paris import PARIS
from facts.placeholders import fill
from tests.facts.hours import instants, tuesday

KNOWN = load_helplines()
PLACES = ["Europe/Paris", "Indian/Reunion", "Indian/Mayotte", "America/Martinique", "America/Guadeloupe", "America/Cayenne", "America/Miquelon", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Marquesas", "Pacific/Wallis"]  # fmt: skip
clocks = st.sampled_from(PLACES).map(lambda name: Clock(ZoneInfo(name)))
lines = st.sampled_from(sorted(line.id for line in KNOWN.lines.values() if line.shown != NEVER))
NEVER_CLOSE = [name for name in KNOWN.by_default() if KNOWN.lines[name].schedule.always]


@given(lines, instants, clocks)
def test_whether_a_line_answers_does_not_depend_on_where_the_pupil_lives(line, at, clock):
    assert card(line, at, clock=clock)["open"] is card(line, at)["open"]


@given(lines, instants)
def test_on_the_clock_of_paris_nothing_is_added(line, at):
    assert card(line, at, clock=Clock(PARIS)) == card(line, at)
    assert "heure de" not in str(card(line, at))


@given(st.sampled_from(["3018", "fil_sante_jeunes", "3928"]), instants, clocks)
def test_where_clocks_differ_an_hour_is_said_to_be_that_of_the_pupil(line, at, clock):
    shown = card(line, at, clock=clock)
    assert shown["now"].endswith("heure de chez toi") is (clock != METROPOLE)
    assert shown["hours"].endswith("heure de chez toi") is (clock != METROPOLE)


@given(st.sampled_from(NEVER_CLOSE), instants, clocks)
def test_a_line_that_never_closes_says_no_hour_anywhere(line, at, clock):
    assert card(line, at, clock=clock) == card(line, at)


@given(st.sampled_from(["3018", "3928"]), instants)
def test_when_it_is_not_known_where_the_pupil_is_hours_are_those_of_paris_and_said_to_be(line, at):
    known, unknown = card(line, at), card(line, at, clock=SOMEWHERE)
    assert unknown["now"] == known["now"] + ", heure de Paris"
    assert unknown["hours"] == known["hours"] + ", heure de Paris"


def test_a_sentence_says_the_hours_of_the_pupil_too():
    said = fill("Il répond {3018.hours}. {3018.now}.", tuesday(6), clock=Clock(ZoneInfo("Indian/Reunion")))
    assert said == (
        "Il répond tous les jours de 12 h à 2 h, heure de chez toi. "
        "Fermé maintenant. Ouvre aujourd'hui à 12 h, heure de chez toi."
    )


def test_half_an_hour_of_difference_is_said():
    assert "de 22 h 30 à 12 h 30" in card("3018", tuesday(12), clock=Clock(ZoneInfo("Pacific/Marquesas")))["hours"]


def test_a_closing_at_local_midnight_is_the_end_of_the_evening():
    in_september = datetime(
        2026, 9, 22, 12, tzinfo=timezone.utc
    )  # 23 h in Paris is midnight nowhere in France: Moscow shows it
    assert "à 24 h" in card("3018", in_september, clock=Clock(ZoneInfo("Europe/Moscow")))["hours"]


@pytest.mark.parametrize(
    "clock", [METROPOLE, SOMEWHERE, *(Clock(ZoneInfo(name)) for name in PLACES)], ids=lambda clock: clock.name
)
def test_a_clock_goes_from_one_process_to_another_by_its_name(clock):
    assert clock_named(clock.name) == clock


@pytest.mark.parametrize(
    "name", ["", "Paris", "../../etc/passwd", "/etc/localtime", None, 3, ["Europe/Paris"], "Europe"]
)
def test_what_is_not_the_name_of_a_clock_is_none(name):
    assert clock_named(name) is None


@given(instants, clocks)
def test_all_the_cards_of_a_message_are_on_the_same_clock(at, clock):
    for shown in cards(["3018", "fil_sante_jeunes", "119"], at, clock=clock):
        assert shown == card(shown["id"], at, clock=clock)


@given(st.integers(0, 60 * 24 * 180), clocks)
def test_the_opening_that_is_told_comes_true_at_the_hour_told(minute, clock):
    at = datetime(2026, 11, 22, tzinfo=timezone.utc) + timedelta(minutes=minute)
    opening = KNOWN.opening("3018", at)
    if opening.is_open:
        return
    shown = clock.shows(opening.next_opening)
    assert f"à {shown.hour} h" in card("3018", at, clock=clock)["now"]
    assert card("3018", opening.next_opening, clock=clock)["open"]

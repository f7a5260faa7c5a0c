"""What must hold at every minute of a year, the two changes of hour included."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.helplines import NEVER, Helplines, load_helplines
from facts.orientation import is_situation, lines_for
from facts.paris import in_paris
from facts.reading import read

SITUATIONS = [name for name in read("orientation")["situations"] if is_situation(name)]
YEAR_LATER = {name: replace(line, valid_until=date(2029, 1, 1)) for name, line in load_helplines().lines.items()}
KNOWN = Helplines(YEAR_LATER, load_helplines().superseded, load_helplines().holidays)
START = datetime(2026, 11, 22, tzinfo=timezone.utc)
MINUTE, YEAR = timedelta(minutes=1), 365 * 24 * 60
CLOSING = [name for name, line in KNOWN.lines.items() if line.schedule.opens is not None and line.shown != NEVER]
EMERGENCY = {"17", "15", "18", "112", "114"}
ONLINE = ["cyberharcelement", "chantage_intime", "predation_en_ligne", "contenu_choquant"]

minutes_of_the_year = st.integers(0, YEAR).map(lambda minute: START + minute * MINUTE)
# The minute before and the minute of every hour at which a line of the table opens or closes in Paris, summer or winter, each day of the
# year, and every quarter of an hour of the two days when clocks change: nothing else can change an answer.
TURNS = [
    START + timedelta(days=day, hours=hour, minutes=late)
    for day in range(366)
    for hour in (7, 8, 21, 22)
    for late in (-1, 0)
]
TURNS += [datetime(*day, quarter // 4, quarter % 4 * 15, tzinfo=timezone.utc) for day in ((2027, 3, 28), (2027, 10, 31)) for quarter in range(96)]  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_at_every_turn_of_the_year_some_line_answers_each_situation_and_the_first_shown_does(situation):
    for at in TURNS:
        for urgency in (1, 2):
            shown = lines_for(situation, "self", urgency, (), at, helplines=KNOWN)
            assert KNOWN.opening(shown[0], at).is_open, (at, shown)


@given(
    st.sampled_from(SITUATIONS), st.sets(st.sampled_from(["no_voice", "young", "perp_in_school"])), minutes_of_the_year
)
def test_at_every_minute_somebody_in_danger_has_an_emergency_number_and_a_helpline_that_answer(situation, flags, at):
    shown = lines_for(situation, "self", 2, flags, at, helplines=KNOWN)
    answering = [line for line in shown if KNOWN.opening(line, at).is_open]
    assert EMERGENCY & set(answering)
    assert "119" in answering


@given(st.sampled_from(ONLINE), minutes_of_the_year)
def test_what_happens_online_is_answered_in_writing_when_the_3018_is_closed(situation, at):
    shown = lines_for(situation, "self", 1, (), at, helplines=KNOWN)
    if KNOWN.opening("3018", at).is_open:
        assert shown[0] == "3018"
    else:
        assert "masecurite" in shown[:2]
        assert shown[-1] == "3018"


@given(st.sampled_from(CLOSING), minutes_of_the_year)
def test_an_hour_told_is_never_in_the_past(line, at):
    state = KNOWN.opening(line, at)
    told = state.until if state.is_open else state.next_opening
    assert told is not None
    assert told > at


@pytest.mark.parametrize("line", CLOSING)
@pytest.mark.parametrize(
    "day", [(2027, 3, 27), (2027, 3, 28), (2027, 3, 29), (2027, 10, 30), (2027, 10, 31), (2027, 11, 1)]
)
def test_around_a_change_of_hour_a_line_is_open_exactly_when_the_clock_of_paris_shows_its_hours(line, day):
    schedule = KNOWN.lines[line].schedule
    for minute in range(1440):
        at = datetime(*day, tzinfo=timezone.utc) + minute * MINUTE
        local = in_paris(at)
        on_a_day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[local.weekday()] in schedule.days
        holiday = schedule.closed_on_public_holidays and KNOWN.holidays.has(local.date())
        within = schedule.opens <= local.hour * 60 + local.minute < schedule.closes
        assert KNOWN.opening(line, at).is_open is (on_a_day and within and not holiday), at


@pytest.mark.parametrize("line", CLOSING)
def test_what_is_told_does_not_jump_over_an_opening(line):
    at = datetime(2027, 3, 26, tzinfo=timezone.utc)
    for _ in range(4 * 24 * 60 // 30):
        state = KNOWN.opening(line, at)
        told = state.until if state.is_open else state.next_opening
        between = at
        while between < min(told, at + timedelta(hours=30)):
            assert KNOWN.opening(line, between).is_open is state.is_open
            between += timedelta(minutes=30)
        at += timedelta(minutes=30)

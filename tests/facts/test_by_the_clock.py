from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from facts.cards import card
from facts.clocks import Clock
from facts.helplines import Helplines, load_helplines
from facts.orientation import lines_for
from facts.places import local_holidays
from facts.school import OwnTimes
from facts.school_words import say_school_time

TABLE = yaml.safe_load(Path(__file__).with_name("by_the_clock.yml").read_text(encoding="utf-8"))
DAYS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
VERIFIED_AGAIN = {name: replace(line, valid_until=date(2029, 1, 1)) for name, line in load_helplines().lines.items()}
KNOWN = Helplines(VERIFIED_AGAIN, load_helplines().superseded, load_helplines().holidays)
CHECKED = {"lines", "lines_in_danger", "now", "hours", "school"}


def instant(moment: dict[str, Any]) -> datetime:
    day, written = moment["at"].split(" ", maxsplit=1)
    at = datetime.fromisoformat(written).replace(tzinfo=clock_of(moment))
    assert DAYS[at.weekday()] == day, moment["name"]
    return at


def clock_of(moment: dict[str, Any]) -> ZoneInfo:
    return ZoneInfo(TABLE["places"][moment.get("place", "paris")])


def those_with(what: str) -> pytest.MarkDecorator:
    found = [(moment, expected) for moment in TABLE["moments"] for expected in moment.get(what, {}).items()]
    return pytest.mark.parametrize(
        ("moment", "expected"), found, ids=[f"{moment['name']} · {each[0]}" for moment, each in found]
    )


def test_every_row_of_the_table_checks_something_and_nothing_unknown():
    for moment in TABLE["moments"]:
        assert CHECKED & set(moment), moment["name"]
        assert set(moment) <= CHECKED | {"name", "at", "place", "uai"}, moment["name"]


@those_with("lines")
def test_the_right_lines_in_the_right_order(moment, expected):
    situation, lines = expected
    assert lines_for(situation, "self", 1, (), instant(moment), helplines=KNOWN) == tuple(lines)


@those_with("lines_in_danger")
def test_the_right_lines_in_danger(moment, expected):
    situation, lines = expected
    assert lines_for(situation, "self", 2, (), instant(moment), helplines=KNOWN) == tuple(lines)


@those_with("now")
def test_what_a_card_says_of_now_on_the_clock_of_the_pupil(moment, expected):
    line, said = expected
    shown = card(line, instant(moment), KNOWN, clock=Clock(clock_of(moment)))
    assert shown["now"] == said
    assert shown["open"] is said.startswith("Ouvert")


@those_with("hours")
def test_the_hours_of_a_card_on_the_clock_of_the_pupil(moment, expected):
    line, said = expected
    assert card(line, instant(moment), KNOWN, clock=Clock(clock_of(moment)))["hours"] == said


@those_with("school")
def test_what_is_said_of_a_message_to_the_school(moment, expected):
    zone, said = expected
    own = OwnTimes(clock=clock_of(moment), holidays=local_holidays(moment.get("uai", "")))
    assert say_school_time(instant(moment), zone, own=own) == said

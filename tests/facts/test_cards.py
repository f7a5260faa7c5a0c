import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.cards import card, cards
from facts.errors import ExpiredFactError
from facts.helplines import NEVER, TO_ADULTS, Helplines, load_helplines
from tests.facts.hours import instants, paris, tuesday

KNOWN = load_helplines()
FIELDS = [
    "id",
    "number",
    "name",
    "what_for",
    "hours",
    "now",
    "open",
    "cost",
    "privacy",
    "bill",
    "what_happens",
    "call",
    "sms",
    "chat",
]
SHOWN = sorted(line.id for line in KNOWN.lines.values() if line.shown != NEVER)
FOR_PUPILS = [name for name in SHOWN if KNOWN.lines[name].shown != TO_ADULTS]
MAY_BE_NULL = {"bill", "call", "sms", "chat"}
WORDS_PER_SENTENCE = 12


@pytest.mark.parametrize("line", SHOWN)
def test_a_card_has_the_fields_of_the_contract_and_only_four_may_be_empty(line):
    shown = card(line, tuesday(12))
    assert list(shown) == FIELDS
    assert all(shown[field] not in (None, "") for field in FIELDS if field not in MAY_BE_NULL)


@pytest.mark.parametrize(
    ("at", "now"),
    [
        (tuesday(8, 59), "Fermé maintenant. Ouvre aujourd'hui à 9 h"),
        (tuesday(9), "Ouvert maintenant, jusqu'à 23 h"),
        (tuesday(22, 59), "Ouvert maintenant, jusqu'à 23 h"),
        (tuesday(23), "Fermé maintenant. Ouvre demain à 9 h"),
        (paris(2026, 12, 25, 10), "Ouvert maintenant, jusqu'à 23 h"),
    ],
)
def test_the_3018_says_what_it_does_at_this_hour(at, now):
    shown = card("3018", at)
    assert shown["now"] == now
    assert shown["open"] is now.startswith("Ouvert")
    assert shown["hours"] == "tous les jours de 9 h à 23 h"


@given(instants)
def test_the_119_never_says_that_it_is_closed(at):
    shown = card("119", at)
    assert shown["open"]
    assert shown["now"] == "Ouvert maintenant, jour et nuit"


@given(instants, st.permutations(SHOWN))
def test_the_lines_that_answer_come_first_and_keep_their_order(at, wanted):
    shown = cards(wanted, at)
    states = [each["open"] for each in shown]
    assert states == sorted(states, reverse=True)
    answering = [each["id"] for each in shown if each["open"]]
    assert answering == [line for line in wanted if line in answering]


def test_an_expired_line_has_no_card():
    lines = KNOWN.lines | {"3018": replace(KNOWN.lines["3018"], valid_until=date(2026, 11, 1))}
    aged = Helplines(lines, KNOWN.superseded, KNOWN.holidays)
    assert [each["id"] for each in cards(["3018", "119"], tuesday(12), aged)] == ["119"]
    with pytest.raises(ExpiredFactError):
        card("3018", tuesday(12), aged)


@pytest.mark.parametrize("line", FOR_PUPILS)
@pytest.mark.parametrize("field", ["what_for", "what_happens", "privacy", "now"])
def test_a_child_of_eight_can_read_a_card(line, field):
    shown = card(line, tuesday(12))
    for sentence in re.split(r"[.!?]\s*", str(shown[field])):  # type: ignore[literal-required]
        words = [word for word in sentence.split() if any(character.isalnum() for character in word)]
        assert len(words) <= WORDS_PER_SENTENCE, sentence

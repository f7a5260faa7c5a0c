from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.hearing.circumstances import Circumstances, current, under
from facts.clocks import METROPOLE, SOMEWHERE, Clock

REUNION = Clock(ZoneInfo("Indian/Reunion"))
EIGHT = datetime(2026, 11, 24, 8, tzinfo=REUNION.zone)
TOLD = {"situation": "cyberharcelement", "about": "self", "urgency": "1"}


def test_a_pupil_of_la_reunion_at_eight_is_told_that_the_3018_does_not_answer_yet_and_when_it_does(say):
    with under(Circumstances(clock=REUNION)):
        shown = say("utter_cyberharcelement", EIGHT, **TOLD)["helplines"]
    assert [card["id"] for card in shown][:2] == ["119", "masecurite"]
    closed = next(card for card in shown if card["id"] == "3018")
    assert closed["now"] == "Fermé maintenant. Ouvre aujourd'hui à 12 h, heure de chez toi"
    assert closed["hours"] == "tous les jours de 12 h à 2 h, heure de chez toi"


@pytest.mark.parametrize(
    ("clock", "hours"), [(REUNION, "de 12 h à 2 h, heure de chez toi"), (SOMEWHERE, "de 9 h à 23 h, heure de Paris")]
)
def test_the_sentences_say_the_same_hours_as_the_cards(say, clock, hours):
    with under(Circumstances(clock=clock)):
        told = " ".join(say("utter_conversation__numero_3020", EIGHT)["texts"])
    assert hours in told


def test_outside_of_a_turn_the_clock_is_that_of_paris():
    with under(Circumstances(clock=REUNION)):
        assert current().clock == REUNION
    assert current().clock == METROPOLE


@pytest.mark.parametrize(
    ("name", "slots", "allowed"),
    [
        ("utter_conversation__numeros", {}, True),
        ("utter_harcelement", {"situation": "harcelement", "urgency": "1"}, True),
        ("utter_danger_immediat", {"situation": "harcelement", "urgency": "2"}, False),
        ("utter_suicide", {"situation": "suicide", "urgency": "1"}, False),
        ("utter_conversation__merci", {"situation": "suicide", "urgency": "1"}, False),
        ("utter_violence_adulte_ecole", {"situation": "violence_adulte_ecole", "urgency": "1"}, False),
        ("utter_conversation__numeros", {"flags": ["perp_in_school"]}, False),
        ("utter_conversation__numeros", {"flags": ["no_voice"]}, False),
        ("utter_quitter", {}, False),
    ],
)
def test_where_the_local_lines_of_a_school_may_follow(say, name, slots, allowed):
    assert say(name, **slots)["local"] is allowed

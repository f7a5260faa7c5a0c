import asyncio

import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.saying.wording import ReviewedWording
from facts.helplines import load_helplines
from tests.wording.conftest import NOON


@pytest.fixture
def answer(domain):
    wording = ReviewedWording()
    wording.responses, wording.clock = domain.responses, lambda: NOON

    def said(name, text, flags=(), **slots: object):
        entities = [{"entity": "flags", "value": flag} for flag in flags]
        events = [
            UserUttered(text, {"name": "any"}, entities),
            *(SlotSet(slot, value) for slot, value in slots.items()),
        ]
        tracker = DialogueStateTracker.from_events("x", events, slots=domain.slots)
        return asyncio.run(wording.generate(name, tracker, "ent"))["custom"]["message"]

    return said


@pytest.mark.parametrize("name", ["utter_hors_sujet", "utter_conversation__numeros", "utter_harcelement"])
@pytest.mark.parametrize("written", ["le 30 20 marche ?", "trois mille vingt"])
def test_whatever_was_understood_a_word_about_the_3020_is_answered(answer, name, written):
    message = answer(name, written, situation="harcelement", about="self", urgency="1")
    assert message["texts"].count("Le 3020 a été remplacé par le 3018.") == 1
    assert "3018" in [card["id"] for card in message["helplines"]]


def test_the_answer_about_the_3020_does_not_say_it_twice(answer):
    message = answer("utter_conversation__numero_3020", "le 3020 marche ?")
    assert sum("3020" in text for text in message["texts"]) == 1


@pytest.mark.parametrize(
    ("written", "replacing"),
    [("0800 200 000", "3018"), ("0 800 711 025", "3018"), ("08VICTIMES", "116006"), ("116 111", "119")],
)
def test_a_dead_number_is_never_given_back_and_the_line_that_replaces_it_is_shown(answer, written, replacing):
    message = answer("utter_hors_sujet", f"je peux appeler le {written} ?")
    said = " ".join(message["texts"])
    assert load_helplines().lines[replacing].number in said
    assert not any(old.number in said for old in load_helplines().superseded.values())
    assert replacing in [card["id"] for card in message["helplines"]]


@pytest.mark.parametrize("name", ["utter_danger_immediat", "utter_danger_suicide"])
def test_in_a_danger_nothing_comes_between_the_pupil_and_the_right_number(answer, name):
    with_number = answer(name, "j'ai appelé le 3020 et là il arrive", situation="suicide", urgency="2")
    without = answer(name, "là il arrive", situation="suicide", urgency="2")
    assert with_number == without

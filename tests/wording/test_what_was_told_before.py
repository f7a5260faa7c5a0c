import asyncio

import pytest
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.saying.wording import ReviewedWording
from tests.wording.conftest import NOON

HANDOFF = "/ecrire_aux_adultes"
TEACHER = UserUttered(
    "…",
    {"name": "violence_adulte_ecole"},
    [{"entity": "situation", "value": "violence_adulte_ecole"}, {"entity": "urgency", "value": "1"}],
)
DANGER = UserUttered(
    "…",
    {"name": "danger_immediat"},
    [{"entity": "situation", "value": "violence_famille"}, {"entity": "urgency", "value": "2"}],
)
SILENT = UserUttered("…", {"name": "conversation__oui"}, [{"entity": "flags", "value": "no_voice"}])
BULLIED = [SlotSet("situation", "harcelement"), SlotSet("about", "self"), SlotSet("urgency", "1")]
NOW = UserUttered("…", {"name": "any"})


def heard(intent):
    return UserUttered("…", {"name": intent})


@pytest.fixture
def after(domain):
    wording = ReviewedWording()
    wording.responses = domain.responses
    wording.clock = lambda: NOON

    def message(name, *events: Event):
        tracker = DialogueStateTracker.from_events("x", list(events), slots=domain.slots)
        return asyncio.run(wording.generate(name, tracker, "ent"))["custom"]["message"]

    return message


def payloads(message):
    return [button["payload"] for button in message["buttons"]]


def lines(message):
    return [card["id"] for card in message["helplines"]]


def test_an_adult_of_the_school_told_before_withholds_the_group_whatever_is_told_next(after):
    assert HANDOFF in payloads(after("utter_harcelement", NOW, *BULLIED))
    assert HANDOFF not in payloads(after("utter_harcelement", TEACHER, NOW, *BULLIED))
    assert HANDOFF not in payloads(after("utter_harcelement", heard("lieu_ecole_adulte"), NOW, *BULLIED))


@pytest.mark.parametrize("intent", ["pas_ca", "conversation__pas_ca"])
def test_until_the_pupil_says_that_it_is_not_that(after, intent):
    assert HANDOFF in payloads(after("utter_harcelement", TEACHER, heard(intent), NOW, *BULLIED))


def test_the_numbers_of_a_danger_stay_first_under_what_is_told_next(after):
    shown = lines(after("utter_harcelement", DANGER, NOW, *BULLIED))
    assert shown[0] == "17"
    assert "3018" in shown


def test_they_leave_with_the_button_and_not_with_words_that_may_be_misread(after):
    assert "17" in lines(after("utter_harcelement", DANGER, heard("conversation__pas_ca"), NOW, *BULLIED))
    assert "17" not in lines(after("utter_harcelement", DANGER, heard("pas_ca"), NOW, *BULLIED))


def test_whoever_cannot_speak_is_not_told_to_call_even_in_a_talk(after):
    message = after("utter_conversation__oui", SILENT)
    assert lines(message)[0] == "114"
    assert message["urgent"] is True


@pytest.mark.parametrize("name", ["utter_harcelement", "utter_conversation__merci", "utter_hors_sujet__insulte"])
def test_the_same_words_are_not_said_twice_in_a_row_and_the_cards_stay(after, name):
    first = after(name, NOW, *BULLIED)
    again = after(name, *BULLIED, BotUttered("\n\n".join(first["texts"])), NOW)
    assert not set(first["texts"]) & set(again["texts"])
    assert lines(again) == lines(first)
    assert payloads(again) == payloads(first)


def test_an_author_who_tells_again_is_not_absolved(after):
    author = [*BULLIED, SlotSet("about", "author")]
    first = after("utter_harcelement", NOW, *author)
    again = after("utter_harcelement", *author, BotUttered("\n\n".join(first["texts"])), NOW)
    assert "pas ta faute" not in " ".join(again["texts"])


@pytest.mark.parametrize("situation", ["violence_famille", "suicide"])
@pytest.mark.parametrize(
    "name",
    ["utter_conversation__oui", "utter_conversation__non", "utter_conversation__merci", "utter_pour_rire", "utter_hors_sujet"],
)  # fmt: skip
def test_after_a_danger_every_talk_ends_with_whom_to_call_and_without_the_group(after, name, situation):
    message = after(name, NOW, SlotSet("situation", situation), SlotSet("urgency", "2"))
    reminder = " ".join(message["texts"][1:])
    assert "15" in reminder
    assert "personne n'est prévenu" in reminder
    assert HANDOFF not in payloads(message)


def test_how_to_ask_for_help_without_a_voice_may_be_said_again(after):
    first = after("utter_sans_voix", SILENT)
    assert after("utter_sans_voix", BotUttered("\n\n".join(first["texts"])), SILENT)["texts"] == first["texts"]

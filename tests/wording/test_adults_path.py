"""A parent, a member of staff: every response of the dialogue has its adult words, and « je suis élève » gives the child's back."""

import asyncio
from typing import Any

import pytest
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.adults import PARENT, STAFF
from bot.hearing.pupil import read_pupil
from bot.saying.adult_path import ADULT, adult_response
from bot.saying.fitting import fitting
from bot.saying.wording import ReviewedWording
from content.catalogue import catalogue, rules, to_adults
from facts.orientation import is_situation
from tests.wording.conftest import NOON

MOTHER, AIDE, BACK = "je suis la maman de Léo", "je suis AESH", ("/je_suis_eleve", "je_suis_eleve")
ACTED = sorted({step["action"] for rule in rules() for step in rule["steps"] if "action" in step})
OF_THE_DIALOGUE = [name for name in ACTED if name.startswith("utter_") and name != "utter_je_suis_eleve"]
TO_ADULTS = {said.name for said in to_adults()}
TO_PUPILS = {said.name for said in catalogue()}
PUPILS_WORDS = {bubble for said in catalogue() for bubble in said.bubbles} - {
    bubble for said in to_adults() for bubble in said.bubbles
}


def turn(text, intent="any", **told: Any):
    flags = [{"entity": "flags", "value": flag} for flag in told.pop("flags", ())]
    entities = [*flags, *({"entity": name, "value": value} for name, value in told.items())]
    return UserUttered(text, {"name": intent}, entities)


@pytest.fixture(scope="session")
def talk(domain):
    wording = ReviewedWording()
    wording.responses = domain.responses
    wording.clock = lambda: NOON

    def said(name, *events: Event):
        tracker = DialogueStateTracker.from_events("x", [*events], slots=domain.slots)
        return asyncio.run(wording.generate(name, tracker, "ent"))

    return said


@pytest.fixture(scope="session")
def pupil(domain):
    return lambda *events: read_pupil(DialogueStateTracker.from_events("x", [*events], slots=domain.slots))


@pytest.mark.parametrize("name", OF_THE_DIALOGUE)
@pytest.mark.parametrize("who", [MOTHER, AIDE])
def test_whatever_the_dialogue_answers_an_adult_reads_words_for_adults_and_people_to_call(talk, name, who):
    message = talk(name, turn(who))["custom"]["message"]
    if name.startswith("utter_message_"):
        return
    assert message["texts"]
    assert not PUPILS_WORDS & set(message["texts"])
    assert message["panel"] in (None, "leave")
    assert name == "utter_quitter" or message["helplines"]
    assert not {"/ecrire_aux_adultes", "/voir_nouvelles"} & {button["payload"] for button in message["buttons"]}
    assert name == "utter_quitter" or "/je_suis_eleve" in [button["payload"] for button in message["buttons"]]


@pytest.mark.parametrize("profile", [PARENT, STAFF])
def test_the_page_that_knows_an_adult_is_answered_from_the_first_bubble(talk, profile):
    message = talk("utter_commencer", turn("/commencer", "commencer", profile=profile))["custom"]["message"]
    assert "Vous" not in message["texts"][0]
    assert "vous, parent" in message["texts"][0] or "pour les personnels" in message["texts"][0]
    assert "un programme, pas une personne" in message["texts"][0]
    assert "personne n'est prévenu" in " ".join(message["texts"])


@pytest.mark.parametrize("name", sorted(name for name in TO_PUPILS if is_situation(name.removeprefix("utter_"))))
def test_every_situation_has_its_place_on_the_path(pupil, name):
    assert adult_response(name, pupil(turn(MOTHER))) in TO_ADULTS - {f"{ADULT}accueil"}


def test_a_danger_comes_first_and_its_lines_stay_in_sight_of_an_adult(talk):
    told = turn("il a un couteau", "danger_immediat", situation="violence_famille", urgency="2")
    slots = SlotSet("situation", "violence_famille"), SlotSet("urgency", "2")
    danger = talk("utter_danger_immediat", turn(MOTHER), told, *slots)
    lines = [card["id"] for card in danger["custom"]["message"]["helplines"]]
    assert lines[:4] == ["17", "15", "112", "114"]
    assert danger["custom"]["message"]["urgent"]
    after = talk("utter_conversation__merci", turn(MOTHER), told, *slots, turn("merci", "conversation__merci"))
    assert [card["id"] for card in after["custom"]["message"]["helplines"]][:2] == ["17", "15"]
    assert "S'il y a encore du danger" in after["custom"]["message"]["texts"][-1]


@pytest.mark.parametrize("who", [MOTHER, AIDE])
def test_a_wish_to_die_gives_the_3114_and_the_15_first(talk, who):
    told = turn("elle veut mourir", "suicide", situation="suicide", about="other", urgency="1")
    message = talk("utter_suicide", turn(who), told, SlotSet("situation", "suicide"), SlotSet("urgency", "1"))
    shown = [card["id"] for card in message["custom"]["message"]["helplines"]]
    assert shown[0] == "3114"
    assert {"15", "114", "119"} <= set(shown)


def test_an_adult_who_cannot_speak_is_sent_to_the_114(talk):
    message = talk("utter_conversation__aide", turn(MOTHER), turn("je peux pas parler", flags=["no_voice"]))
    assert message["custom"]["message"]["helplines"][0]["id"] == "114"


def test_what_an_adult_did_is_answered_as_such_whatever_the_situation(pupil):
    told = turn("j'ai giflé mon fils", "violence_famille", situation="violence_famille", about="author", urgency="1")
    assert adult_response("utter_violence_famille", pupil(told, SlotSet("about", "author"))) == f"{ADULT}auteur"


@pytest.mark.parametrize("back", [BACK, ("je suis élève", "any"), ("je suis en 4e", "any")])
def test_a_pupil_given_back_is_answered_by_the_scene_of_what_was_told(pupil, back):
    told = turn("mon fils se fait harceler", "harcelement", situation="harcelement", urgency="1")
    slots = SlotSet("situation", "harcelement"), SlotSet("urgency", "1")
    given = pupil(told, *slots, turn(*back))
    assert given.adult is None
    name = "utter_je_suis_eleve" if back == BACK else "utter_conversation"
    assert fitting(name, given) == "utter_harcelement"
    assert fitting("utter_violence_famille", given) == "utter_violence_famille"


def test_a_pupil_given_back_before_telling_anything_begins_again_and_one_in_danger_reads_the_danger(pupil):
    assert fitting("utter_je_suis_eleve", pupil(turn(MOTHER), turn(*BACK))) == "utter_je_suis_eleve"
    told = turn("il a un couteau", "danger_immediat", urgency="2")
    assert (
        fitting("utter_je_suis_eleve", pupil(turn(MOTHER), told, SlotSet("urgency", "2"), turn(*BACK)))
        == "utter_danger_immediat"
    )


def test_an_adult_button_pressed_by_a_pupil_given_back_says_a_childs_words(pupil):
    given = pupil(turn(MOTHER), turn(*BACK), turn("/adulte_devoir", "adulte_devoir"))
    assert fitting(f"{ADULT}devoir", given) == "utter_je_suis_eleve"


def test_the_same_words_are_not_said_twice_in_a_row_to_an_adult(talk):
    first = talk("utter_conversation__oui", turn(MOTHER))["text"]
    again = talk("utter_conversation__oui", turn(MOTHER), BotUttered(first), turn("oui", "conversation__oui"))["text"]
    assert again != first
    assert "Une vraie personne peut mieux vous répondre" in again


def test_cards_speak_to_an_adult_as_to_an_adult_and_to_a_pupil_as_to_a_pupil(talk):
    for name, who, expected in (
        ("utter_conversation__oui", MOTHER, "vous"),
        ("utter_conversation__oui", "salut", "tu "),
    ):
        cards = talk(name, turn(who))["custom"]["message"]["helplines"]
        read = " ".join(f"{card['privacy']} {card['what_happens']}" for card in cards).lower()
        assert expected in read
        assert ("vous" in read) is (who == MOTHER)


# « Je suis prof, un élève… » is understood as violence by an adult of the school: the duty comes first, and the school's own line (the CRIP's) stays.
def test_staff_are_told_their_duty_where_a_parent_is_told_about_the_adult_of_the_school(talk):
    told: dict[str, Any] = {"situation": "violence_adulte_ecole", "urgency": "1", "flags": ["perp_in_school"]}
    slots = SlotSet("situation", "violence_adulte_ecole"), SlotSet("urgency", "1")
    staff = talk("utter_violence_adulte_ecole", turn("je suis prof, un élève a des bleus", **told), *slots)["custom"][
        "message"
    ]
    assert "information préoccupante" in " ".join(staff["texts"])
    assert "/adulte_etablissement" in [button["payload"] for button in staff["buttons"]]
    parent = talk("utter_violence_adulte_ecole", turn("un prof frappe mon fils", **told), *slots)["custom"]["message"]
    assert "rectorat" in " ".join(parent["texts"])
    assert staff["local"]
    assert parent["local"]

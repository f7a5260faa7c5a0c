import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.message import Message

from bot.set_phrases import SetPhraseHeard, heard, read_phrases
from tests.consistency.catalogue import ROOT, domain

PHRASES = read_phrases()
SAID = {
    "conversation__mot_discret": ["parapluie", "Parapluie !"],
    "conversation__retour": ["reviens en arrière", "retour", "je veux recommencer", "RETOUR stp"],
    "conversation__arret": ["stop", "stop svp", "je veux plus parler", "j'arrête"],
    "conversation__honte": ["j'ai honte", "c'est ma faute", "je me sens sale"],
    "conversation__mieux": ["ouf il est parti", "il est parti c'est bon", "ça va mieux"],
    "conversation__prevenir": ["tu vas le dire à ma mère ?", "tu vas appeler la police ?", "la police va venir ?"],
    "conversation__effacer": ["efface tout", "je veux annuler mon message", "supprime ce que j'ai envoyé"],
    "sans_voix": ["je suis sourd", "je suis muette", "je peux pas téléphoner"],
    "conversation__precision": ["non c'est pas mon père c'est mon beau-père", "c'est pas moi c'est ma sœur", "en fait c'est moi"],
    "violence_adulte_ecole": ["non pardon pas ma mère, un prof", "c'est pas mon frère c'est le surveillant"],
}  # fmt: skip
LEFT_ALONE = ["", "c'est fini", "laisse-moi", "il revient", "mon père me tape", "j'ai honte de ce qu'il me fait", "stop il me tape", "il est parti avec un couteau", "je veux plus parler à mon père il me tape", "c'est pas moi c'est mon père qui la tape"]  # fmt: skip


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in SAID.items() for text in texts])
def test_a_set_phrase_is_heard_whatever_its_accents_and_its_politeness(intent, text):
    found = heard(text, PHRASES)
    assert found is not None
    assert found.intent == intent


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_anything_more_or_half_said_is_understood_as_always(text):
    assert heard(text, PHRASES) is None


@pytest.mark.parametrize(
    ("text", "about"), [("c'est pas moi c'est ma sœur", "other"), ("en fait c'est moi", "self"), ("c'est pas moi", "other")]
)  # fmt: skip
def test_a_correction_says_whom_it_is_about(text, about):
    assert heard(text, PHRASES).entities == {"about": about}


def test_whoever_corrects_to_an_adult_of_the_school_is_kept_from_the_group():
    assert heard("non pas ma mère, un prof", PHRASES).entities["flags"] == "perp_in_school"


def test_no_line_of_danger_is_a_set_phrase():
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        intent = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if named := re.match(r"- intent: (\S+)", line):
                intent = named[1]
            elif line.startswith("    - ") and not intent.startswith(("conversation", "hors_sujet")):
                assert heard(line.strip()[2:], PHRASES) is None, line


def test_every_phrase_is_worth_an_intent_of_the_domain():
    assert {phrase.intent for phrase in PHRASES} <= set(domain()["intents"])


def test_on_a_message_it_puts_what_a_button_would_and_leaves_others_alone():
    deaf, told, pressed = (
        Message({"text": "je suis sourd"}),
        Message({"text": "mon père me tape"}),
        Message({"text": "stop"}),
    )
    pressed.set("intent", {"name": "pas_ca"})
    SetPhraseHeard(PHRASES).process([deaf, told, pressed])
    assert deaf.get("intent")["name"] == "sans_voix"
    assert deaf.get("entities") == [{"entity": "flags", "value": "no_voice"}]
    assert deaf.get("understanding")["situation"] == "conversation"
    assert told.get("intent") is None
    assert pressed.get("intent")["name"] == "pas_ca"


@given(st.text(max_size=150))
def test_any_text_is_read(text):
    assert heard(text, PHRASES) is None or len(text) <= 100

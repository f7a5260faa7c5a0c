import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.message import Message

from bot.hearing.set_phrases import SetPhraseHeard, heard, read_phrases
from content.catalogue import ROOT, catalogue, domain
from facts.paris import PARIS
from facts.placeholders import fill

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
    "conversation__ecrire": ["je veux écrire aux adultes de mon école", "envoyer un message aux adultes", "parler à un adulte du collège", "je voudrais en parler à un adulte de mon lycée stp", "écrire à l'école", "comment je peux écrire au groupe"],
    "quitter": ["quitter vite !"],
    "conversation": ["choisir un endroit"],
    "ecrire_aux_adultes": ["Voir qui lirait mon message"],
    "lire_facile": ["c'est trop dur à lire", "je comprends pas les mots", "Plus simple à lire", "cest trop long a lire", "je sais pas lire"],
    "lire_normal": ["écris comme avant", "parle normalement stp", "c'est trop simple à lire"],
    "niveau": ["je suis en CM2", "chui en 4ème", "je suis au lycée", "je suis en 6e", "CE2"],
    "changer_niveau": ["changer de niveau", "je suis plus au collège"],
    "violence_adulte_ecole": ["non pardon pas ma mère, un prof", "c'est pas mon frère c'est le surveillant"],
}  # fmt: skip
LEFT_ALONE = ["", "je comprends pas", "je sais pas", "c'est dur", "je suis à l'école", "c'est 3", "je suis pas bien", "je suis en CM2 et il me tape", "c'est fini", "laisse-moi", "il revient", "mon père me tape", "j'ai honte de ce qu'il me fait", "stop il me tape", "il est parti avec un couteau", "je veux plus parler à mon père il me tape", "c'est pas moi c'est mon père qui la tape", "parler à un adulte", "je veux pas parler à un adulte de l'école", "j'ai écrit à un adulte de mon école", "un adulte de l'école me parle", "je veux écrire à ma copine"]  # fmt: skip


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
    assert heard(text, PHRASES).meaning.entities == {"about": about}


def test_the_safe_word_is_the_one_that_pupils_are_told():
    told = fill("{exit.word}", datetime(2026, 11, 24, tzinfo=PARIS))
    assert heard(told, PHRASES).intent == "conversation__mot_discret"
    telling = {said.name for said in catalogue() if "{exit.word}" in said.text}
    assert {"utter_niveau", "utter_conversation", "utter_conversation__au_revoir"} <= telling


def test_whoever_corrects_to_an_adult_of_the_school_is_kept_from_the_group():
    assert heard("non pas ma mère, un prof", PHRASES).meaning.entities["flags"] == "perp_in_school"


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

import asyncio
import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered

from bot.hearing.answers_in_words import read_ways, said_exactly, said_loosely, shown_last
from bot.hearing.languages import language_of
from bot.hearing.set_phrases import heard
from bot.hearing.written_answers import ButtonsHeard
from content.catalogue import ROOT, Said, catalogue
from tests.wording.conftest import Message
from tests.wording.test_way_of_places import Conversation

WITH_BUTTONS = {(said.name, said.buttons): said for said in catalogue() if said.buttons}.values()
TALK = {"situation": "hors_sujet", "urgency": 0, "flags": [], "guesses": []}
APPS = (
    ("Snapchat", '/appli{"appli": "snapchat"}'),
    ("TikTok", '/appli{"appli": "tiktok"}'),
    ("Une autre appli", "/autres_applis"),
)
AFTER_A_STORY = (
    ("Que faire maintenant ?", "/que_faire"),
    ("Que faire sur l'appli ?", "/que_faire_appli"),
    ("Écrire aux adultes de mon école", "/ecrire_aux_adultes"),
    ("Je veux continuer à parler", "/autre_chose"),
    ("Ce n'est pas ça", "/pas_ca"),
)
LEVELS = (
    ("Je suis à l'école primaire", '/niveau{"register": "primaire"}'),
    ("Je suis au collège", '/niveau{"register": "college"}'),
    ("Plus simple à lire", "/lire_facile"),
    ("Lire des exemples, sans rien dire", "/voir_reperes"),
)
MEANINGS = (("Partir de la maison", '/fugue{"situation": "fugue", "about": "self", "urgency": "1"}'), ("C'était une blague", "/pour_rire"), ("Non", '/pas_en_securite{"urgency": "2"}'))  # fmt: skip


def uttered(buttons: tuple[tuple[str, str], ...]) -> BotUttered:
    shown = [{"title": title, "payload": payload} for title, payload in buttons]
    return BotUttered("…", {"custom": {"message": {"buttons": shown}}})


def after(domain: Domain, said: Said) -> Conversation:
    conversation = Conversation(domain)
    for name, value in said.conditions.items():
        conversation.tracker.update(SlotSet(name, [value] if name == "flags" else value))
    conversation.tracker.update(uttered(said.buttons))
    return conversation


def hearing(understood: dict[str, Any] | None = None) -> ButtonsHeard:
    async def understand(message: UserMessage, *_: object, **__: object) -> dict[str, Any]:
        assert understood is not None, "a title needs no understanding"
        return {"text": message.text, "intent": {"name": "hors_sujet"}, "entities": [], "understanding": understood}

    return ButtonsHeard(understand)


def write(conversation: Conversation, text: str, understood: dict[str, Any] | None = None) -> dict[str, Any]:
    return asyncio.run(hearing(understood)(UserMessage(text, sender_id="x"), conversation.tracker))


def same_answer(pressed: Message, written: Message, title: str) -> bool:
    if not language_of(title):
        return pressed == written
    in_both = {**written, "texts": written["texts"][: len(pressed["texts"])]}  # its numbers follow, in that language
    return pressed == in_both


@pytest.mark.parametrize("said", WITH_BUTTONS, ids=str)
def test_the_title_of_every_button_of_every_response_written_is_answered_as_the_button_is(domain, said):
    for title, payload in said.buttons:
        pressed = after(domain, said).press(payload)
        conversation = after(domain, said)
        written = conversation.hear(write(conversation, f" {title.upper()} !"))
        assert same_answer(pressed, written, title), title


@pytest.fixture
def shown(request: pytest.FixtureRequest) -> Any:
    return shown_last([UserUttered("…"), uttered(request.param)])


@pytest.mark.parametrize(
    ("shown", "text", "intent"),
    [
        (APPS, "snap", "appli"), (APPS, "sur snap stp", "appli"), (APPS, "Oui Tik Tok", None), (APPS, "insta", None),
        (APPS, "une autre", "autres_applis"), (APPS, "pas snapchat", None), (APPS, "snapchat il me menace", None),
        (AFTER_A_STORY, "je fais quoi ?", "que_faire"), (AFTER_A_STORY, "ok que faire maintenant stp", "que_faire"),
        (AFTER_A_STORY, "écrire aux adultes", "ecrire_aux_adultes"), (AFTER_A_STORY, "un adulte", None),
        (AFTER_A_STORY, "je veux continuer", "autre_chose"), (AFTER_A_STORY, "je veux pas continuer", None),
        (AFTER_A_STORY, "non ce n'est pas ça", None), (AFTER_A_STORY, "comment je fais pour mourir", None), (AFTER_A_STORY, "j'en peux plus", None), (AFTER_A_STORY, "", None),
        (LEVELS, "école", None), (LEVELS, "oui je suis au collège", "niveau"), (LEVELS, "plus simple", "lire_facile"),
        (LEVELS, "lire des exemples", "voir_reperes"), (LEVELS, "j'en peux plus", None), (LEVELS, "rien", None),
        (MEANINGS, "à la maison", None), (MEANINGS, "partir", None), (MEANINGS, "une blague", None), (MEANINGS, "non merci", "pas_en_securite"),
        ((), "snap", None),
    ],
    indirect=["shown"],
)  # fmt: skip
def test_a_button_said_otherwise_is_heard_only_where_it_can_be_nothing_else(shown, text, intent):
    found = said_exactly(text, shown) or said_loosely(text, shown)
    assert (found and found.intent) == intent


@pytest.mark.parametrize(
    "danger",
    [
        {"situation": "cyberharcelement"}, {"urgency": 2}, {"flags": ["fear_report"]}, {"guesses": ["suicide"]},
        {"also": "suicide"}, {"situation": None},
    ],
)  # fmt: skip
def test_what_the_understanding_sees_danger_in_is_a_button_only_by_its_very_title(domain, danger):
    conversation = Conversation(domain)
    conversation.tracker.update(uttered(APPS))
    assert write(conversation, "snap", TALK)["intent"]["name"] == "appli"
    assert write(conversation, "snap", TALK | danger)["intent"]["name"] == "hors_sujet"
    assert write(conversation, "snapchat", TALK | danger)["entities"] == [{"entity": "appli", "value": "snapchat"}]


def test_no_line_of_danger_is_a_phrase_written_for_a_button():
    phrases = read_ways().phrases
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
            if not block["intent"].startswith(("conversation", "hors_sujet")):
                for line in block["examples"].splitlines():
                    assert heard(line.removeprefix("- "), phrases) is None, line


def test_only_the_buttons_of_the_last_answer_are_heard():
    events = [uttered(APPS), UserUttered("…"), uttered(AFTER_A_STORY[:1]), uttered(AFTER_A_STORY[1:2])]
    assert [button.meaning.intent for button in shown_last(events)] == ["que_faire", "que_faire_appli"]


def test_no_title_is_ever_worth_a_deposit():
    payload = "/remettre_message" + json.dumps({"envelope_id": "0b2f6d5c-3d6f-4c3b-9b8a-111111111111"})
    assert shown_last([uttered((("Envoyer", payload),))]) == ()


def test_two_buttons_of_the_same_title_are_left_to_the_understanding():
    shown = shown_last([uttered((("Oui", "/en_securite"), ("Oui", "/que_faire")))])
    assert said_exactly("oui", shown) is None


def test_the_words_are_kept_as_they_were_written(domain):
    conversation = Conversation(domain)
    conversation.tracker.update(uttered(APPS))
    assert write(conversation, "SNAPchat !")["text"] == "SNAPchat !"


def test_without_a_conversation_words_are_understood_as_always():
    assert asyncio.run(hearing(TALK)(UserMessage("snap")))["intent"]["name"] == "hors_sujet"


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    shown = shown_last([uttered((*APPS, *AFTER_A_STORY, *LEVELS, *MEANINGS))])
    assert said_exactly(text, shown) is None or said_exactly(text, shown) in [button.meaning for button in shown]
    said_loosely(text, shown)

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.hearing.languages import read_languages
from bot.saying.wording import ReviewedWording
from content.catalogue import situations
from tests.wording.conftest import NOON, Message

HANDOFF = "/ecrire_aux_adultes"
IN = {"en": "i don't speak french", "es": "necesito ayuda por favor", "ar": "أبي يضربني", "uk": "мене б'є тато", "ary": "3afak sa3edni", "pt": "preciso de ajuda", "tr": "yardım edin"}  # fmt: skip
ALL = sorted(situations())
TALKS = ["utter_conversation__oui", "utter_conversation__merci", "utter_hors_sujet", "utter_conversation__mieux", "utter_conversation__retour", "utter_pour_rire"]  # fmt: skip


def telling(situation: str, urgency: int = 1, text: str = "…", also: str | None = None) -> UserUttered:
    entities = [{"entity": "situation", "value": situation}, {"entity": "urgency", "value": str(urgency)}]
    understood: dict[str, Any] = {"understanding": {"situation": situation} | ({"also": also} if also else {})}
    return UserUttered(text, {"name": situation if urgency < 2 else "danger_immediat"}, entities, understood)


def slots(situation: str, urgency: int = 1) -> list[Event]:
    return [SlotSet("situation", situation), SlotSet("about", "self"), SlotSet("urgency", str(urgency))]


def talk(text: str = "…", intent: str = "conversation__oui") -> UserUttered:
    return UserUttered(text, {"name": intent})


@pytest.fixture(scope="module")
def after(domain: Domain):
    wording = ReviewedWording()
    wording.responses = domain.responses
    wording.clock = lambda: NOON

    def message(name: str, *events: Event) -> Message:
        tracker = DialogueStateTracker.from_events("x", list(events), slots=domain.slots)
        return asyncio.run(wording.generate(name, tracker, "ent"))["custom"]["message"]

    return message


def payloads(message: Message) -> list[str]:
    return [button["payload"] for button in message["buttons"]]


def lines(message: Message) -> list[str]:
    return [card["id"] for card in message["helplines"]]


def leading_to(message: Message) -> list[str]:
    return [payload.split("{")[0].removeprefix("/") for payload in payloads(message) if "{" in payload]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ALL), st.sampled_from(ALL))
def test_two_things_told_are_both_answered_the_chosen_one_first(after, first, second):
    if first == second:
        return
    alone = after(f"utter_{first}", telling(first), *slots(first))
    both = after(f"utter_{first}", telling(first, also=second), *slots(first))
    assert len(both["texts"]) == len(alone["texts"]) + 1
    assert set(lines(alone)) <= set(lines(both))
    assert second in leading_to(both)


def test_the_lines_of_a_second_wish_to_die_stay_on_what_follows(after):
    told = telling("harcelement", also="suicide")
    assert "3114" in lines(after("utter_conversation__merci", told, *slots("harcelement"), talk()))


def test_a_second_topic_that_is_an_adult_of_the_school_withholds_the_group_then_and_later(after):
    told = telling("violence_famille", also="violence_adulte_ecole")
    for message in (
        after("utter_violence_famille", told, *slots("violence_famille")),
        after("utter_conversation__oui", told, *slots("violence_famille"), talk()),
    ):
        assert HANDOFF not in payloads(message)


def test_a_danger_is_not_made_longer_by_a_second_topic_which_is_one_button_away(after):
    alone = after("utter_danger_immediat", telling("violence_famille", 2), *slots("violence_famille", 2))
    both = after("utter_danger_immediat", telling("violence_famille", 2, also="harcelement"), *slots("violence_famille", 2))  # fmt: skip
    assert both["texts"] == alone["texts"]
    assert lines(both)[: len(lines(alone))] == lines(alone)
    assert leading_to(both) == ["harcelement"]


@pytest.mark.parametrize("name", TALKS)
def test_after_a_danger_every_word_leads_back_to_what_was_told_before(after, name):
    message = after(name, telling("harcelement"), telling("violence_eleves", 2), *slots("violence_eleves", 2), talk())
    assert leading_to(message) == ["harcelement"]
    assert lines(message)[0] == "17"


def test_taking_up_again_what_was_told_before_keeps_the_numbers_of_the_danger_first(after):
    before = [telling("harcelement"), telling("violence_eleves", 2)]
    message = after("utter_harcelement", *before, telling("harcelement"), *slots("harcelement"))
    assert lines(message)[0] == "17"
    assert "3018" in lines(message)


def test_what_was_taken_back_is_not_offered_again(after):
    events = [telling("harcelement"), talk(intent="pas_ca"), telling("fugue", 2), *slots("fugue", 2), talk()]
    assert leading_to(after("utter_conversation__oui", *events)) == []


@pytest.mark.parametrize(("language", "text"), IN.items())
def test_a_talk_in_another_language_is_answered_in_it_with_the_numbers(after, language, text):
    message = after("utter_hors_sujet", talk(text, "hors_sujet"))
    said = " ".join(message["texts"])
    assert all(number in said for number in ("119", "3018", "17", "112", "114", "3114")), language
    assert lines(message)[0] == "119"
    assert {"112", "114"} <= set(lines(message))
    assert {"/sans_voix", "/quitter"} <= set(payloads(message))


@pytest.mark.parametrize("text", IN.values())
@pytest.mark.parametrize("urgency", [1, 2])
def test_a_danger_in_another_language_keeps_its_own_answer_first(after, text, urgency):
    name = "utter_danger_immediat" if urgency == 2 else "utter_violence_famille"
    french = after(name, telling("violence_famille", urgency), *slots("violence_famille", urgency))
    message = after(name, telling("violence_famille", urgency, text), *slots("violence_famille", urgency))
    assert message["texts"][: len(french["texts"])] == french["texts"]
    assert len(message["texts"]) > len(french["texts"])
    assert (lines(message), message["urgent"], payloads(message)) == (lines(french), french["urgent"], payloads(french))


@pytest.mark.parametrize("language", sorted(read_languages().names))
def test_the_same_words_never_come_twice_in_a_row_in_any_language(after, language):
    text = IN.get(language, {"ru": "помогите мне", "it": "ho paura", "de": "ich habe angst", "ro": "am nevoie de ajutor", "autre": "救命"}.get(language))  # fmt: skip
    first = after("utter_hors_sujet", talk(text, "hors_sujet"))
    again = after("utter_hors_sujet", BotUttered("\n\n".join(first["texts"])), talk(text, "hors_sujet"))
    third = after("utter_hors_sujet", BotUttered("\n\n".join(again["texts"])), talk(text, "hors_sujet"))
    assert again["texts"]
    assert again["texts"] != first["texts"]
    assert third["texts"] == first["texts"]

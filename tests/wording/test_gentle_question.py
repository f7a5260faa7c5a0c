import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.turn import read_turn
from bot.hearing.pupil import read_pupil
from bot.saying.wording import ReviewedWording
from content.catalogue import situations
from tests.wording.conftest import NOON, Message

OPEN = "utter_conversation__aide"
SOMETHING_ELSE = {"title": "C'est autre chose", "payload": "/conversation"}
ALL = sorted(situations())
two_guesses = st.lists(st.sampled_from(ALL), min_size=1, max_size=2, unique=True)


def unsure(guesses: list[str], about: str = "self", flags: tuple[str, ...] = ()) -> UserUttered:
    entities = [{"entity": "flags", "value": flag} for flag in flags]
    understood = {"understanding": {"guesses": guesses, "guessed_about": about}}
    return UserUttered("…", {"name": "conversation__aide"}, entities, understood)


@pytest.fixture(scope="module")
def answer(domain: Domain):
    wording = ReviewedWording()
    wording.responses = domain.responses
    wording.clock = lambda: NOON

    def message(*events: Event, name: str = OPEN) -> Message:
        tracker = DialogueStateTracker.from_events("x", list(events), slots=domain.slots)
        return asyncio.run(wording.generate(name, tracker, "ent"))["custom"]["message"]

    return message


def pressed(payload: str) -> dict[str, Any]:
    turn = read_turn({"conversation": "0" * 32, "kind": "button", "payload": payload}).parse_data()
    assert turn is not None
    return turn


def intents(message: Message) -> list[str]:
    return [pressed(button["payload"])["intent"]["name"] for button in message["buttons"]]


def lines(message: Message) -> list[str]:
    return [card["id"] for card in message["helplines"]]


@settings(max_examples=200, deadline=None)
@given(two_guesses, st.sampled_from(["self", "other"]), st.sampled_from([None, "primaire", "college"]))
def test_in_doubt_the_meanings_guessed_are_the_buttons_likeliest_first_then_something_else(
    answer, guesses, about, register
):
    message = answer(SlotSet("register", register), unsure(guesses, about))
    assert intents(message) == [*guesses, "conversation"]
    assert message["buttons"][-1] == SOMETHING_ELSE
    assert "?" in " ".join(message["texts"])
    assert message["helplines"]
    assert not message["urgent"]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ALL), st.sampled_from(["self", "other"]))
def test_pressing_a_meaning_tells_it_as_if_it_had_been_understood(answer, domain, guess, about):
    parsed = pressed(answer(unsure([guess], about))["buttons"][0]["payload"])
    event = UserUttered(parsed["text"], parsed["intent"], parsed["entities"], parsed)
    tracker = DialogueStateTracker.from_events("x", [], slots=domain.slots)
    tracker.update(event)
    told = {slot.key: slot.value for slot in domain.slots_for_entities(parsed["entities"])}
    assert told == {"situation": guess, "about": "author" if guess == "auteur" else about, "urgency": "1"}
    assert (guess == "suicide") == bool(read_pupil(tracker).kept)
    scene = answer(*(SlotSet(name, value) for name, value in told.items()), event, name=f"utter_{guess}")
    assert (
        scene["texts"]
        == answer(*(SlotSet(name, value) for name, value in told.items()), name=f"utter_{guess}")["texts"]
    )
    assert "/pas_ca" in [button["payload"] for button in scene["buttons"]]


@pytest.mark.parametrize(
    "told", [[], [SlotSet("situation", "harcelement"), SlotSet("urgency", "1")]], ids=["new", "told"]
)
@pytest.mark.parametrize("guesses", [["suicide", "mal_etre"], ["fugue", "suicide"]], ids=str)
def test_where_one_meaning_is_suicide_the_3114_comes_first(answer, guesses, told):
    assert lines(answer(*told, unsure(guesses)))[0] == "3114"


def test_a_child_reads_labels_in_a_child_s_words(answer):
    child, older = (answer(SlotSet("register", level), unsure(["suicide"])) for level in ("primaire", "lycee"))
    assert child["buttons"][0]["title"] == "L'envie de ne plus être là"
    assert older["buttons"][0]["title"] == "Des idées noires"


def test_without_a_guess_the_question_stays_open(answer):
    message = answer(unsure([]))
    assert {"À l'école", "Ailleurs, ou je ne sais pas"} <= {button["title"] for button in message["buttons"]}
    assert "?" not in " ".join(message["texts"])


def test_a_doubt_is_of_one_message_only(answer):
    later = UserUttered("…", {"name": "conversation__aide"}, [], {"understanding": {"guesses": []}})
    assert "?" not in " ".join(answer(unsure(["fugue", "suicide"]), later)["texts"])


@pytest.mark.parametrize("guesses", [["fugue", "suicide"], ["harcelement"]], ids=str)
def test_after_a_danger_there_is_no_question_and_its_numbers_stay_first(answer, guesses):
    message = answer(SlotSet("situation", "violence_famille"), SlotSet("urgency", "2"), unsure(guesses))
    assert "?" not in " ".join(message["texts"])
    assert lines(message)[0] == "17"
    assert ("3114" in lines(message)) == ("suicide" in guesses)


def test_whoever_cannot_speak_is_first_told_how_to_write(answer):
    message = answer(unsure(["violence_famille", "suicide"], flags=("no_voice",)))
    assert lines(message)[0] == "114"
    assert "3114" in lines(message)
    assert message["urgent"]


def test_the_same_question_is_not_asked_twice_in_a_row_and_the_meanings_stay(answer):
    first = answer(unsure(["harcelement", "fugue"]))
    again = answer(BotUttered("\n\n".join(first["texts"])), unsure(["harcelement", "fugue"]))
    assert "?" not in " ".join(again["texts"])
    assert again["buttons"] == first["buttons"]


def test_what_was_told_before_still_counts(answer):
    told = [SlotSet("situation", "harcelement"), SlotSet("about", "self"), SlotSet("urgency", "1")]
    assert "Ce que tu as dit avant compte toujours." in " ".join(answer(*told, unsure(["fugue"]))["texts"])
    assert "compte toujours" not in " ".join(answer(unsure(["fugue"]))["texts"])

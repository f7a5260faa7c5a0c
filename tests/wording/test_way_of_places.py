import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.turn import read_turn
from bot.hearing.set_phrases import heard, read_phrases
from bot.saying.wording import ReviewedWording
from content.catalogue import ROOT, rules
from content.catalogue import domain as domain_file
from tests.wording.conftest import NOON, Message

HANDOFF, RULERS = "/ecrire_aux_adultes", "/voir_reperes"
UNSAFE = '/pas_en_securite{"about": "self", "urgency": "2"}'
RESPONSE_OF = {
    rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules() if "intent" in rule["steps"][0]
}
SLOTS = domain_file()["slots"]
PLACES = ["/lieu_ecole", "/lieu_maison", "/lieu_internet", "/lieu_tete", "/lieu_autre"]
TALKS = ["conversation__oui", "conversation__non", "conversation__ne_sait_pas", "conversation__merci", "hors_sujet"]
MOST_QUESTIONS = 4


class Conversation:
    """Plays buttons and understood texts through the rules, the slots and the wording, as Rasa does, without a model."""

    def __init__(self, domain: Domain) -> None:
        self._wording = ReviewedWording()
        self._wording.responses = domain.responses
        self._wording.clock = lambda: NOON
        self._domain = domain
        self.tracker = DialogueStateTracker.from_events("x", [], slots=domain.slots)

    def press(self, payload: str) -> Message:
        turn = read_turn({"conversation": "0" * 32, "kind": "button", "payload": payload}).parse_data()
        assert turn is not None
        return self.hear(turn)

    def write(self, intent: str, **entities: Any) -> Message:
        found = [
            {"entity": name, "value": value} for name, value in {"about": "none", "urgency": "0", **entities}.items()
        ]
        return self.hear({"text": "…", "intent": {"name": intent}, "entities": found})

    def hear(self, parsed: dict[str, Any]) -> Message:
        event = UserUttered(parsed["text"], parsed["intent"], parsed["entities"], parsed)
        self.tracker.update(event, self._domain)
        for slot in filled_by(parsed):
            self.tracker.update(slot)
        name = RESPONSE_OF[parsed["intent"]["name"]]
        message = asyncio.run(self._wording.generate(name, self.tracker, "ent"))["custom"]["message"]
        self.tracker.update(BotUttered("\n\n".join(message["texts"]), {"custom": {"message": message}}))
        return message


def filled_by(parsed: dict[str, Any]) -> Iterator[Event]:
    """What the mappings of domain.yml make of a message."""
    intent = parsed["intent"]["name"]
    values = {entity["entity"]: entity["value"] for entity in parsed["entities"]}
    for name, slot in SLOTS.items():
        for mapping in slot["mappings"]:
            if (
                mapping["type"] == "from_entity"
                and mapping["entity"] in values
                and intent not in mapping.get("not_intent", ())
            ):
                value = values[mapping["entity"]]
                yield SlotSet(name, [value] if slot["type"] == "list" else value)
            named = mapping.get("intent", ())
            if mapping["type"] == "from_intent" and intent in ([named] if isinstance(named, str) else named):
                yield SlotSet(name, mapping["value"])


@pytest.fixture
def talk(domain: Domain) -> Conversation:
    return Conversation(domain)


def payloads(message: Message) -> list[str]:
    return [button["payload"] for button in message["buttons"]]


def lines(message: Message) -> list[str]:
    return [card["id"] for card in message["helplines"]]


def whole(message: Message) -> str:
    return " ".join(message["texts"])


def ways(domain: Domain, pressed: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Message]]:
    """Every way that buttons open from a place, to its end."""
    for payload in PLACES if not pressed else []:
        yield from ways(domain, (payload,))
    if not pressed:
        return
    talk = Conversation(domain)
    *_, last = [talk.press(payload) for payload in pressed]
    yield pressed, last
    if "?" in whole(last):
        for payload in payloads(last):
            yield from ways(domain, (*pressed, payload))


def test_every_way_comes_to_help_after_three_questions_at_most_and_never_asks_two_at_once(domain):
    walked = list(ways(domain))
    assert len(walked) > len(PLACES) * 2
    for pressed, message in walked:
        assert len(pressed) < MOST_QUESTIONS
        assert whole(message).count("?") <= 1
        assert message["helplines"], pressed
        assert re.search("personne n'est prévenu", whole(message)), pressed


def test_every_question_of_the_way_can_be_left_unanswered_by_a_button(domain):
    for pressed, message in ways(domain):
        if "?" in whole(message):
            assert "/lieu_sans_dire" in payloads(message), pressed


@pytest.mark.parametrize("place", ["/lieu_maison", "/lieu_ecole_eleves"])
def test_whoever_is_not_safe_gets_the_emergency_card_at_once_and_no_more_question(talk, place):
    talk.press(place)
    message = talk.press(UNSAFE)
    assert message["urgent"]
    assert lines(message)[0] == "17"
    assert "?" not in whole(message)


@pytest.mark.parametrize("place", ["/lieu_maison", "/lieu_ecole_eleves"])
def test_a_written_no_is_as_grave_as_the_button_and_stays_so(talk, domain, place):
    talk.press(place)
    written = talk.write("conversation__non")
    other = Conversation(domain)
    other.press(place)
    pressed = other.press(UNSAFE)
    assert (written["texts"], lines(written), written["urgent"]) == (pressed["texts"], lines(pressed), True)
    for later in (talk.write("conversation__merci"), talk.write("conversation__oui"), talk.press("/autre_chose")):
        assert lines(later)[0] == "17"
        assert HANDOFF not in payloads(later)
    assert "17" in lines(talk.write("harcelement", situation="harcelement", about="self", urgency="1"))


@pytest.mark.parametrize("intent", ["conversation__oui", "conversation__ne_sait_pas"])
@pytest.mark.parametrize("place", ["/lieu_maison", "/lieu_ecole_eleves"])
def test_a_written_yes_or_a_doubt_leads_to_the_help_of_that_place_where_a_danger_still_has_its_numbers(
    talk, domain, place, intent
):
    talk.press(place)
    message = talk.write(intent)
    other = Conversation(domain)
    other.press(place)
    assert message["texts"] == other.press("/en_securite")["texts"]
    assert "17" in whole(message)
    assert "114" in whole(message)


def test_the_question_is_of_the_message_just_before_only(talk):
    talk.press("/lieu_maison")
    talk.write("conversation__merci")
    assert not talk.write("conversation__non")["urgent"]


@pytest.mark.parametrize("place", PLACES)
def test_a_story_or_a_danger_told_on_the_way_is_answered_as_anywhere_else(talk, domain, place):
    talk.press(place)
    story = talk.write("harcelement", situation="harcelement", about="self", urgency="1")
    danger = talk.write("danger_immediat", situation="violence_famille", about="self", urgency="2")
    assert "te crois" in whole(story)
    assert danger["urgent"]
    assert lines(danger)[0] in ("17", "114")


def test_whoever_does_not_say_with_whom_at_school_is_not_led_to_its_adults(talk):
    talk.press("/lieu_ecole")
    assert HANDOFF not in payloads(talk.press("/lieu_sans_dire"))


def test_an_adult_of_the_school_is_never_answered_by_the_group(talk):
    talk.press("/lieu_ecole")
    assert HANDOFF not in payloads(talk.press("/lieu_ecole_adulte"))


def test_a_place_taken_back_is_forgotten(talk):
    talk.press("/lieu_maison")
    talk.press("/pas_ca")
    assert talk.press("/lieu_sans_dire")["texts"][0] == "D'accord. Tu n'as pas besoin de dire où, ni avec qui."


@pytest.mark.parametrize("first", ["/commencer", '/niveau{"register": "primaire"}', '/niveau{"register": "lycee"}'])
def test_the_examples_are_offered_in_the_welcome(talk, first):
    assert RULERS in payloads(talk.press(first))


def test_and_to_whoever_does_not_know(talk):
    assert RULERS in payloads(talk.write("conversation__ne_sait_pas"))
    assert RULERS in payloads(talk.press("/lieu_autre"))


@pytest.mark.parametrize(
    ("level", "panel"), [("primaire", "reperes_primaire"), ("college", "reperes"), (None, "reperes")]
)
def test_the_page_that_opens_is_of_the_pupils_level(talk, level, panel):
    if level:
        talk.press(f'/niveau{{"register": "{level}"}}')
    assert talk.press(RULERS)["panel"] == panel


def test_no_answer_to_a_situation_nor_to_a_danger_leads_to_the_examples(domain):
    offering = {name for name, variations in domain.responses.items() if RULERS in str(variations)}
    assert offering == {
        "utter_commencer",
        "utter_commencer__connu",
        "utter_niveau",
        "utter_conversation__ne_sait_pas",
        "utter_lieu_autre",
    }


TELLINGS = st.sampled_from(
    [
        ("harcelement", {"situation": "harcelement", "about": "self", "urgency": "1"}),
        ("violence_famille", {"situation": "violence_famille", "about": "other", "urgency": "1"}),
        ("danger_immediat", {"situation": "violence_famille", "about": "self", "urgency": "2"}),
        ("danger_suicide", {"situation": "suicide", "about": "self", "urgency": "2"}),
        ("conversation__secret", {"flags": "fear_report"}),
        ("conversation__oui", {"flags": "no_voice"}),
        ("lieu_maison", {}),
        ("lieu_tete", {}),
    ]
)
LATER = st.sampled_from(
    ["/pas_ca", "/pour_rire", "/autre_chose", "/conversation", "/commencer", "/lieu_autre", RULERS,
     '/niveau{"register": "primaire"}', *TALKS, "conversation__pas_ca", "conversation__salut"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TELLINGS, st.lists(LATER, min_size=1, max_size=5))
def test_once_something_was_told_the_examples_are_gone_for_the_rest_of_the_conversation(domain, told, later):
    talk = Conversation(domain)
    assert RULERS in payloads(talk.press("/commencer"))
    talk.write(told[0], **told[1])
    for step in later:
        message = talk.press(step) if step.startswith("/") else talk.write(step)
        assert RULERS not in payloads(message)
        assert message["panel"] is None


def test_a_doubt_about_what_was_meant_shuts_the_examples_too(talk):
    talk.tracker.update(UserUttered("…", {"name": "conversation__aide"}, [], {"understanding": {"guesses": ["suicide"], "guessed_about": "self"}}))  # fmt: skip
    assert RULERS not in payloads(talk.press("/commencer"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("À LA MAISON.", "lieu_maison"), ("c’est à l'école", "lieu_ecole"), ("sur insta", "lieu_internet"),
        ("dans ma tête", "lieu_tete"), ("ailleurs", "lieu_autre"), ("des élèves", "lieu_ecole_eleves"),
        ("un adulte de l'école", "lieu_ecole_adulte"), ("quelqu'un d'autre", "lieu_internet_autre"),
        ("je préfère pas dire", "lieu_sans_dire"), ("non je suis pas en sécurité", "pas_en_securite"),
    ],
)  # fmt: skip
def test_a_place_written_alone_is_worth_a_button_that_exists(text, intent):
    buttons = {re.match(r"/([a-z_]+)", payload)[1] for name in ("accueil", "endroits") for payload in _written(name)}
    found = heard(text, read_phrases())
    assert found is not None
    assert found.intent == intent
    assert intent in buttons


def _written(name: str) -> list[str]:
    content = yaml.safe_load((ROOT / "data" / "responses" / f"{name}.yml").read_text(encoding="utf-8"))
    return [
        b["payload"] for variations in content["responses"].values() for v in variations for b in v.get("buttons", ())
    ]

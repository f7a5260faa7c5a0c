import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.hearing.circumstances import Circumstances, under
from bot.saying.wording import ReviewedWording
from facts.paris import PARIS
from tests.wording.conftest import NOON, tracker_of

YEARS_LATER = NOON + timedelta(days=800)
SECRET = "mot-temoin"


def tuesday(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, tzinfo=PARIS)


def generated(wording: ReviewedWording, domain: Domain, name: str, **slots: Any) -> dict[str, Any]:
    return asyncio.run(wording.generate(name, tracker_of(domain, **slots), "ent", domain_responses=domain.responses))


def is_safe_reply(message) -> bool:
    text = " ".join(message["texts"])
    return all(number in text for number in ("119", "3114", "17")) and "personne n'est prévenu" in text


@pytest.fixture
def wording(domain) -> ReviewedWording:
    made = ReviewedWording(EndpointConfig(), domain)
    made.clock = lambda: NOON
    return made


@pytest.mark.parametrize(
    ("at", "lines", "now"),
    [
        (tuesday(8, 59), ["119", "3018"], "Fermé maintenant. Ouvre aujourd'hui à 9 h"),
        (tuesday(9), ["3018", "119"], "Ouvert maintenant, jusqu'à 23 h"),
        (tuesday(22, 59), ["3018", "119"], "Ouvert maintenant, jusqu'à 23 h"),
        (tuesday(23), ["119", "3018"], "Fermé maintenant. Ouvre demain à 9 h"),
        (datetime(2026, 12, 25, 10, tzinfo=PARIS), ["3018", "119"], "Ouvert maintenant, jusqu'à 23 h"),
    ],
)
def test_the_cards_follow_the_hour_and_a_closed_line_says_when_it_opens(say, at, lines, now):
    shown = say("utter_harcelement", at, situation="harcelement", about="self", urgency="1")["helplines"]
    assert [card["id"] for card in shown] == lines
    assert next(card["now"] for card in shown if card["id"] == "3018") == now


def test_the_sentence_about_the_3020_says_the_hours_of_today(say):
    assert "Fermé maintenant. Ouvre demain à 9 h." in say("utter_conversation__numero_3020", tuesday(23))["texts"][1]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (tuesday(10), "peuvent le lire aujourd'hui"),
        (tuesday(20), "attendra demain matin"),
        (datetime(2026, 11, 28, 10, tzinfo=PARIS), "attendra lundi matin"),
        (datetime(2026, 12, 22, 10, tzinfo=PARIS), "attendra la rentrée"),
    ],
)
@pytest.mark.parametrize("name", ["utter_ecrire_aux_adultes", "utter_message_parti"])
def test_a_message_to_the_school_says_when_it_can_wait_and_shows_who_answers_now(say, name, at, said):
    message = say(name, at)
    assert said in " ".join(message["texts"])
    assert [card["id"] for card in message["helplines"]][:2] == ["119", "3114"]


@pytest.mark.parametrize("name", ["utter_ecrire_aux_adultes", "utter_message_parti"])
def test_a_message_to_the_school_says_the_hours_of_that_very_school(say, name):
    own = "Personne ne lit à l'école en ce moment. Ton message attendra cet après-midi."
    with under(Circumstances(school_now=own)):
        told = " ".join(say(name, tuesday(10))["texts"])
    assert own in told
    assert "peuvent le lire aujourd'hui" not in told
    assert "peuvent le lire aujourd'hui" in " ".join(say(name, tuesday(10))["texts"])


def test_what_rasa_keeps_is_what_the_pupil_reads(wording, domain):
    answer = generated(wording, domain, "utter_commencer")
    assert answer["text"] == "\n\n".join(answer["custom"]["message"]["texts"])
    assert set(answer) == {"text", "custom"}


def test_a_response_of_an_action_is_worded_without_the_responses_of_the_domain(wording, domain):
    answer = asyncio.run(wording.generate("utter_message_parti", tracker_of(domain), "ent"))
    assert "arrivé dans ton école" in answer["text"]


def test_panels_open_where_the_contract_says(wording, domain):
    panels = {name: generated(wording, domain, name)["custom"]["message"]["panel"] for name in ("utter_ecrire_aux_adultes", "utter_nouvelles", "utter_quitter", "utter_harcelement")}  # fmt: skip
    assert list(panels.values()) == ["handoff", "state", "leave", None]


@pytest.mark.parametrize("name", ["utter_inconnue", "action_inconnue", ""])
def test_an_unknown_response_becomes_the_safe_reply(wording, domain, name):
    message = generated(wording, domain, name)["custom"]["message"]
    assert is_safe_reply(message)
    assert [card["id"] for card in message["helplines"]] == ["119", "3114", "17"]


def test_once_the_facts_have_expired_nothing_stale_is_printed_and_the_numbers_stay(wording, domain):
    wording.clock = lambda: YEARS_LATER
    for name in ("utter_harcelement", "utter_danger_immediat", "utter_conversation__numeros"):
        message = generated(wording, domain, name, situation="harcelement")["custom"]["message"]
        assert is_safe_reply(message)
        assert message["helplines"] == []
        assert "9 h" not in " ".join(message["texts"])


@pytest.mark.parametrize(
    "broken",
    [
        {"text": "Le {118.number} répond."},
        {"text": "Bonjour {prenom}."},
        {"text": "Un {3018.hours"},
        {"text": "Bonjour.", "custom": {"helplines": ["3020"]}},
        {
            "text": "Bonjour.",
            "custom": {"helplines": "orientation"},
            "condition": [{"name": "about", "value": "other"}],
        },
    ],
    ids=str,
)
def test_a_sentence_that_cannot_be_printed_becomes_the_safe_reply(wording, domain, broken):
    wording.responses = {**domain.responses, "utter_commencer": [broken]}
    assert is_safe_reply(generated(wording, domain, "utter_commencer")["custom"]["message"])


@pytest.mark.parametrize("clock", [lambda: datetime(2026, 11, 24, 12), lambda: 1 / 0], ids=["no offset", "broken"])  # noqa: DTZ001
def test_a_broken_clock_still_leaves_the_numbers(wording, domain, clock):
    wording.clock = clock
    assert is_safe_reply(generated(wording, domain, "utter_harcelement")["custom"]["message"])


def test_an_absurd_slot_still_leaves_the_numbers(wording, domain):
    assert is_safe_reply(generated(wording, domain, "utter_harcelement", urgency="beaucoup")["custom"]["message"])


def test_a_failure_is_logged_without_anything_that_the_pupil_said(wording, domain, caplog):
    with caplog.at_level(logging.DEBUG):
        generated(wording, domain, "utter_harcelement", urgency=SECRET, situation=SECRET)
    assert "utter_harcelement" in caplog.text
    assert SECRET not in caplog.text


def test_rasa_makes_it_from_its_endpoints_file(domain):
    made = NaturalLanguageGenerator.create(EndpointConfig(type="bot.saying.wording.ReviewedWording"), domain)
    assert isinstance(made, ReviewedWording)
    assert made.responses == domain.responses


def test_made_without_a_domain_it_speaks_once_the_model_gives_it_its_responses(domain):
    made = ReviewedWording()
    assert is_safe_reply(generated(made, domain, "utter_commencer")["custom"]["message"])
    made.responses = domain.responses
    assert "un programme" in generated(made, domain, "utter_commencer")["text"]

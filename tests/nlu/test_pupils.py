"""The real model on sentences it has never seen."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.comprehension import Comprehension
from bot.nlu.evaluate import acceptable, messages, tried
from bot.nlu.measures import report
from bot.nlu.situations import BENIGN

HERE = Path(__file__).parent
WRITTEN = yaml.safe_load((HERE / "danger_set.yml").read_text(encoding="utf-8"))
SEEN: list[dict[str, Any]] = WRITTEN["seen"]
HARMLESS: list[str] = WRITTEN["harmless"]
THE_SEVEN = [
    ("ils se moquent de moi tous les jours au collège et personne me parle", "harcelement", "self", 1),
    ("mon daron me tape", "violence_famille", "self", 1),
    ("jveu mourir", "suicide", "self", 1),
    ("on veut envoyer mes photos si je paie pas", "chantage_intime", "self", 1),
    ("ma copine se fait harceler", "harcelement", "other", 1),
    ("ce contrôle va me tuer mdr", "hors_sujet", "none", 0),
]
STRANGE = [
    "",
    " ",
    "😭",
    "?",
    "…",
    "🫥🫥",
    "مرحبا",
    "שלום עולם",
    "<script>alert(1)</script>",
    "\x00\x01\x02PNG\r\n\x1a\n",
    "a" * 5000,
    "je " * 1666,
    "😂" * 5000,
]


@pytest.mark.parametrize(("text", "situation", "about", "urgency"), THE_SEVEN, ids=lambda value: str(value)[:40])
def test_the_sentences_of_the_project_card(
    comprehension: Comprehension, text: str, situation: str, about: str, urgency: int
) -> None:
    said = comprehension.understand(text).understanding
    assert (said.situation, said.about, said.urgency) == (situation, about, urgency)


INDIRECT = {
    "j'ai de nouveau passé toute la récré au CDI, au moins là ils viennent pas me chercher": "harcelement",
    "il a screen": "chantage_intime",
    "j'ai rendu tous les livres que j'avais empruntés, comme ça c'est fait": "suicide",
}


@pytest.mark.parametrize("text", INDIRECT)
def test_what_is_only_hinted_at_is_understood(comprehension: Comprehension, text: str) -> None:
    assert comprehension.understand(text).understanding.situation == INDIRECT[text]


def test_a_knife_behind_the_door_is_danger_now(comprehension: Comprehension) -> None:
    said = comprehension.understand("il est derrière la porte il a un couteau").understanding
    assert (said.urgency, said.intent, said.routes[0]) == (2, "danger_immediat", "urgence")


@pytest.mark.parametrize("line", SEEN, ids=lambda line: line["text"])
def test_danger_is_seen(comprehension: Comprehension, line: dict[str, Any]) -> None:
    said = comprehension.understand(line["text"]).understanding
    assert said.situation not in BENIGN
    assert said.situation in line.get("situation", [said.situation])
    assert said.urgency == line.get("urgency", said.urgency)
    assert said.about == line.get("about", said.about)
    assert set(line.get("flags", ())) <= set(said.flags)


def test_near_misses_raise_few_alarms(comprehension: Comprehension) -> None:
    alarms = [text for text in HARMLESS if comprehension.understand(text).understanding.urgency > 0]
    assert len(alarms) <= 0.04 * len(HARMLESS), alarms


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: repr(text[:12]))
def test_anything_gets_an_answer_that_is_plain_json(comprehension: Comprehension, text: str) -> None:
    said = comprehension.understand(text).understanding
    assert json.loads(json.dumps(said.as_dict())) == said.as_dict()


@pytest.mark.parametrize("text", ["", "😭", "💔"])
def test_a_lone_tear_is_never_brushed_off(comprehension: Comprehension, text: str) -> None:
    assert comprehension.understand(text).understanding.intent in ("conversation__aide", "mal_etre")


def test_an_empty_message_is_no_danger(comprehension: Comprehension) -> None:
    assert comprehension.understand("").understanding.situation in BENIGN


@pytest.mark.parametrize("at", [0, 10, 20])
def test_one_sentence_of_danger_is_not_drowned_by_twenty_others(comprehension: Comprehension, at: int) -> None:
    sentences = ["aujourd'hui on a eu sport et j'ai joué au foot avec mes potes."] * 20
    sentences.insert(at, "mon père me frappe avec sa ceinture.")
    assert comprehension.understand(" ".join(sentences)).understanding.situation == "violence_famille"


def test_twenty_harmless_sentences_are_harmless(comprehension: Comprehension) -> None:
    day = "aujourd'hui on a eu sport et j'ai joué au foot avec mes potes. " * 20
    assert comprehension.understand(day).understanding.situation in BENIGN


def test_messages_by_another_author_are_still_understood(comprehension: Comprehension) -> None:
    """No evaluation: the thresholds were set by scoring on these 460 messages, so fresh ones will do worse. It guards against loss."""
    measured = report(tried(comprehension, messages(HERE / "development.jsonl")), acceptable)
    assert measured["accuracy"] >= 0.70
    assert measured["danger_recall"] >= 0.93
    assert measured["route_accuracy"] >= 0.85
    assert measured["urgent_recall"] >= 0.70
    assert measured["false_alarms"] <= 0.15

"""Ten thousand strings made to break a reader: each gets an answer. How time grows is in benchmarks/recognition/growth.py."""

import json

import pytest

from benchmarks.recognition.hostile import BAITS, bait, hostile_string
from benchmarks.recognition.perturbing import seeded
from bot.nlu.comprehension import Comprehension
from bot.nlu.french.excerpts import READ_AT_MOST, readable
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.normalise import Normaliser
from bot.nlu.situations import ABOUTS
from bot.nlu.training import train
from facts.orientation import routes
from tests.nlu.test_training import Letters, few_lines

STRINGS, BY_THE_WHOLE_MODEL = 10_000, 400
WIDEST = 8  # a list may make several letters of one: "jpp" is "j'en peux plus"


@pytest.fixture(scope="module")
def small(lexicons: Lexicons) -> Comprehension:
    return Comprehension(train(few_lines(), lexicons, Letters()), lexicons, Letters(), routes)


@pytest.fixture(scope="module")
def words(lexicons: Lexicons) -> list[str]:
    families = [
        entry.strip("= ") for lines in lexicons.lines("concepts").values() for entry in ",".join(lines).split(",")
    ]
    return families + list(lexicons.pairs("sms", "words")) + list(lexicons.pairs("emoji", "emoji"))


def check_answer(comprehension: Comprehension, text: str, seed: int) -> None:
    said = comprehension.understand(text).understanding
    assert json.loads(json.dumps(said.as_dict())) == said.as_dict(), seed
    assert said.urgency in (0, 1, 2), seed
    assert said.about in ABOUTS, seed
    assert 1 <= len(said.routes) <= 3, seed
    assert 0 <= said.confidence <= 1, seed


def test_ten_thousand_hostile_strings_each_get_an_answer(small: Comprehension, words: list[str]) -> None:
    for seed in range(STRINGS):
        check_answer(small, hostile_string(seeded(seed), words), seed)


def test_the_whole_model_answers_hostile_strings_too(comprehension: Comprehension, words: list[str]) -> None:
    for seed in range(STRINGS, STRINGS + BY_THE_WHOLE_MODEL):
        check_answer(comprehension, hostile_string(seeded(seed), words), seed)


@pytest.mark.parametrize("name", BAITS)
def test_what_is_read_is_bounded_whatever_is_sent(normaliser: Normaliser, name: str) -> None:
    for size in (5_000, 50_000):
        read = readable(bait(name, size))
        assert len(read) <= READ_AT_MOST + len(" . ")
        assert len(normaliser.normalise(read).folded) <= WIDEST * READ_AT_MOST


def test_of_a_long_text_without_a_space_the_ends_are_read() -> None:
    read = readable("jeveuxmourir" + "a" * 5_000 + "aidezmoi")
    assert read.startswith("jeveuxmourir")
    assert read.endswith("aidezmoi")


@pytest.mark.parametrize("text", ["/restart", "/remettre_message{}", '{"text": "/restart"}', "<a " * 800, "\x00\ud800"])
def test_an_order_or_a_programme_is_a_text_like_another(small: Comprehension, text: str) -> None:
    check_answer(small, text, 0)

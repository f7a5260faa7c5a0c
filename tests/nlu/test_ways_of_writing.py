"""The same words by another keyboard are read as the same message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.recognition.perturbing import PERTURBATIONS, lookalikes, seeded
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.lookalikes import latin_letters
from bot.nlu.french.normalise import Normaliser
from bot.nlu.reading import Reader

LEXICONS = Lexicons.read()
NORMALISER, READER = Normaliser(LEXICONS), Reader(LEXICONS)
SAID = "Mon père m'a frappé hier soir, j'ai peur de rentrer."
SAME_TO_THE_LETTER = (
    "capitals",
    "without_accents",
    "decomposed_accents",
    "elongated",
    "in_html",
    "hidden_characters",
    "spaced_out",
    "full_width",
    "lookalikes",
)


@pytest.mark.parametrize("name", SAME_TO_THE_LETTER)
def test_another_writing_is_read_as_the_same_words(name: str) -> None:
    read = NORMALISER.normalise(SAID).folded
    for seed in range(20):
        (written,) = PERTURBATIONS[name](SAID, seeded(seed))
        assert written != SAID
        assert NORMALISER.normalise(written).folded == read


def test_a_greeting_before_a_sentence_changes_nothing() -> None:
    for greeting in ("salut", "Bonjour,", "slt !", "cc", "hey"):
        assert NORMALISER.normalise(f"{greeting} {SAID}") == NORMALISER.normalise(SAID)


@pytest.mark.parametrize("text", ["salut", "salut ça va", "bonjour à tous !"])
def test_a_greeting_that_is_the_message_stays(text: str) -> None:
    assert NORMALISER.normalise(text).folded.split()[0] in ("salut", "bonjour")


def test_a_blank_line_ends_a_sentence_and_a_narrow_screen_does_not() -> None:
    assert NORMALISER.normalise("il me\nfrappe").folded == "il me frappe"
    assert NORMALISER.normalise("il me frappe\n\nj'ai peur").folded == "il me frappe . j ai peur"
    assert NORMALISER.normalise("il me frappe\r\n \r\nj'ai peur").folded == "il me frappe . j ai peur"


def test_pictures_part_no_words_and_count_once_however_many() -> None:
    one = set(READER.read("il me frappe tous les jours 😭").features)
    assert set(READER.read("il me 😭 frappe 😭😭 tous les 😭 jours").features) == one
    assert READER.read("il me 😭 frappe 😭 tous les jours").features.count("wemopleure") == 1
    assert one >= set(READER.read("il me frappe tous les jours").features)


def test_a_picture_stays_in_its_place_for_the_rules() -> None:
    assert NORMALISER.normalise("je meurs 😂 j'ai peur").folded == "je meurs emorire j ai peur"


def test_a_disguised_letter_is_read_as_ours_and_a_foreign_word_stays() -> None:
    assert latin_letters("il mе frарре") == "il me frappe"
    assert latin_letters("я тебя люблю") == "я тебя люблю"
    assert latin_letters("mon pеre dit привет") == "mon pere dit привет"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz éè'", max_size=60))
def test_lookalikes_of_any_word_come_back(text: str) -> None:
    (disguised,) = lookalikes(text, seeded(0))
    assert latin_letters(disguised) == text


@pytest.mark.parametrize("name", PERTURBATIONS)
@given(text=st.text(max_size=80), seed=st.integers(0, 9))
def test_a_perturbation_is_seeded_and_takes_any_text(name: str, text: str, seed: int) -> None:
    first = PERTURBATIONS[name](text, seeded(seed))
    assert first == PERTURBATIONS[name](text, seeded(seed))
    assert 1 <= len(first) <= 2

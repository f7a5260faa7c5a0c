import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.languages import language_of, read_languages
from bot.nlu.examples import read_examples
from content.catalogue import ROOT, catalogue

WRITTEN = {
    "en": ["help me my dad hits me", "i want to die", "i don't speak french", "im scared", "they bully me at school"],
    "es": ["mi padre me pega", "necesito ayuda por favor", "tengo miedo", "me están pegando"],
    "pt": ["o meu pai bate-me", "preciso de ajuda", "tenho medo"],
    "it": ["mio padre mi picchia", "ho bisogno di aiuto"],
    "de": ["hilfe mein vater schlägt mich", "ich habe angst"],
    "ro": ["tata ma bate", "am nevoie de ajutor"],
    "tr": ["babam beni dövüyor", "yardım edin", "korkuyorum"],
    "uk": ["привіт", "мене б'є тато", "ДОПОМОЖІТЬ МЕНІ"],
    "ru": ["помогите мне", "отец меня бьет"],
    "ar": ["مرحبا", "أبي يضربني"],
    "ary": ["3afak sa3edni", "baba kaydrebni", "bghit nmout", "3endi mochkil fdar"],
    "autre": ["救命", "我爸爸打我", "मुझे मदद चाहिए"],
}
FRENCH = [
    "mon père me tape", "jsp", "mdr", "hello", "help", "hola que tal", "salam", "wesh bien ou quoi", "je suis nul en anglais",
    "ils m'ont dit go home", "yo la team", "con de robo", "3 fois par jour", "...", "", "😭😭", "?", "merci", "Aiò, salute à tutti",
    "mon crush m'a ghost c'est cringe", "le prof d'espagnol dit hola chicos", "g peur", "i", "и",
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, texts in WRITTEN.items() for text in texts])
def test_a_short_call_in_another_language_is_seen_for_what_it_is(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize("text", [text for text in FRENCH if text != "hola que tal"])
def test_french_and_a_lone_borrowed_word_are_french(text):
    assert language_of(text) is None


def test_the_french_of_pupils_is_hardly_ever_taken_for_another_language():
    lines = [line.text for line in read_examples() if line.hand != "h28"]  # which wrote in English as well
    taken = [line for line in lines if language_of(line)]
    assert len(lines) > 10_000
    assert len(taken) <= len(lines) * 0.002, taken


def test_every_language_that_is_seen_has_its_words_and_its_numbers():
    written = {said.name for said in catalogue()}
    for name in read_languages().names:
        assert {f"utter_langue__{name}", f"utter_langue_numeros__{name}"} <= written


def test_every_answer_in_a_language_gives_the_same_numbers():
    sentences = yaml.safe_load((ROOT / "data" / "responses" / "langues.yml").read_text(encoding="utf-8"))["responses"]
    for name, (variation,) in sentences.items():
        if name.startswith("utter_langue_numeros__"):
            numbers = set(re.findall(r"\{(\w+)\.number\}", variation["text"]))
            assert numbers == {"17", "112", "114", "119", "3018", "3114"}, name


@given(st.text(max_size=500))
def test_any_text_has_an_answer(text):
    assert language_of(text) in {None, *read_languages().names}

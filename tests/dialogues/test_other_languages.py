"""Whoever writes in another language reads the numbers in it; a danger that is understood keeps its own answer first (issue 5, point 7)."""

import pytest

CALLS = {
    "en": ("i don't speak french", "I understand French best"),
    "es": ("necesito ayuda por favor", "Entiendo mejor el francés"),
    "pt": ("olá preciso de ajuda", "Percebo melhor o francês"),
    "tr": ("merhaba yardım edin", "En iyi Fransızca anlıyorum"),
    "it": ("ciao ho bisogno di aiuto", "Capisco meglio il francese"),
    "uk": ("допоможіть будь ласка", "Найкраще я розумію французьку"),
    "ar": ("مرحبا", "أفهم الفرنسية أكثر"),
    "ary": ("3afak sa3edni", "Kanfhem l-français ktar"),
    "zh": ("救命", "I understand French best"),
}
DANGERS = ["help me my dad hits me", "i want to die", "mi padre me pega"]
NUMBERS = ("17", "112", "114", "119", "3018", "3114")
BORROWED = ["hello", "help", "salam", "wesh", "je suis nul en anglais"]
BACK_TO_FRENCH = ("i don't speak french", "ils se moquent de moi tous les jours")
EVERY = [*((text,) for text, _ in CALLS.values()), *((text,) for text in (*DANGERS, *BORROWED)), BACK_TO_FRENCH]


def whole(reply):
    return " ".join(reply["texts"])


@pytest.fixture(scope="module")
def played(talk):
    answers = talk({"|".join(turns): list(turns) for turns in EVERY})
    return lambda *turns: answers["|".join(turns)]


@pytest.mark.parametrize("name", CALLS)
def test_a_call_for_help_is_answered_in_its_language_with_every_number(played, name):
    reply = played(CALLS[name][0])[0]
    assert CALLS[name][1] in whole(reply)
    assert all(number in whole(reply) for number in NUMBERS)
    assert {"119", "3018", "112", "114"} <= set(reply["helplines"])


@pytest.mark.parametrize("text", DANGERS)
def test_a_story_in_another_language_keeps_its_own_answer_first_then_the_numbers(played, text):
    reply = played(text)[0]
    assert reply["situation"] in ("violence_famille", "suicide")
    assert reply["urgency"] >= 1
    assert "te crois" in " ".join(reply["texts"][:3])
    assert all(number in " ".join(reply["texts"][-3:]) for number in NUMBERS)


def test_the_next_words_in_french_are_answered_in_french(played):
    _, french = played(*BACK_TO_FRENCH)
    assert "te crois" in whole(french)
    assert "I understand" not in whole(french)


@pytest.mark.parametrize("text", BORROWED)
def test_a_borrowed_word_is_french(played, text):
    assert "French" not in whole(played(text)[0])

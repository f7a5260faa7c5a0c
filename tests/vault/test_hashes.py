import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import KeyRing, WordRefused, keyed_hash, keyed_hashes, normalise_word, word_hash

KEY, OTHER = bytes([1]) * 32, bytes([2]) * 32


def test_a_keyed_hash_is_stable_and_depends_on_key_purpose_and_value():
    ring = KeyRing((KEY,))
    first = keyed_hash(ring, "sender", "lea")
    assert first == keyed_hash(ring, "sender", "lea")
    others = {
        keyed_hash(KeyRing((OTHER,)), "sender", "lea"),
        keyed_hash(ring, "state", "lea"),
        keyed_hash(ring, "sender", "noe"),
    }
    assert len(others | {first}) == 4
    assert len(bytes.fromhex(first)) == 32


def test_after_a_rotation_the_old_hash_is_still_among_those_to_look_for():
    before = keyed_hash(KeyRing((KEY,)), "sender", "lea")
    rotated = KeyRing((OTHER, KEY))
    assert keyed_hashes(rotated, "sender", "lea") == (keyed_hash(rotated, "sender", "lea"), before)


@pytest.mark.parametrize(
    "spelling",
    [
        "etoile filante",
        "Étoile Filante",
        "ÉTOILE  FILANTE",
        " étoile-filante ",
        "e\u0301toile\u00a0filante",
        "étoile\u200bfilante",
    ],
)
def test_a_child_finds_the_word_again_however_it_is_typed(spelling: str):
    assert word_hash(spelling, b"sel") == word_hash("étoilefilante", b"sel")


@pytest.mark.parametrize(
    ("one", "other"), [("l'œuf", "l’oeuf"), ("Straße", "strasse"), ("🐱 🌟 🚲", "🐱🌟🚲"), ("❤️", "❤")]
)
def test_two_keyboards_give_one_word(one: str, other: str):
    assert normalise_word(one) == normalise_word(other) != ""


def test_different_words_and_salts_give_different_hashes():
    assert (
        len(
            {
                word_hash("chat", b"a"),
                word_hash("chats", b"a"),
                word_hash("chat", b"b"),
                word_hash("🐱🌟", b"a"),
                word_hash("🌟🐱", b"a"),
            }
        )
        == 5
    )


@pytest.mark.parametrize("empty", ["", "   ", "\u200b", "---", "’’", "\u0301", "\ud800"])
def test_a_word_of_which_nothing_is_left_is_refused(empty: str):
    with pytest.raises(WordRefused):
        word_hash(empty, b"sel")


@given(st.text())
def test_normalising_twice_changes_nothing_more(word: str):
    once = normalise_word(word)
    assert normalise_word(once) == once


@given(st.text())
def test_decomposed_and_composed_spellings_are_one_word(word: str):
    assert normalise_word(unicodedata.normalize("NFD", word)) == normalise_word(unicodedata.normalize("NFC", word))


def test_guessing_a_word_is_dear():
    started = time.perf_counter()
    word_hash("chat", b"sel")
    assert time.perf_counter() - started > 0.02

"""The browser locks the replies under the word as the server knows it again: what is one word here is one word there."""

import sys

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.sealing.browser import Browser
from vault import normalise_word

EVERY_LETTER = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
# Ahom, a sign whose category one version of Unicode changed: Node's and Python's tables are not of one version.
CHANGED_CATEGORY = {"0x1171e"}
TYPED = [
    "Étoile-Filante",
    " l’été ",
    "CŒUR",
    "straße",
    "ﬁlou",
    "lune\u200b12",
    "Ὀδυσσεύς",
    "ça va?",
    "⭐️ étoile",
    "ΣΊΣΥΦΟΣ",
]


def test_every_letter_that_the_server_takes_for_others_the_browser_takes_for_the_same(browser: Browser):
    here = browser.normalise(EVERY_LETTER)
    there = browser.normalise([normalise_word(letter) for letter in EVERY_LETTER])
    differ = [hex(ord(letter)) for letter, one, other in zip(EVERY_LETTER, here, there, strict=True) if one != other]
    assert set(differ) <= CHANGED_CATEGORY


def test_words_as_pupils_type_them_are_the_same_here_and_there(browser: Browser):
    assert browser.normalise(TYPED) == [normalise_word(word) for word in TYPED]


@settings(deadline=None, max_examples=12)
@given(words=some.lists(some.text(max_size=12), min_size=40, max_size=60))
def test_whatever_is_typed_the_browsers_word_is_made_of_the_servers(browser: Browser, words: list[str]):
    assert browser.normalise(words) == browser.normalise([normalise_word(word) for word in words])

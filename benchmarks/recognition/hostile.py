"""Strings that nobody should send and somebody will: seeded, made to crash a reader or to keep it busy.

`hostile_string` gives one of any kind; `BAITS` are endless texts, cut where one likes, for measuring how time grows.
"""

from collections.abc import Callable, Sequence
from itertools import cycle, islice
from random import Random

SIZES = (0, 1, 3, 12, 12, 40, 40, 120, 120, 240) * 4 + (400, 400, 2_000, 5_000)  # the longest are slow, so they are few
BAITS = {
    "a sentence": "mon père me frappe et j'ai peur de rentrer le soir. ",
    "one letter": "a",
    "letters and marks": "aaaaaaaaaaaaaaaaaaaaaaaaaaa!",
    "negations": "pas ",
    "je": "je ",
    "je veux": "je je veux veux pas mourir de rire ",
    "spaces": " ",
    "new lines": " \n ",
    "laughter": "hahahah",
    "emoticons": ":):(^^",
    "joined pictures": "👩\u200d👩\u200d👧\u200d👦",
    "tears": "😭a",
    "open tags": "<a <a <",
    "nested tags": "<b><i>",
    "entities": "&amp;lt;",
    "spelled out": "s u i ",
    "leet": "5u1c1d3 v!0l ",
    "leet without end": "a1@!$",
    "apostrophes": "j'l'd'm'",
    "quotes": '"«',
    "marks": "?!.,;:",
    "accents": "e\u0301\u0327",
    "ligature": "\ufdfa",
    "short words": "c g t k d l m ",
    "Cyrillic": "ѕалют рере ",
    "right to left": "\u202eمرحبا ",
}
_ENDS = ("", "!", "x", "\x00", "'", ">", "é", "…", "\ud800")


def bait(name: str, size: int) -> str:
    """So many characters of an endless text."""
    return "".join(islice(cycle(BAITS[name]), size))


def hostile_string(chance: Random, words: Sequence[str]) -> str:
    """Of any kind and size up to 5,000 characters or so; `words` are those that the reader knows best."""
    make = chance.choice(_MAKERS)
    return make(chance, words, chance.choice(SIZES)) + chance.choice(_ENDS)


def _any_unicode(chance: Random, _: Sequence[str], size: int) -> str:
    return "".join(chr(chance.randrange(0x110000)) for _ in range(size))


def _low_planes(chance: Random, _: Sequence[str], size: int) -> str:
    return "".join(chr(chance.randrange(0x3000)) for _ in range(size))


def _surrogates(chance: Random, _: Sequence[str], size: int) -> str:
    return "".join(chr(chance.randrange(0xD800, 0xE000)) for _ in range(size))


def _controls(chance: Random, _: Sequence[str], size: int) -> str:
    return "".join(chance.choice("\x00\x01\x07\x08\x0b\x1b\x7f\x85\u2028\u2029\ufeff \n\t\ra") for _ in range(size))


def _one_word(chance: Random, words: Sequence[str], size: int) -> str:
    word = chance.choice(words) + chance.choice(("", " ", " ", ". "))
    return (word * (size // len(word) + 1))[:size]


def _known_words(chance: Random, words: Sequence[str], size: int) -> str:
    separator = chance.choice((" ", " ", "", "\n", "  ", "-", "'", " . ", "\u200b", "_"))
    return separator.join(chance.choice(words) for _ in range(size // 6))[:size]


def _bait(chance: Random, _: Sequence[str], size: int) -> str:
    return bait(chance.choice(list(BAITS)), size)


def _html(chance: Random, words: Sequence[str], size: int) -> str:
    depth = size // 16
    return "<div><p a='" * depth + chance.choice(words) + "</p></div>" * depth


def _json(chance: Random, words: Sequence[str], size: int) -> str:
    return '{"text": [' * (size // 12) + chance.choice(words) + "]}" * (size // 24)


def _payload(chance: Random, words: Sequence[str], _: int) -> str:
    name = chance.choice(("restart", "session_start", "remettre_message", "intent", chance.choice(words)))
    return chance.choice(("/", " /", "\u2215", "//")) + name + chance.choice(("", "{}", '{"envelope_id": "1"}', "{{{"))


def _stirred(chance: Random, words: Sequence[str], size: int) -> str:
    letters = list(_known_words(chance, words, size))
    for _ in range(len(letters) // 5):
        letters[chance.randrange(len(letters))] = chance.choice("0134@$!*<>&;#'\"\\\u0301\u200d😂🔪\u202e")
    return "".join(letters)


_MAKERS: tuple[Callable[[Random, Sequence[str], int], str], ...] = (
    _any_unicode,
    _low_planes,
    _surrogates,
    _controls,
    _one_word,
    _known_words,
    _bait,
    _html,
    _json,
    _payload,
    _stirred,
)

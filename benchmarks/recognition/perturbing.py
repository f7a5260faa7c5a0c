"""The same message as another keyboard, another mood or another programme would have written it.

Pure and seeded: the same text and the same `Random` give the same result. Each returns the parts in which the message would be
sent: one, or two where it is cut. What was said is never changed, only how it is written.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from random import Random

Parts = tuple[str, ...]
Perturbation = Callable[[str, Random], Parts]

_WORD = re.compile(r"[^\W\d_]+")
_LONG_ENOUGH = 4
_VOWELS = "aeiouyàâéèêëîïôöùûü"
_MOODS_AND_SIGNS = "😂😭🙏👀✨🥲🙂💪"
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LOOKALIKES = str.maketrans("aeopcxyiAEOPCXHKMTB", "аеорсхуіАЕОРСХНКМТВ")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
_LEET = str.maketrans("aeiosAEIOS", "4310$4310$")
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_EACH_WORDS = 4


def seeded(seed: int | str) -> Random:
    """The same chance each time."""
    return Random(seed)  # noqa: S311 (nothing secret is drawn)


def capitals(text: str, _chance: Random) -> Parts:
    """Caps lock."""
    return (text.upper(),)


def without_accents(text: str, _chance: Random) -> Parts:
    """No accent, no cedilla."""
    decomposed = unicodedata.normalize("NFD", text)
    return ("".join(char for char in decomposed if not unicodedata.combining(char)),)


def decomposed_accents(text: str, _chance: Random) -> Parts:
    """Each accent as a character of its own, as some telephones send it."""
    return (unicodedata.normalize("NFD", text),)


def typos(text: str, chance: Random) -> Parts:
    """One edit in each word of four letters or more."""
    return (_WORD.sub(lambda found: _mistyped(found.group(), chance), text),)


def one_typo(text: str, chance: Random) -> Parts:
    """One edit in one word."""
    words = [found for found in _WORD.finditer(text) if len(found.group()) >= _LONG_ENOUGH]
    if not words:
        return (text,)
    found = chance.choice(words)
    return (text[: found.start()] + _mistyped(found.group(), chance) + text[found.end() :],)


def elongated(text: str, chance: Random) -> Parts:
    """A vowel drawn out in each word of four letters or more."""
    return (_WORD.sub(lambda found: _drawn_out(found.group(), chance), text),)


def emoji(text: str, chance: Random) -> Parts:
    """A picture after every fourth word and at the end."""
    words = text.split(" ")
    ends = [f"{word} {chance.choice(_MOODS_AND_SIGNS)}" for word in words[_EACH_WORDS - 1 :: _EACH_WORDS]]
    words[_EACH_WORDS - 1 :: _EACH_WORDS] = ends
    return (" ".join(words) + chance.choice(_MOODS_AND_SIGNS),)


def cut_in_two(text: str, _chance: Random) -> Parts:
    """Sent in two messages; where it is too short to be cut, in one."""
    words = text.split()
    half = len(words) // 2
    return (" ".join(words[:half]), " ".join(words[half:])) if len(words) >= 2 * _EACH_WORDS else (text,)


def after_a_greeting(text: str, _chance: Random) -> Parts:
    """Greets first."""
    return (f"salut {text}",)


def in_html(text: str, chance: Random) -> Parts:
    """As a rich text editor sends it: tags, and every character beyond ASCII as an entity."""
    words = html.escape(text).split(" ")
    at = chance.randrange(len(words))
    words[at] = f'<strong style="color: #333">{words[at]}</strong>'
    body = " ".join(words).encode("ascii", "xmlcharrefreplace").decode()
    return (f'<div class="message"><p>{body}</p><br/></div>',)


def hidden_characters(text: str, chance: Random) -> Parts:
    """A character without width inside each word."""
    return (_WORD.sub(lambda found: _with_hidden(found.group(), chance), text),)


def spaced_out(text: str, chance: Random) -> Parts:
    """Two or three spaces, or a new line, between words."""
    return (re.sub(r"\s+", lambda _: chance.choice(("  ", "   ", "\n", "\u00a0 ")), text),)


def without_punctuation(text: str, _chance: Random) -> Parts:
    """No full stop, no comma, no question mark."""
    return (re.sub(r"[.,;:!?…«»\"]+", " ", text),)


def without_apostrophes(text: str, _chance: Random) -> Parts:
    """`j'ai` as `jai`."""
    return (re.sub(r"['’]", "", text),)


def full_width(text: str, _chance: Random) -> Parts:
    """The wide letters of East Asian keyboards."""
    return (text.translate(_FULL_WIDTH),)


def lookalikes(text: str, _chance: Random) -> Parts:
    """Cyrillic letters that look like ours."""
    return (text.translate(_LOOKALIKES),)


def leet(text: str, _chance: Random) -> Parts:
    """Digits for letters in the longest word."""
    longest = max((found for found in _WORD.finditer(text)), key=lambda found: len(found.group()), default=None)
    if longest is None:
        return (text,)
    return (text[: longest.start()] + longest.group().translate(_LEET) + text[longest.end() :],)


PERTURBATIONS: dict[str, Perturbation] = {
    function.__name__: function
    for function in (
        capitals,
        without_accents,
        decomposed_accents,
        one_typo,
        typos,
        elongated,
        emoji,
        cut_in_two,
        after_a_greeting,
        in_html,
        hidden_characters,
        spaced_out,
        without_punctuation,
        without_apostrophes,
        full_width,
        lookalikes,
        leet,
    )
}


def _mistyped(word: str, chance: Random) -> str:
    if len(word) < _LONG_ENOUGH:
        return word
    at = chance.randrange(1, len(word) - 1)
    before, char, after = word[:at], word[at], word[at + 1 :]
    edits = (before + after, before + char + char + after, before + _neighbour(char, chance) + after)
    swapped = before + after[:1] + char + after[1:]
    return chance.choice((*edits, swapped))


def _neighbour(char: str, chance: Random) -> str:
    row = next((row for row in _ROWS if char.lower() in row), "e")
    at = row.find(char.lower())
    beside = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    return chance.choice(beside or row)


def _drawn_out(word: str, chance: Random) -> str:
    vowels = [at for at, char in enumerate(word) if char.lower() in _VOWELS]
    if len(word) < _LONG_ENOUGH or not vowels:
        return word
    at = chance.choice(vowels)
    return word[:at] + word[at] * chance.randint(3, 6) + word[at + 1 :]


def _with_hidden(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word)) if len(word) > 1 else 1
    return word[:at] + chance.choice(_HIDDEN) + word[at:]

"""A pupil's message -> the same message in plain French, in two forms.

`standard` keeps accents and punctuation: it is what the sentence encoder reads. `folded` has no accent, one
space between words, and `. ! ? , "` as words: it is what n-grams, concepts and rules read. Nothing is thrown
away that could be a sign: an unknown picture, script or word stays.
"""

import re
from dataclasses import dataclass

from bot.nlu.french.characters import plain_characters
from bot.nlu.french.context import in_context
from bot.nlu.french.emoji import EmojiReader
from bot.nlu.french.greeting import without_greeting
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.spelling import Speller
from bot.nlu.french.tokens import folded_words, is_mark, tokenise

_HYPHEN = re.compile(r"(?<=\w)[-‐-–_/](?=\w)")
_DISGUISED = re.compile(r"(?<![\w*@$])(?=[^\W\d_]*[\d*@!$€])[^\W_][\w*@!$€]{1,18}[\w*](?![\w*@$])")
_SPELLED_OUT = re.compile(r"(?<![\w'])(?:[^\W\d_][ .\-_*]{1,2}){3,}[^\W\d_](?![\w'])")


@dataclass(frozen=True)
class Normalised:
    """One message in its two plain forms."""

    standard: str
    folded: str


class Normaliser:
    """Pure once built: the same text always gives the same `Normalised`. `moods` are the words that stand for faces and hearts."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._emoji = EmojiReader(lexicons)
        self._speller = Speller(lexicons)
        self.moods = self._emoji.moods

    def normalise(self, text: str) -> Normalised:
        """Read a message of any length, in any script; never raises."""
        plain = self._emoji.read(plain_characters(text))
        plain = _SPELLED_OUT.sub(lambda found: self._speller.spelled_out(found.group()), plain)
        plain = _DISGUISED.sub(lambda found: self._undisguise(found.group()), plain)
        tokens = without_greeting(in_context(self._meant(tokenise(_HYPHEN.sub(" ", plain)))))
        said = [token for token in tokens if token not in self._emoji.moods]
        return Normalised(_joined(said), folded_words(_joined(tokens)))

    def _undisguise(self, written: str) -> str:
        return written if self._speller.meant(written) != written else self._speller.undisguised(written)

    def _meant(self, tokens: list[str]) -> list[str]:
        meant: list[str] = []
        for token in tokens:
            meant.extend([token] if is_mark(token) else self._speller.meant(token).split())
        return meant


def _joined(tokens: list[str]) -> str:
    text = " ".join(token.strip() or "." for token in tokens)
    return text.replace("' ", "'")

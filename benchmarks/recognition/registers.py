"""How a line is written, by a rule on its text: the first that fits of long, young, sms, careful, other."""

import re
from collections.abc import Collection

from bot.nlu.french.characters import plain_characters
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.spelling import Speller
from bot.nlu.french.tokens import is_mark, tokenise

REGISTERS = ("long", "young", "sms", "careful", "other")
LONG = 45  # words
ABBREVIATED = 0.125  # of the words: one in eight
_CAREFUL = re.compile(r"\s*[«\"“]?\s*[^\W\d_a-zà-ÿ].*[.!?…»\"”)]\s*", re.DOTALL)
_ACCENT = re.compile("[àâçéèêëîïôùûüœ]", re.IGNORECASE)


class Registers:
    """Holds the speller; `of` is pure."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._speller = Speller(lexicons)

    def of(self, text: str, flags: Collection[str]) -> str:
        """One of `REGISTERS`."""
        words = [token for token in tokenise(plain_characters(text)) if not is_mark(token)]
        if len(words) > LONG:
            return "long"
        if "young" in flags:
            return "young"
        if self._abbreviated(words) >= ABBREVIATED:
            return "sms"
        return "careful" if _CAREFUL.fullmatch(text) and _ACCENT.search(text) else "other"

    def _abbreviated(self, words: list[str]) -> float:
        """The share of the words that the normaliser writes otherwise: "jsuis", "pcq", "tkt"."""
        return sum(self._speller.meant(word) != word for word in words) / max(len(words), 1)

"""One written word -> the word or words meant, without looking at its neighbours.

Order: laughter, the SMS list, a disguised word, letters glued without their apostrophe ("jai", "lecole"),
a pronoun glued to a verb ("jpeux", "mfrappe"). What fits none is left as it is: misspelt words are the
business of the phonetic key and of letter n-grams.
"""

import re

from bot.nlu.french.characters import fold, squeeze
from bot.nlu.french.lexicon import Lexicons

_LAUGH = re.compile(r"(?:a?h?(?:ha|ah|hi|hé|he|ho|hu){2,}h?|ja(?:ja)+|(?:mdr)+|md+r+|mda+r+|jpd+r*)$")
_BIG_LAUGH = re.compile(r"(?:x?p+t?d+r+|m?pt+d+r+|lo+l|xd+|lma?o+|mdr?ptdr)$")
_GLUED = (
    (re.compile(r"j(?=[bcdfgklmnpqrstvz]\w*[aeiouyéèêà])"), "je "),
    (re.compile(r"m(?=[bcdfgjkpqrtv]\w{2,}$)(?=\w*[aeiouyéèêà])"), "me "),
    (re.compile(r"t(?!ch)(?=[bcdfgjkmpqv]\w{2,}$)(?=\w*[aeiouyéèêà])"), "tu "),
    (re.compile(r"d(?=[bcdfgklmpqstv]\w{2,}$)(?=\w*[aeiouyéèêà])"), "de "),
    (re.compile(r"s(?=[bdfgjrv]\w{3,}$)(?=\w*[aeiouyéèêà])"), "se "),
    (re.compile(r"l(?=[bcdfgjkmnpqrstvz]\w{3,}$)(?=\w*[aeiouyéèêà])"), "le "),
    (re.compile(r"[qk](?=(?:je|jai|tu|il|on|elle|la|le|les|des|jsuis)\w{0,3}$)"), "que "),
)
_LEET = {
    "0": "o",
    "1": "[il]",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "@": "a",
    "!": "i",
    "$": "s",
    "€": "e",
    "*": ".",
}


class Speller:
    """Holds the lists; `meant(word)` is pure."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._words = lexicons.pairs("sms", "words")
        self._disguised = frozenset(lexicons.lines("disguised")["words"])
        elided = lexicons.pairs("sms", "elisions")
        self._elided = {prefix: frozenset(rests.split()) for prefix, rests in elided.items()}
        self._prefixes = sorted(self._elided, key=len, reverse=True)
        self._known = _known_words(lexicons) - self._words.keys()

    def meant(self, word: str) -> str:
        """Plain French for one lower-case word; the word itself when nothing is known of it."""
        if word in self._known:
            return word
        if _LAUGH.match(word):
            return "mdr"
        if _BIG_LAUGH.match(word):
            return "ptdr"
        word = squeeze(word)
        folded = fold(word)
        return self._words.get(word) or self._words.get(folded) or self._unglued(word, folded)

    def undisguised(self, written: str) -> str:
        """`su1c1de`, `v!ol`, `m*rt` -> the word hidden; otherwise the same text."""
        shape = re.compile("".join(_LEET.get(char, re.escape(char)) for char in fold(written)) + "$")
        return next((word for word in sorted(self._disguised) if shape.match(word)), written)

    def spelled_out(self, letters: str) -> str:
        """`s u i c i d e` -> `suicide`, when the letters make a word of the disguised list."""
        joined = fold("".join(char for char in letters if char.isalpha()))
        return joined if joined in self._disguised else letters

    def _unglued(self, word: str, folded: str) -> str:
        if "'" in word or not folded.isalpha():
            return word
        for prefix in self._prefixes:
            if folded.startswith(prefix) and folded[len(prefix) :] in self._elided[prefix]:
                return f"{word[: len(prefix)]}'{word[len(prefix) :]}"
        for pattern, pronoun in _GLUED:
            if pattern.match(word):
                rest = word[1:]
                return pronoun + (self._words.get(fold(rest)) or rest)
        return word


def _known_words(lexicons: Lexicons) -> frozenset[str]:
    """Words of the families: well spelt already, so nothing is looked for in them."""
    entries = (entry for lines in lexicons.lines("concepts").values() for line in lines for entry in line.split(","))
    return frozenset(word for entry in entries for word in entry.replace("=", " ").split() if len(word) > 1)

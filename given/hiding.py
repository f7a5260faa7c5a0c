"""Hides, in a sentence, what could say who wrote it or of whom. Pure. `web/client/src/given/hiding.ts` does exactly the same.

It hides too much rather than too little: a capital, a digit, an unusual sign are enough. What it cannot know (a rare first name without its
capital) the pupil sees before giving, and an editor leaves out.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from given.rules import Rules, rules

_DIGIT = re.compile(r"[0-9]")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞŒŸ]")
_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ]+")
_JOINED = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ][.:][A-Za-zÀ-ÖØ-öø-ÿŒœ]")  # a site, a file, an address
_ACCENTS = re.compile("[\u0300-\u036f]")


def hidden(text: str) -> str:
    """The sentence with « … » in the place of what is hidden, cut after the last whole word that fits. Hiding again changes nothing."""
    kept = _Kept(rules())
    for word in re.split(rules().blank, unicodedata.normalize("NFC", text)):
        if word and not kept.take(word):
            break
    return " ".join(kept.words)


def may_be_given(sentence: str) -> bool:
    """Whether it is already hidden, and says enough without what is."""
    said = sum(_LETTERS.search(word) is not None for word in sentence.split(" "))
    marks = sentence.split(" ").count(rules().mark)
    return hidden(sentence) == sentence and said >= max(rules().least_words, marks)


@dataclass
class _Kept:
    """The words so far; `near`: how many of the next ones an introducing word still covers."""

    rules: Rules
    words: list[str] = field(default_factory=list)
    near: int = 0

    def take(self, word: str) -> bool:
        """Add a word, or the mark once for several; False when no more fits."""
        shown = word if word == self.rules.mark or not self._hides(word) else self.rules.mark
        if word == self.rules.mark:
            self.near = 0
        if shown == self.rules.mark and self.words[-1:] == [shown]:
            return True
        if len(" ".join((*self.words, shown))) > self.rules.most:
            return False
        self.words.append(shown)
        return True

    def _hides(self, word: str) -> bool:
        known = self.rules
        parts = [_plain(part) for part in _LETTERS.findall(word)]
        is_ordinary = all(part in known.ordinary for part in parts)
        is_covered = self.near > 0 and not known.links.issuperset(parts)
        self.near = max([self.near - is_covered, *(known.introducing.get(part, 0) for part in parts)])
        return (
            (is_covered and not is_ordinary)
            or re.fullmatch(known.signs, word) is None
            or _DIGIT.search(word) is not None
            or _JOINED.search(word) is not None
            or (_CAPITAL.search(word) is not None and not is_ordinary)
            or any(part in known.names or part in known.places for part in parts)
        )


def _plain(part: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", part.lower()))
    return bare.replace("œ", "oe").replace("æ", "ae")

"""Kandel and Moles' ease of reading: Flesch's formula, fitted to French (« Application de l'indice de Flesch à la langue française »,
Cahiers d'études de radio-télévision, 19, 1958, p. 253-274).

100 and more: very easy; 90: what a child of ten reads without help; 70 to 80: eleven to thirteen years; under 50: hard.
Not from the package textstat (0.7.13 has the same formula): it counts syllables by the places where a printer may hyphenate (école,
élève, idée, image: 1) and leaves out sentences of one or two words, which are a fifth of what a child reads here.
"""

from collections.abc import Sequence
from statistics import fmean

from content.reading_level.syllables import syllables

BASE, BY_SENTENCE, BY_SYLLABLE = 207.0, 1.015, 73.6


def ease(sentences: Sequence[str]) -> float:
    """The ease of these sentences read in a row; figures are neither words nor syllables.

    Raises:
        ValueError: not one word.
    """
    by_sentence = [words for words in map(_words, sentences) if words]
    if not by_sentence:
        raise ValueError("nothing to read")
    every_word = [word for words in by_sentence for word in words]
    return BASE - BY_SENTENCE * fmean(map(len, by_sentence)) - BY_SYLLABLE * fmean(map(syllables, every_word))


def _words(sentence: str) -> list[str]:
    return [word for word in sentence.split() if any(sign.isalpha() for sign in word)]

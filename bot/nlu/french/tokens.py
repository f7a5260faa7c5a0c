"""Cutting a line into words, numbers, pictures and marks."""

import re

from bot.nlu.french.characters import fold

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?|[.!?;,:\"\n]+|[^\s\w.!?;,:\"]")
_MARK = re.compile(r"[.!?;,:\"\n]+$")
VOWELS = frozenset("aeiouyhàâäéèêëîïôöùûü")


def tokenise(text: str) -> list[str]:
    """Words (with their apostrophes), runs of punctuation, and any other sign by itself."""
    return _TOKEN.findall(text)


def is_mark(token: str) -> bool:
    """Is it punctuation?"""
    return bool(_MARK.match(token))


def folded_words(standard: str) -> str:
    """The sentence for comparing: no accent, apostrophes are spaces, marks reduced to one of `. ! ? ,`."""
    tokens = []
    for token in tokenise(standard):
        if is_mark(token):
            tokens.append(_one_mark(token))
        else:
            tokens.append(fold(token).replace("'", " ").strip())
    return " ".join(token for token in tokens if token)


def _one_mark(run: str) -> str:
    if '"' in run:
        return '"'
    for mark in "?!":
        if mark in run:
            return mark
    return "," if run in (",", ":", ";") else "."

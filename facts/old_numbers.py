"""Which superseded numbers a message speaks of, however they are written: « 3020 », « 30 20 », « 3O2O », « trente-vingt », « +33 800… ».

A number heard too often costs one sentence about the line that replaces it; one missed leaves a child calling in vain.
A longer number that merely holds the same digits (a mobile number, a price) is not one of them.
"""

import re
import unicodedata
from functools import cache

from facts.helplines import Helplines, load_helplines

_SHORT = 4
_APART = {True: r"[ \-_]{0,2}", False: r"[ .\-_/]{0,2}"}  # a short number with a dot or a slash is a price or a mark
_DIGIT = {"0": "[0o]"}
_ABROAD = r"(?:[0o]|(?:\+|00) ?33 ?(?:\(0\))? ?)"


def named_in(text: str, helplines: Helplines | None = None) -> tuple[str, ...]:
    """The ids of the superseded numbers that `text` speaks of, in the order of data/facts/helplines.yml."""
    plain = _plain(text)
    return tuple(name for name, pattern in _patterns(helplines or load_helplines()).items() if pattern.search(plain))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(
        r"[\s'’\u2010-\u2015]", lambda sign: "-" if sign[0] in "\u2010\u2011\u2012\u2013\u2014\u2015" else " ", letters
    )


def _patterns(helplines: Helplines) -> dict[str, re.Pattern[str]]:
    return {old.id: _pattern(re.sub(r"\D", "", old.number), old.spellings) for old in helplines.superseded.values()}


@cache
def _pattern(digits: str, spellings: tuple[str, ...]) -> re.Pattern[str]:
    apart = _APART[len(digits) <= _SHORT]
    each = [_DIGIT.get(digit, digit) for digit in digits]
    if len(digits) > _SHORT and digits[0] == "0":
        each[0] = _ABROAD
    number = rf"(?<!\d)(?<!\d[ .,\-]){apart.join(each)}(?![ .,\-]?\d)(?! ?(?:€|euro|eur\b|%|ans\b|min|h\b))"
    words = "|".join(r"[ \-]{0,2}".join(map(re.escape, spelling.split())) for spelling in spellings)
    return re.compile(rf"{number}|\b(?:{words})\b" if words else number)

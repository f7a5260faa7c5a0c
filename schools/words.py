"""Which words a school may have a child read: plain text, short, and nothing that the assistant itself may never say.

A number belongs in the local lines, where it has a date and can be withheld: so no digit in the welcome, and elsewhere only hours, ages
and ordinals. A welcome promises neither secrecy (R04) nor a quick answer (R53).

Only letters of French writing, or the rules could be walked round: a Cyrillic « е » in « secret », a heap of accents over the line above.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from facts.reading import read

MOST_WELCOME = 120
MOST_WORDS = 20
MOST_NAME, MOST_WHAT_FOR, MOST_HOURS = 60, 120, 80
_ENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{1,35}")
_MARKUP = re.compile(r"[<>{}\[\]\\|`^~*_#=]|&\w+;|&#")
_LINK = re.compile(r"https?:|www\.|//|@|\w\.(fr|com|org|net|eu|info|gouv|io|be|re|nc|pf|gp|mq|yt)\b", re.IGNORECASE)
# Latin letters with every accent of our languages, and the quotes, dashes, dots and thin spaces that a keyboard or a word processor writes.
_WRITTEN = re.compile(
    r"[\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u02bb\u02bc\u2009\u2010-\u2015\u2018-\u201d\u2026\u202f\u2070-\u2079\u20ac]*"
)
_HOURS_AND_AGES = re.compile(
    r"\b\d{1,2} ?h(?: ?\d{2})?\b|\b\d{1,2}(?: ?(?:à|-|et) ?\d{1,2})? ans\b|\b\d{1,2}(?:er|re|e|ème)\b", re.IGNORECASE
)
# A name may well hold one of these words: Pont-de-Claix is a town.
_NOT_IN_NAMES = frozenset({"means", "always_open"})


def fault_of_welcome(text: str) -> str | None:
    """Why this sentence is refused, or None. The empty one is fine."""
    if not text:
        return None
    fault = _fault_of_shape(text, MOST_WELCOME)
    if fault is None and any(character.isnumeric() for character in text):
        fault = "welcome_digit"
    if fault is None and (len(text.split()) > MOST_WORDS or len(re.findall(r"[.!?…]+(?=\s)", text)) > 0):
        fault = "welcome_long"
    return fault or _forbidden(text, ("everywhere", "in_a_welcome"))


def fault_of_name(text: str) -> str | None:
    """Why a line may not have this name, or None."""
    return _fault_of_line(text, MOST_NAME, except_codes=_NOT_IN_NAMES)


def fault_of_person_name(text: str) -> str | None:
    """Why this may not be somebody's name, or None: letters only, no rule on its words."""
    fault = _fault_of_shape(text, MOST_NAME) if text else "missing"
    return fault or ("person_name" if any(character.isnumeric() for character in text) else None)


def fault_of_ent_id(text: str) -> str | None:
    """Why this cannot be an account's identifier in the ENT, or None; whether it exists, only the ENT knows."""
    if not text:
        return "missing"
    return None if _ENT_ID.fullmatch(text) else "ent_id"


def fault_of_what_for(text: str) -> str | None:
    """Why this may not be what a line is for, or None."""
    return _fault_of_line(text, MOST_WHAT_FOR)


def fault_of_hours(text: str) -> str | None:
    """Why these may not be the hours of a line, or None."""
    return _fault_of_line(text, MOST_HOURS)


def _fault_of_line(text: str, most: int, except_codes: Iterable[str] = ()) -> str | None:
    if not text:
        return "missing"
    fault = _fault_of_shape(text, most)
    if fault is None and any(character.isnumeric() for character in _HOURS_AND_AGES.sub("", text)):
        fault = "number_in_words"
    return fault or _forbidden(text, ("everywhere",), except_codes)


def _fault_of_shape(text: str, most: int) -> str | None:
    if not _WRITTEN.fullmatch(unicodedata.normalize("NFC", text)):
        return "odd_character"
    if _MARKUP.search(text):
        return "markup"
    if _LINK.search(text):
        return "link"
    return "too_long" if len(text) > most else None


def _forbidden(text: str, lists: Iterable[str], except_codes: Iterable[str] = ()) -> str | None:
    plain = unicodedata.normalize("NFC", text).replace("’", "'")
    for code, pattern in _patterns(tuple(lists)):
        if code not in except_codes and pattern.search(plain):
            return f"words_{code}"
    return None


@cache
def _patterns(lists: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    written = read("forbidden_words")
    rules = (rule for name in lists for rule in written[name])
    return tuple((rule["code"], re.compile(rule["pattern"], re.IGNORECASE)) for rule in rules)

"""Which numbers a school may give as local lines: ordinary French numbers of ten digits, and nothing that could mislead a child.

Refused, each with its code: short numbers (those that count are national, and already shown), emergency and national lines, numbers that
were replaced or are dead (safeguarding.md A.3), numbers that cost more than a call, numbers from abroad or badly written.
"""

import re
from functools import cache

from facts.helplines import load_helplines
from facts.reading import read

_SPACING = re.compile(r"[\s.\-\u2010-\u2015/()\u00a0\u202f]+")
_ABROAD = re.compile(r"^(?:\+33|0033)\(?0?\)?")
_FRENCH = re.compile(r"0[1-79]\d{8}|080\d{7}")
_FREE = re.compile(r"080[0-5]\d{6}")
_TEN = re.compile(r"0\d{9}")
_SHORT = re.compile(r"\d{1,6}")
_COSTLY = "08"


def fault_of_number(written: str) -> str | None:
    """Why this number is refused, or None: number_malformed, number_short, number_national, number_dead, number_costly."""
    digits = _digits(written)
    if digits in _dead():
        return "number_dead"
    if digits in _national():
        return "number_national"
    if _SHORT.fullmatch(digits):
        return "number_short"
    if not _TEN.fullmatch(digits) or not digits.isascii():
        return "number_malformed"
    if _FRENCH.fullmatch(digits):
        return None
    return "number_costly" if digits.startswith(_COSTLY) else "number_malformed"


def may_be_listed(written: str) -> bool:
    """Whether this superseded number may still be a local line, where the school has just verified that it answers (A.3: the 3020)."""
    return _digits(written) in _still_listed()


def as_printed(written: str) -> str:
    """The number as a French reader expects it: « 04 76 00 00 00 », « 0 805 00 00 00 »."""
    digits = _digits(written)
    if _SHORT.fullmatch(digits):
        return digits
    if digits.startswith(_COSTLY):
        return " ".join((digits[0], digits[1:4], *_pairs(digits[4:])))
    return " ".join(_pairs(digits))


def as_dialled(written: str) -> str:
    """The address that a telephone calls."""
    return f"tel:{_digits(written)}"


def is_free(written: str) -> bool:
    """Whether calling it costs nothing in France."""
    return _FREE.fullmatch(_digits(written)) is not None


def _digits(written: str) -> str:
    together = _SPACING.sub("", written)
    return _ABROAD.sub("0", together)


def _pairs(digits: str) -> list[str]:
    return [digits[start : start + 2] for start in range(0, len(digits), 2)]


@cache
def _national() -> frozenset[str]:
    """Those already shown, and every longer one; a short number that is not shown is refused as a short number."""
    known = load_helplines()
    written = ((line.id in known.by_default(), _digits(line.number)) for line in known.lines.values())
    return frozenset(digits for shown, digits in written if shown or not _SHORT.fullmatch(digits))


@cache
def _still_listed() -> frozenset[str]:
    return frozenset(_digits(old.number) for old in load_helplines().superseded.values() if old.a_school_may_list)


@cache
def _dead() -> frozenset[str]:
    replaced = (old.number for old in load_helplines().superseded.values())
    written = (each["number"] for each in read("refused_numbers")["dead"])
    return frozenset(_digits(number) for number in (*replaced, *written))

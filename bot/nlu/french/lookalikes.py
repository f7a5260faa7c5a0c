"""Letters of another script that only look like ours: `il mе tарe`, where е, а and р are Cyrillic.

A word that mixes them with Latin letters is read as Latin. A word all of lookalikes is too, unless the message holds a letter of
that script which looks like none of ours: then it is Russian or Greek, and it stays.
"""

import re

_WRITTEN = "аесоркухімнтвгԁѕјһԛԝ" + "αεικνορτυχωϲ"
_MEANT = "aecopkyximhtbrdsjhqw" + "aeikvoptuxwc"
_LATIN_OF = str.maketrans(_WRITTEN, _MEANT)
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-z\u00e0-\u00ff\u0153]")


def latin_letters(text: str) -> str:
    """The lower-case text with lookalikes as the Latin letters that they stand for."""
    if text.isascii() or not _OTHER.search(text):
        return text
    if not any(letter not in _WRITTEN for letter in _OTHER.findall(text)):
        return text.translate(_LATIN_OF)
    return _WORD.sub(lambda found: _if_mixed(found.group()), text)


def _if_mixed(word: str) -> str:
    return word.translate(_LATIN_OF) if _LATIN.search(word) else word

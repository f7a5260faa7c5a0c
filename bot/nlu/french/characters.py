"""Characters first: one kind of apostrophe, no hidden characters, no accents when comparing, no endless letters."""

import re
import unicodedata

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′＇", "'"))
_QUOTES = str.maketrans(dict.fromkeys("«»“”„", '"'))
_JOINER = "\u200d"
_VARIATION = "\ufe0f"
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_ENTITY = {"&nbsp;": " ", "&amp;": "&", "&#39;": "'", "&quot;": '"', "&lt;": "<", "&gt;": ">"}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def plain_characters(text: str) -> str:
    """Lower case, NFKC, straight apostrophes and quotes; no tag, no control or invisible character."""
    text = unicodedata.normalize("NFKC", _TAG.sub(" ", text)).translate(_APOSTROPHES).translate(_QUOTES)
    for written, meant in _ENTITY.items():
        text = text.replace(written, meant)
    text = _SKIN.sub("", text.replace(_VARIATION, ""))
    return "".join(_visible(char) for char in text.lower())


def _visible(char: str) -> str:
    if char.isspace():
        return "\n" if char == "\n" else " "
    kind = unicodedata.category(char)
    return "" if kind[0] == "C" and char != _JOINER else char


def fold(text: str) -> str:
    """Without accents or ligatures: `fold("Élève cœur") == "Eleve coeur"`."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def squeeze(word: str) -> str:
    """`nooon` -> `non`, `aiiide` -> `aide`: three times or more the same letter is one letter."""
    return _REPEATED.sub(r"\1", word)

"""Characters first: one kind of apostrophe, no hidden characters, no accents when comparing, no endless letters."""

import re
import unicodedata

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′＇", "'"))
_QUOTES = str.maketrans(dict.fromkeys("«»“”„", '"'))
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe0f\ufeff\ufff0-\uffff\ud800-\uf8ff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_ENTITY = {"&nbsp;": " ", "&amp;": "&", "&#39;": "'", "&quot;": '"', "&lt;": "<", "&gt;": ">"}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def plain_characters(text: str) -> str:
    """Lower case, NFKC, straight apostrophes and quotes; no tag, no control or invisible character."""
    text = _TAG.sub(" ", text).translate(_APOSTROPHES).translate(_QUOTES)
    text = unicodedata.normalize("NFKC", text).lower()
    if "&" in text:
        for written, meant in _ENTITY.items():
            text = text.replace(written, meant)
    return _SPACES.sub(" ", _INVISIBLE.sub("", _SKIN.sub("", text)))


def fold(text: str) -> str:
    """Without accents or ligatures: `fold("Élève cœur") == "Eleve coeur"`."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def squeeze(word: str) -> str:
    """`nooon` -> `non`, `aiiide` -> `aide`: three times or more the same letter is one letter."""
    return _REPEATED.sub(r"\1", word)

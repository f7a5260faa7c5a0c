"""Characters first: one kind of apostrophe, no hidden characters, no accents when comparing, no endless letters."""

import html
import re
import unicodedata

from bot.nlu.french.lookalikes import latin_letters

_PHRASES = "\ufdfa\ufdfb"  # one character that NFKC makes eighteen of
_SIGNS = str.maketrans(dict.fromkeys("’‘ʼ`´′＇", "'") | dict.fromkeys("«»“”„", '"') | dict.fromkeys(_PHRASES, " "))
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\uf8ff\U000e0000-\U000e0fff]"
    r"|(?<=\w)\u200d|\u200d(?=\w)"
)
_SPACES = re.compile(r"\s+")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ı": "i"})


def plain_characters(text: str) -> str:
    """Lower case, NFKC, straight apostrophes and quotes; no tag, no control or invisible character."""
    text = _ENTITY.sub(lambda found: html.unescape(found.group().lower()), _TAG.sub(" ", text))
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).lower()
    return _SPACES.sub(_space, latin_letters(_INVISIBLE.sub("", _SKIN.sub("", text))))


def _space(found: "re.Match[str]") -> str:
    # A line ends where the screen does, or where the thumb rests; a blank line ends a sentence.
    return "\n" if found.group().count("\n") > 1 else " "


def fold(text: str) -> str:
    """Without accents, ligatures or the Turkish dotless i: `fold("Élève cœur") == "Eleve coeur"`."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def plain_words(text: str) -> str:
    """Words only, to compare a whole message: `plain_words("C’est à l'école !") == "c est a l ecole"`."""
    return _BETWEEN_WORDS.sub(" ", fold(plain_characters(text))).strip()


def squeeze(word: str) -> str:
    """`nooon` -> `non`, `aiiide` -> `aide`: three times or more the same letter is one letter."""
    return _REPEATED.sub(r"\1", word)

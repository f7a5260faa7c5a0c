"""Emoji and emoticons into words, because a knife or a tear says as much as a sentence."""

import re
from collections.abc import Mapping

from bot.nlu.french.lexicon import Lexicons

_PICTURE = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\u2190-\u21ff\u200d]+")


class EmojiReader:
    """Replaces what the list knows, keeps what it does not know."""

    def __init__(self, lexicons: Lexicons) -> None:
        known = {key.replace("\ufe0f", ""): word for key, word in lexicons.pairs("emoji", "emoji").items()}
        self._pictures = {key: word for key, word in known.items() if _PICTURE.match(key)}
        self._emoticons = {key: word for key, word in known.items() if key not in self._pictures}
        self.moods = frozenset(word for word in known.values() if word.startswith("emo"))
        ordered = sorted(self._emoticons, key=len, reverse=True)
        self._emoticon = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(key) for key in ordered) + r")+(?!\w)")
        self._one_of = re.compile("|".join(re.escape(key) for key in ordered))

    def read(self, text: str) -> str:
        """The text with words in place of known emoji, each set apart by spaces."""
        text = self._emoticon.sub(self._emoticon_words, text)
        if text.isascii():
            return text
        return _PICTURE.sub(lambda found: _words(found.group(), self._pictures), text)

    def _emoticon_words(self, found: "re.Match[str]") -> str:
        return " " + " ".join(self._emoticons[key] for key in self._one_of.findall(found.group())) + " "


def _words(run: str, known: Mapping[str, str]) -> str:
    if run in known:
        return f" {known[run]} "
    kept = dict.fromkeys(known.get(char, char) for char in run if char != "\u200d")
    return " " + " ".join(kept) + " "

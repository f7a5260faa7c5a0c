"""What is said on Telegram alone (data/responses/telegram.yml), in the register of the conversation.

The scenes are written for the ENT: a sentence that would not be true here (« envoie un message », « Quitter vite ») is said otherwise, by
the table `instead` of that file.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from web.sentences import Sentences

FILE = Path(__file__).resolve().parents[2] / "data" / "responses" / "telegram.yml"
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Instead:
    """A sentence of the scenes, and what is said in its place."""

    of: re.Pattern[str]
    says: str


class TelegramSentences:
    """The sentences, read once."""

    def __init__(self, tree: Sentences) -> None:
        self._tree = tree
        self._instead = [
            Instead(re.compile(row["of"], re.IGNORECASE | re.DOTALL), row["says"]) for row in tree.group("instead")
        ]

    @classmethod
    def load(cls) -> "TelegramSentences":
        """Read the file."""
        return cls(Sentences.load(FILE))

    def get(self, name: str, *, primary: bool = False) -> Any:
        """What stands under that dotted name: a sentence, a list of paragraphs, or a group; of that register where there are two."""
        return _of_register(self._tree.group(name), primary=primary)

    def paragraphs(self, name: str, *, primary: bool = False) -> list[str]:
        """The same, as a list of paragraphs."""
        found = self.get(name, primary=primary)
        return [found] if isinstance(found, str) else list(found)

    def reword(self, texts: Iterable[str]) -> list[str]:
        """The paragraphs of a scene as they are true here; one that has nothing left to say goes."""
        reworded = (self._reword(text) for text in texts)
        return [text for text in reworded if text]

    def _reword(self, text: str) -> str:
        said = [self._sentence(sentence) for sentence in _BETWEEN_SENTENCES.split(text)]
        return " ".join(dict.fromkeys(sentence for sentence in said if sentence))

    def _sentence(self, sentence: str) -> str:
        for row in self._instead:
            if found := row.of.fullmatch(sentence):
                return row.says.format(*(part or "" for part in found.groups()))
        return sentence


def _of_register(found: Any, *, primary: bool) -> Any:
    if isinstance(found, dict) and "older" in found:
        return found["primary" if primary else "older"]
    return found

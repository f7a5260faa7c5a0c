"""Families of words found in a sentence, with who does it to whom.

Words are matched by sound, so that "tabass", "frapé", "arcelé" are found. For an act (a family in capitals) the
words just before tell the roles: "il me frappe" is `FRAPPER<moi`, "je l'ai frappé" is `moi>FRAPPER`,
"elle se fait frapper" is `FRAPPER<elle`; after a negation the act is `non-FRAPPER`.
"""

from dataclasses import dataclass

from bot.nlu.french.characters import fold
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.negation import is_denied
from bot.nlu.french.phonetic import phonetic_key

_TO_ME = frozenset(("m", "me", "moi", "nous"))
_TO_OTHERS = frozenset(("se", "s", "la", "lui", "leur", "les"))
_BY_ME = frozenset(("je", "j"))
_LONG_ENOUGH = 3  # a shorter key says too little: such a word is matched letter for letter
_SELF_PASSIVE = frozenset(("fais", "fait", "faire", "fai", "fé"))


@dataclass(frozen=True)
class Concept:
    """A family found at a word's place, by so many words."""

    name: str
    at: int
    words: int = 1


class ConceptFinder:
    """Compiled once from the list; `find` is pure."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._exact: dict[str, str] = {}
        self._single: dict[str, list[str]] = {}
        self._phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        for concept, lines in lexicons.lines("concepts").items():
            for entry in (part.strip() for line in lines for part in line.split(",")):
                self._add(concept, fold(entry))

    def _add(self, concept: str, entry: str) -> None:
        if entry.startswith("="):
            self._exact[entry[1:]] = concept
            return
        words = entry.split()
        keys = tuple(phonetic_key(word) for word in words)
        if len(keys) > 1:
            self._phrases.setdefault((keys[0], keys[1]), []).append((keys, concept))
        elif len(keys[0]) < _LONG_ENOUGH:
            self._exact[words[0]] = concept
        else:
            self._single.setdefault(keys[0], []).append(concept)

    def find(self, words: list[str], keys: list[str]) -> list[Concept]:
        """Every family of the sentence, in order; `keys` are the phonetic keys of `words`."""
        found: list[Concept] = []
        for at, (word, key, after) in enumerate(zip(words, keys, [*keys[1:], ""], strict=False)):
            if word in self._exact:
                found.append(Concept(self._exact[word], at))
            found.extend(Concept(concept, at) for concept in self._single.get(key, ()))
            for phrase, concept in self._phrases.get((key, after), ()):
                if tuple(keys[at : at + len(phrase)]) == phrase:
                    found.append(Concept(concept, at, len(phrase)))
        return found


def role(concept: Concept, words: list[str]) -> str:
    """The act with its roles, or an empty string when the sentence does not say."""
    near = words[max(0, concept.at - 4) : concept.at]
    name = f"non-{concept.name}" if is_denied(words, concept.at) else concept.name
    if any(word in _SELF_PASSIVE for word in near[-2:]) and any(word in _TO_ME or word in _BY_ME for word in near):
        return f"{name}<moi"
    if any(word in _TO_ME for word in near[-3:]):
        return f"{name}<moi"
    if any(word in _BY_ME for word in near):
        return f"moi>{name}"
    return f"{name}<autre" if any(word in _TO_OTHERS for word in near[-3:]) else name

"""In which language a message is written, when it is not French: words and scripts, nothing learnt, nothing guessed on one doubtful word.

Only the words of the answer depend on it: danger is looked for in every message, whatever the language (R34).

Chosen by measure on 2026-11-22 (52 short messages in other languages; 3,000 French lines of data/nlu): lingua 2.1 (low accuracy) finds 22
and takes 14 French lines for another language at 0.9; with all its models, 11 and 6, for 250 MB; neither knows Arabic in Latin letters.
These lists find more with fewer mistakes, in 20 microseconds (tests/components/test_languages.py holds the floor).
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.nlu.french.characters import plain_words

FILE = Path(__file__).with_name("languages.yml")
_READ = 400  # characters: the language of a message shows in its beginning
_SHARE = 0.5
_SEVERAL = 2


@dataclass(frozen=True)
class Languages:
    """By language, its telling words (`alone`: one is enough) and, by script, its language; letters that only some languages use."""

    words: Mapping[str, frozenset[str]]
    alone: Mapping[str, frozenset[str]]
    french: frozenset[str]
    scripts: Mapping[str, str]
    letters: Mapping[str, str]
    other: str

    @property
    def names(self) -> frozenset[str]:
        """Every language that `language_of` may answer."""
        return frozenset((*self.words, *self.scripts.values(), *self.letters.values(), self.other))


def language_of(text: str) -> str | None:
    """The language of a message, as data/responses/langues.yml names it; None for French and whenever it is not sure."""
    known, begun = read_languages(), unicodedata.normalize("NFC", text[:_READ]).lower()
    return _by_script(begun, known) or _by_words(begun, known)


@cache
def read_languages(file: Path = FILE) -> Languages:
    """The lists, plain."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Languages(
        words={name: _plain_words(lists["words"]) for name, lists in written["languages"].items()},
        alone={name: _plain_words(lists["alone"]) for name, lists in written["languages"].items()},
        french=_plain_words(written["french"]),
        scripts=written["scripts"],
        letters=written["letters"],
        other=written["other"],
    )


def _by_script(text: str, known: Languages) -> str | None:
    letters = [each for each in text if each.isalpha()]
    foreign = [each for each in letters if not unicodedata.name(each, "").startswith("LATIN")]
    if len(foreign) <= len(letters) * _SHARE or len(foreign) < _SEVERAL:
        return None
    told = next((language for letter, language in known.letters.items() if letter in text), None)
    scripts = [unicodedata.name(each, "").split(" ")[0] for each in foreign]
    return told or known.scripts.get(max(scripts, key=scripts.count), known.other)


def _by_words(text: str, known: Languages) -> str | None:
    said = _plain(text)
    french = sum(word in known.french for word in said)
    found = {name: [word for word in said if word in words] for name, words in known.words.items()}
    best = max(found, key=lambda name: (len(found[name]), bool(known.alone[name].intersection(found[name]))))
    telling = found[best]
    enough = len(set(telling)) >= _SEVERAL or bool(known.alone[best].intersection(telling))
    return best if enough and len(telling) > french and len(telling) >= len(said) * _SHARE else None


def _plain_words(line: str) -> frozenset[str]:
    return frozenset(_plain(line))


def _plain(text: str) -> list[str]:
    return plain_words(text).split()

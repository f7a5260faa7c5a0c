"""The sentences of the pages of self-tests, read once from data/responses/reperes.yml and checked whole: a wrong file stops the start.

Promised of what is read: each level has every word; each page has its three bands; primary school reads twelve words a sentence at most
(R60); each theme is a situation of the orientation table, so that the lines shown under it are those of that situation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from facts.orientation import is_situation
from web.pupil.levels import LEVELS, OLDER, fault_of
from web.sentences import FILE

RULERS_FILE = FILE.with_name("reperes.yml")
BANDS = ("green", "orange", "red")
FEWEST_EXAMPLES = 3
_WORDS = frozenset(
    ("link", "heading", "choose", "not_a_test", "nobody", "enough", "answers", "witness", "too_heavy", "history", "other", "back", "level")
)  # fmt: skip
_OF_A_BAND = frozenset(("name", "what", "do"))
_ID = re.compile(r"[1-9]")


class RulersMalformedError(ValueError):
    """The file of sentences cannot be served; the message says where, and quotes no pupil."""


@dataclass(frozen=True)
class Ruler:
    """One page: its title and, for each band, the sentences to read."""

    title: str
    examples: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Theme:
    """What the page of that number is about, at each level that has one."""

    id: str
    situation: str
    rulers: Mapping[str, Ruler]


@dataclass(frozen=True)
class Rulers:
    """All the pages, and the words around them by level."""

    words: Mapping[str, Mapping[str, Any]]
    themes: tuple[Theme, ...]

    def of(self, level: str) -> tuple[Theme, ...]:
        """The themes that have a page at that level."""
        return tuple(theme for theme in self.themes if level in theme.rulers)

    def find(self, level: str, theme_id: str) -> Theme | None:
        """The theme of that number, if it has a page at that level."""
        return next((theme for theme in self.of(level) if theme.id == theme_id), None)


@cache
def load_rulers(file: Path = RULERS_FILE) -> Rulers:
    """The pages of this installation.

    Raises:
        RulersMalformedError: something is missing, too long, or about no known situation.
    """
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    try:
        for level in LEVELS:
            _check_words(level, content["words"][level])
        themes = tuple(_theme(written) for written in content["themes"])
    except (KeyError, TypeError) as error:
        raise RulersMalformedError(f"{file.name}: {error}") from error
    _require(len({theme.id for theme in themes}) == len(themes), "a number names two themes")
    return Rulers(content["words"], themes)


def _check_words(level: str, words: Mapping[str, Any]) -> None:
    _require(words.keys() == _WORDS | {"bands"}, f"{level}: words")
    _require(tuple(words["bands"]) == BANDS, f"{level}: bands")
    for band in words["bands"].values():
        _require(band.keys() == _OF_A_BAND, f"{level}: a band")
    said = [words[name] for name in _WORDS] + [text for band in words["bands"].values() for text in band.values()]
    _check_sentences(level, said)


def _theme(written: Mapping[str, Any]) -> Theme:
    _require(bool(_ID.fullmatch(written["id"])), "an id is one digit: an address says no theme (R44)")
    _require(is_situation(written["situation"]), f"{written['id']}: no such situation")
    rulers = {level: _ruler(level, written[level]) for level in LEVELS if level in written}
    _require(OLDER in rulers, f"{written['id']}: no page")
    return Theme(written["id"], written["situation"], rulers)


def _ruler(level: str, written: Mapping[str, Any]) -> Ruler:
    examples = {band: tuple(written[band]) for band in BANDS}
    for band, sentences in examples.items():
        _require(len(sentences) >= FEWEST_EXAMPLES, f"{band}: too few examples")
        _check_sentences(level, sentences)
    return Ruler(written["title"], examples)


def _check_sentences(level: str, texts: tuple[str, ...] | list[str]) -> None:
    for text in texts:
        fault = fault_of(level, text)
        _require(fault is None, f"{level}: {fault}")


def _require(held: bool, where: str) -> None:  # noqa: FBT001 (a check reads as one)
    if not held:
        raise RulersMalformedError(f"{RULERS_FILE.name}: {where}")

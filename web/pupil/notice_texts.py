"""The notice to pupils, read once from data/responses/tes_mots.yml and checked whole: a wrong file stops the start.

Promised of what is read: each level has every word and a section at least; primary school reads twelve words a sentence at most (R60); the
address of the data protection officer has its one place in a level, in a paragraph that says something else where it is not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from web.pupil.levels import LEVELS, fault_of
from web.sentences import FILE

NOTICE_FILE = FILE.with_name("tes_mots.yml")
DPO = "{dpo}"
_WORDS = frozenset(("heading", "back", "level"))
_OF_A_SECTION = frozenset(("title", "paragraphs", "points"))
_OF_THE_DPO = frozenset(("with_dpo", "without_dpo"))


class NoticeMalformedError(ValueError):
    """The notice cannot be served; the message says where."""


@dataclass(frozen=True)
class Paragraph:
    """`without_dpo` is read where the address of the data protection officer is not known; nearly everywhere it is the same text."""

    text: str
    without_dpo: str


@dataclass(frozen=True)
class Section:
    """A title and what is under it: paragraphs, then points."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    points: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    """The notice at one level: the words around it and its sections."""

    words: Mapping[str, str]
    sections: tuple[Section, ...]


@cache
def load_notice(file: Path = NOTICE_FILE) -> Mapping[str, Notice]:
    """The notice of this installation, by level.

    Raises:
        NoticeMalformedError: something is missing, too long, or in a place that nothing reads.
    """
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    try:
        return {level: _notice(level, content["notice"][level]) for level in LEVELS}
    except (AttributeError, KeyError, TypeError) as error:
        raise NoticeMalformedError(f"{file.name}: {error}") from error


def _notice(level: str, written: Mapping[str, Any]) -> Notice:
    _require(written.keys() == _WORDS | {"sections"}, f"{level}: words")
    words = {name: written[name] for name in _WORDS}
    sections = tuple(_section(section) for section in written["sections"])
    _require(bool(sections), f"{level}: no section")
    for text in (*words.values(), *_texts(sections)):
        fault = fault_of(level, text)
        _require(fault is None, f"{level}: {fault}")
    _require(sum(text.count(DPO) for text in _texts(sections)) == 1, f"{level}: {DPO} has one place")
    return Notice(words, sections)


def _section(written: Mapping[str, Any]) -> Section:
    _require(written.keys() <= _OF_A_SECTION, "a section")
    paragraphs = tuple(_paragraph(paragraph) for paragraph in written.get("paragraphs", ()))
    points = tuple(written.get("points", ()))
    _require(bool(paragraphs or points), f"{written['title']}: nothing under it")
    return Section(written["title"], paragraphs, points)


def _paragraph(written: Any) -> Paragraph:
    if isinstance(written, str):
        _require(DPO not in written, f"{DPO} where nothing else could be read")
        return Paragraph(written, written)
    _require(written.keys() == _OF_THE_DPO and DPO in written["with_dpo"], "a paragraph")
    return Paragraph(written["with_dpo"], written["without_dpo"])


def _texts(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.title
        for paragraph in section.paragraphs:
            yield from dict.fromkeys((paragraph.text, paragraph.without_dpo))
        yield from section.points


def _require(held: bool, where: str) -> None:  # noqa: FBT001 (a check reads as one)
    if not held:
        raise NoticeMalformedError(f"{NOTICE_FILE.name}: {where}")

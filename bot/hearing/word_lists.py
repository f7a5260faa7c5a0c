"""Word lists kept in YAML beside the code that hears them, in the pattern language of bot/nlu/french (`danger.txt` tells it).

A file has `names` (words that patterns share) and lists of patterns, by name. They are read on the message in plain French, without
accents, as the understanding reads it; nothing is learnt, so that a word added counts without a training.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.french.excerpts import readable
from bot.nlu.french.lexicon import Lexicons
from bot.nlu.french.normalise import Normaliser
from bot.nlu.french.patterns import padded, read_sections

_BUTTON = "/"


def plain(text: str) -> str:
    """The message as patterns want it; nothing for a button."""
    return "" if text.startswith(_BUTTON) else padded(_normaliser().normalise(readable(text)).folded)


def read_file(file: Path) -> dict[str, Any]:
    """The YAML of a file of lists."""
    written: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return written


def compiled(lists: Mapping[str, Iterable[str]], names: Mapping[str, str]) -> dict[str, "re.Pattern[str]"]:
    """One expression for each list that has patterns. Raises LexiconError where a pattern is not one."""
    shared = "\n".join(f"{name} = {words}" for name, words in names.items())
    sections = "\n".join(f"[list {name}]\n" + "\n".join(patterns) for name, patterns in lists.items() if patterns)
    found = read_sections(Lexicons({"lists": f"[names]\n{shared}\n{sections}"}), "lists")
    return {section.name: section.expression for section in found}


@cache
def _normaliser() -> Normaliser:
    return Normaliser(Lexicons.read())

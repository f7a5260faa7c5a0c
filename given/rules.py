"""What both sides know of hiding: data/giving/rules.json, which the browser's script carries too."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parent.parent / "data" / "giving" / "rules.json"


@dataclass(frozen=True)
class Rules:
    """`mark` stands for what is hidden; `most` signs may be given, of `least_words` words left; only in these `situations`, or in none.

    A word of signs outside of `signs`, with a digit, of `names` or `places`, with a capital and not `ordinary`, is hidden; so are those that
    follow an `introducing` word, so many of them, `links` not counted, `ordinary` ones kept. `blank` parts words. Lists are without accents.
    """

    mark: str
    most: int
    least_words: int
    situations: frozenset[str]
    blank: str = field(repr=False)
    signs: str = field(repr=False)
    introducing: Mapping[str, int] = field(repr=False)
    links: frozenset[str] = field(repr=False)
    ordinary: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    places: frozenset[str] = field(repr=False)


@cache
def rules() -> Rules:
    """The rules as the file has them."""
    written: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    found: dict[str, Any] = {
        name: frozenset(said) if isinstance(said, list) else said for name, said in written.items()
    }
    return Rules(**found)

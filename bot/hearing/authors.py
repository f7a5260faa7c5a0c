"""What a pupil says that they did (B.19): which words for an author fit, where the understanding tells only that it is one.

* `deed_of`: the situation of the deed in a message understood as an author's: a picture sent on and a slap are not answered alike.
* `confesses`: a sure avowal in a message understood as told by the one who suffers. Precision first: a child who is hurt and reads the
  words for an author is let down; whoever suffers too, or defended themselves, keeps the words that believe.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.hearing.word_lists import compiled, plain, read_file

FILE = Path(__file__).with_name("authors.yml")


def deed_of(text: str) -> str | None:
    """The situation of what the author did, among those that have words for an author; None when the words do not tell."""
    words = plain(text)
    return next((name for name, expression in _deeds().items() if expression.search(words)), None)


def confesses(text: str, situation: str | None) -> bool:
    """Whether the message surely is an avowal, in a situation that has words for an author."""
    lists, words = _lists(), plain(text)
    return situation in with_words() and bool(lists["confesses"].search(words)) and not lists["unless"].search(words)


@cache
def with_words() -> frozenset[str]:
    """The situations whose scene is written for an author too."""
    return frozenset(read_file(FILE)["with_words"])


@cache
def _deeds() -> Mapping[str, "re.Pattern[str]"]:
    written = read_file(FILE)
    return compiled(written["deeds"], written["names"])


@cache
def _lists() -> Mapping[str, "re.Pattern[str]"]:
    written = read_file(FILE)
    return compiled({name: written[name] for name in ("confesses", "unless")}, written["names"])

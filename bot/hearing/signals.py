"""When it was, and whether it is a story at all: « l'année dernière… », « si quelqu'un… », « c'est pour un exposé » (issue 5, point 1).

* `is_past`: what is told is over, and nothing says that it goes on. The answer adds that it still counts and may still be said.
* `supposes`: « si quelqu'un… », « imaginons », « pour un exposé ». Told of another, it is answered as a question: what it is, that it is
  forbidden, who helps; and the offer stays open, for it often is a toe in the water. Told of oneself, it is believed as any story:
  pupils tell what they live through as questions (« c'est normal de… »), 60 of the 13,000 lines of danger in data/nlu do.
* `topic`: what a question is about, in any form, for where the understanding saw nothing at all.
None of them is looked at in a danger, an announced attack or a wish to die (R34): there the card stays as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.hearing.word_lists import compiled, plain, read_file

FILE = Path(__file__).with_name("signals.yml")
_LISTS = ("past", "not_past", "school", "imagined", "first_person", "questions", "hurt")


@dataclass(frozen=True)
class Signals:
    """What the words of one message tell besides what happened."""

    is_past: bool = False
    supposes: bool = False
    topic: str | None = None


NO_SIGNAL = Signals()


def signals_of(text: str) -> Signals:
    """The signals of a message."""
    words, lists = plain(text), _lists()
    past = bool(lists["past"].search(words)) and not lists["not_past"].search(words)
    hurt, of_themselves = bool(lists["hurt"].search(words)), bool(lists["first_person"].search(words))
    supposes = bool(lists["school"].search(words) and not hurt) or bool(
        lists["imagined"].search(words) and not of_themselves
    )
    asks = supposes or (bool(lists["questions"].search(words)) and not hurt)
    return Signals(past, supposes, _topic(words) if asks else None)


def _topic(words: str) -> str | None:
    return next((name for name, expression in _topics().items() if expression.search(words)), None)


@cache
def _lists() -> Mapping[str, "re.Pattern[str]"]:
    written = read_file(FILE)
    return compiled({name: written[name] for name in _LISTS}, written["names"])


@cache
def _topics() -> Mapping[str, "re.Pattern[str]"]:
    written = read_file(FILE)
    return compiled(written["topics"], written["names"])

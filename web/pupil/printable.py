"""Texts of pages with the facts of the moment in them."""

import re
from typing import Any

from facts.errors import FactError
from facts.placeholders import fill
from web.access import Visit
from web.pupil.school_hint import hinted_school

_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def printable(visit: Visit[Any], text: str) -> str:
    """The text with its facts; without the sentences of which a fact may no longer be served."""
    return " ".join(filter(None, (_filled(visit, sentence) for sentence in _SENTENCES.split(text))))


def _filled(visit: Visit[Any], sentence: str) -> str:
    services = visit.services
    try:
        return fill(sentence, services.clock(), clock=services.pupil_clock(hinted_school(visit)))
    except FactError:
        return ""

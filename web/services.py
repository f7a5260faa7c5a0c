"""What handlers need from outside, made once by `web.app` and passed to each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from sqlalchemy.engine import Engine

from ent import EntClient
from facts.cards import Card, cards
from facts.orientation import URGENCY_IN_DANGER, lines_for
from settings import Settings
from vault import KeyRing
from web.in_flight import InFlight
from web.limits import Limits
from web.pages import Pages
from web.sentences import Sentences
from web.shelf import Shelf


@dataclass(frozen=True)
class Services:
    """Database, keys, network, time, chance, sentences."""

    settings: Settings
    db: Engine
    ring: KeyRing = field(repr=False)
    ent: EntClient
    rasa_http: httpx.AsyncClient
    clock: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    sentences: Sentences
    pages: Pages
    shelf: Shelf
    in_flight: InFlight
    limits: Limits

    def numbers(self) -> list[Card]:
        """The helpline cards shown with every refusal, as they are at this hour."""
        now = self.clock()
        lines = [line for urgency in (0, URGENCY_IN_DANGER) for line in lines_for(None, None, urgency, (), now)]
        return cards(dict.fromkeys(lines), now)

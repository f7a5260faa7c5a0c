"""What handlers need from outside, made once by `web.app` and passed to each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from sqlalchemy.engine import Engine

from ent import EntClient
from facts.cards import Card, cards
from facts.helplines import load_helplines
from facts.orientation import URGENCY_IN_DANGER, lines_for
from settings import Settings
from vault import KeyRing
from web.ent_keys import EntKeys
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
    ent_keys: EntKeys
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
        return cards(self._first_lines(), self.clock())

    def all_numbers(self) -> list[Card]:
        """Every helpline card, those of `numbers` first among the open ones, for the page without a script."""
        return cards(dict.fromkeys([*self._first_lines(), *load_helplines().by_default()]), self.clock())

    def _first_lines(self) -> dict[str, None]:
        now = self.clock()
        return dict.fromkeys(
            line for urgency in (0, URGENCY_IN_DANGER) for line in lines_for(None, None, urgency, (), now)
        )

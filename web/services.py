"""What handlers need from outside, made once by `web.app` and passed to each."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy.engine import Engine

from ent import EntClient
from facts.cards import Card, cards
from facts.clocks import SOMEWHERE, Clock
from facts.helplines import load_helplines
from facts.orientation import URGENCY_IN_DANGER, lines_for
from settings import School, Settings
from tallies.counting import Tallies
from vault import KeyRing
from web.admission import Admission
from web.database_watch import DatabaseWatch
from web.ent_keys import EntKeys
from web.in_flight import InFlight
from web.limits import Limits
from web.pages import Pages
from web.rasa_watch import RasaWatch
from web.sentences import Sentences
from web.shelf import Shelf

MOST_SLOW_HASHES = 4  # of pupils' words, at once: each takes 32 MB and a tenth of a second of a processor, on purpose


@dataclass(frozen=True)
class Services:
    """Database, keys, network, time, chance, sentences."""

    settings: Settings
    db: Engine
    db_watch: DatabaseWatch
    ring: KeyRing = field(repr=False)
    ent: EntClient
    ent_keys: EntKeys
    rasa_http: httpx.AsyncClient
    rasa_watch: RasaWatch
    clock: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    sentences: Sentences
    pages: Pages
    shelf: Shelf
    in_flight: InFlight
    admission: Admission
    limits: Limits
    slow_hashes: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, MOST_SLOW_HASHES), kw_only=True)
    tallies: Tallies

    def numbers(self, school: School | None = None) -> list[Card]:
        """The helpline cards shown with every refusal, as they are at this hour, on the clock of `school` where it is known."""
        return cards(self._first_lines(), self.clock(), clock=self.pupil_clock(school))

    def all_numbers(self, school: School | None = None) -> list[Card]:
        """Every helpline card, those of `numbers` first among the open ones, for the page without a script."""
        wanted = dict.fromkeys([*self._first_lines(), *load_helplines().by_default()])
        return cards(wanted, self.clock(), clock=self.pupil_clock(school))

    def pupil_clock(self, school: School | None) -> Clock:
        """The clock that pupils of `school` live by; of no school in particular, the one that all schools share, if they do."""
        zones = {each.timezone for each in ((school,) if school else self.settings.schools)}
        return Clock(ZoneInfo(zones.pop())) if len(zones) == 1 else SOMEWHERE

    def _first_lines(self) -> dict[str, None]:
        now = self.clock()
        return dict.fromkeys(
            line for urgency in (0, URGENCY_IN_DANGER) for line in lines_for(None, None, urgency, (), now)
        )

"""The acts' only window on the outside: database, keys, the ENT, the clock. Tests pass their own."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache

from sqlalchemy.engine import Engine

from ent import EntClient, open_http
from handoff.carrying import delivery, outbox
from handoff.database import open_database
from handoff.states import State
from settings import Settings
from vault import KeyRing

PATIENCE_SECONDS = (
    5.0  # web waits eight seconds for a turn; past five the pupil is told "kept here" and the courier goes on
)


@dataclass(frozen=True)
class Services:
    """What an act may use."""

    database: Engine
    ring: KeyRing
    ent: EntClient
    settings: Settings
    now: Callable[[], datetime]

    async def promise(self, envelope_id: str, conversation: str) -> None:
        """Write the hand-off in the outbox: from here on it cannot be lost. Promising twice is fine."""
        await asyncio.to_thread(outbox.promise, self.database, envelope_id, conversation, self.now())

    async def try_to_deliver(self, envelope_id: str) -> State | None:
        """One attempt now; None when it is still going on after five seconds (it is not cut short)."""
        attempt = asyncio.ensure_future(
            delivery.deliver(self.database, self.ring, self.ent, envelope_id, self.settings, self.now())
        )
        done, _ = await asyncio.wait({attempt}, timeout=PATIENCE_SECONDS)
        return attempt.result() if done else None


@lru_cache(maxsize=1)
def from_environment() -> Services:
    """The real services, built once, at the first act."""
    settings = Settings.from_env(os.environ)
    return Services(
        database=open_database(settings.database_url),
        ring=KeyRing(settings.server_keys),
        ent=EntClient(settings.ent_api_url, open_http()),
        settings=settings,
        now=lambda: datetime.now(timezone.utc),
    )

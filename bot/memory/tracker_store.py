"""Rasa's memory, with no plaintext in the database.

One row a turn: the events that are new since the last save, sealed under the conversation's key, which is present only
during a turn (`bot.memory.conversation_key`). Sender, intents, actions, texts, slots and metadata are all inside the seal; the row is found by
a keyed hash, under any key of the ring: a conversation that began before the server's keys changed goes on under its first hash, so that
its rows stay together. `save` appends and never rewrites. Two writers of the same conversation collide on the primary key and the
second one's turn fails, to be played again on the reloaded conversation.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Engine

from bot.memory.conversation_key import current_key
from bot.memory.sealed_events import seal_events, unseal_events
from bot.memory.tables import metadata, tracker_events
from database import erase, prepare_tables, reading
from vault import KeyRing, keyed_hashes

KEEP = timedelta(hours=1)  # a conversation ends after 30 minutes of silence; the hour is the grain of erasing


class SealedTrackerStore(TrackerStore):
    """A tracker store for one conversation at a time, read and written only inside its own turn."""

    def __init__(
        self,
        engine: Engine,
        ring: KeyRing,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        if event_broker is not None:
            raise ValueError("events leave this store through nobody: no event broker")
        super().__init__(domain, None)
        self._engine = engine
        self._ring = ring
        self._now = now
        prepare_tables(engine, metadata)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation so far, or None if it has not begun."""
        events = await asyncio.to_thread(self._read, self._refs(sender_id), current_key())
        if not events:
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new in `tracker`.

        Raises:
            sqlalchemy.exc.IntegrityError: another process wrote this turn first.
        """
        await asyncio.to_thread(self._append, self._refs(tracker.sender_id), current_key(), tracker.events)

    async def keys(self) -> Iterable[str]:
        """Refused by design: nobody can list the conversations."""
        return ()

    async def forget(self, sender_id: str) -> None:
        """Erase every row of a conversation; erasing what is not there is fine."""
        await asyncio.to_thread(self._erase, tracker_events.c.conversation_ref.in_(self._refs(sender_id)))

    async def erase_expired(self) -> None:
        """Erase the rows whose time is over."""
        await asyncio.to_thread(erase, self._engine, tracker_events, tracker_events.c.expires_at <= self._utc())

    def _refs(self, sender_id: str) -> tuple[str, ...]:
        return keyed_hashes(self._ring, "tracker_events.conversation_ref", sender_id)

    def _utc(self) -> datetime:
        return self._now().astimezone(timezone.utc).replace(tzinfo=None)

    def _read(self, refs: tuple[str, ...], key: bytes) -> list[dict[str, Any]]:
        columns = tracker_events.c
        query = select(columns.conversation_ref, columns.seq, columns.sealed).where(columns.conversation_ref.in_(refs))
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(columns.seq)).all()
        return [event for row in rows for event in unseal_events(key, row.conversation_ref, row.seq, row.sealed)]

    def _append(self, refs: tuple[str, ...], key: bytes, events: Iterable[Event]) -> None:
        columns = tracker_events.c
        stored = select(func.min(columns.conversation_ref), func.count(), func.coalesce(func.sum(columns.events), 0))
        with self._engine.begin() as connection:
            begun, seq, known = connection.execute(stored.where(columns.conversation_ref.in_(refs))).one()
            new = [event.as_dict() for event in islice(events, known, None)]
            if new:
                ref = begun or refs[0]
                row = self._row(ref, seq, seal_events(key, ref, seq, new), len(new))
                connection.execute(insert(tracker_events).values(row))

    def _row(self, ref: str, seq: int, sealed: bytes, events: int) -> dict[str, Any]:
        expiry = (self._utc() + KEEP).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return {"conversation_ref": ref, "seq": seq, "events": events, "sealed": sealed, "expires_at": expiry}

    def _erase(self, condition: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(tracker_events).where(condition))

"""Rasa's memory, with no plaintext in the database.

One row a turn: the events that are new since the last save, sealed under the conversation's key, which is present only
during a turn (`bot.memory.conversation_key`). Sender, intents, actions, texts, slots and metadata are all inside the seal; the row is found by
a keyed hash, under any key of the ring: a conversation that began before the server's keys changed goes on under its first hash, so that
its rows stay together. `save` appends and never rewrites. Two writers of the same conversation collide on the primary key and the
second one's turn fails, to be played again on the reloaded conversation. Between two turns the conversation may be held as it is
(`bot.memory.live`), and is then not read again.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any, cast

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection, Engine

from bot.memory.conversation_key import current_key
from bot.memory.live import LiveConversations, LiveTracker, Place
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
        live: LiveConversations | None = None,
    ) -> None:
        if event_broker is not None:
            raise ValueError("events leave this store through nobody: no event broker")
        super().__init__(domain, None)
        self._engine = engine
        self._ring = ring
        self._now = now
        self._live = LiveConversations(time.monotonic) if live is None else live
        prepare_tables(engine, metadata)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation so far, or None if it has not begun."""
        key = current_key()
        held = self._live.give(sender_id, self.domain, key)
        if held is not None:
            return held
        events, place = await asyncio.to_thread(self._read, self._refs(sender_id), key)
        if not events:
            return None
        tracker = cast("LiveTracker", LiveTracker.from_dict(sender_id, events, self.domain.slots))
        self._live.hold(tracker, self.domain, key, place)
        return tracker

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """A conversation of which the log holds nothing."""
        tracker = LiveTracker(sender_id, self.domain.slots)
        self._live.hold(tracker, self.domain, current_key(), Place(self._refs(sender_id)[0], 0, 0))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new in `tracker`.

        Raises:
            sqlalchemy.exc.IntegrityError: another process wrote this turn first.
        """
        key, place = current_key(), tracker.place if isinstance(tracker, LiveTracker) else None
        try:
            after = await asyncio.to_thread(self._append, tracker, place, key)
        except BaseException:
            self._live.drop(tracker.sender_id)
            raise
        if isinstance(tracker, LiveTracker):
            self._live.hold(tracker, self.domain, key, after)

    async def keys(self) -> Iterable[str]:
        """Refused by design: nobody can list the conversations."""
        return ()

    async def forget(self, sender_id: str) -> None:
        """Erase every row of a conversation; erasing what is not there is fine."""
        self._live.drop(sender_id)
        await asyncio.to_thread(self._erase, tracker_events.c.conversation_ref.in_(self._refs(sender_id)))

    async def erase_expired(self) -> None:
        """Erase the rows whose time is over."""
        await asyncio.to_thread(erase, self._engine, tracker_events, tracker_events.c.expires_at <= self._utc())

    def _refs(self, sender_id: str) -> tuple[str, ...]:
        return keyed_hashes(self._ring, "tracker_events.conversation_ref", sender_id)

    def _utc(self) -> datetime:
        return self._now().astimezone(timezone.utc).replace(tzinfo=None)

    def _read(self, refs: tuple[str, ...], key: bytes) -> tuple[list[dict[str, Any]], Place]:
        columns = tracker_events.c
        query = select(columns.conversation_ref, columns.seq, columns.sealed).where(columns.conversation_ref.in_(refs))
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(columns.seq)).all()
        events = [event for row in rows for event in unseal_events(key, row.conversation_ref, row.seq, row.sealed)]
        ref, seq = (rows[-1].conversation_ref, rows[-1].seq + 1) if rows else (refs[0], 0)
        return events, Place(ref, seq, len(events))

    def _append(self, tracker: DialogueStateTracker, place: Place | None, key: bytes) -> Place:
        if place is not None and len(tracker.events) == place.saved:
            return place
        with self._engine.begin() as connection:
            if place is None:
                place = self._place(connection, self._refs(tracker.sender_id))
            new = [event.as_dict() for event in islice(tracker.events, place.saved, None)]
            if new:
                row = self._row(place.ref, place.seq, seal_events(key, place.ref, place.seq, new), len(new))
                connection.execute(insert(tracker_events), row)
        return Place(place.ref, place.seq + bool(new), place.saved + len(new))

    def _place(self, connection: Connection, refs: tuple[str, ...]) -> Place:
        """Of a conversation that is not held. The first rows of a very long one may be erased already: numbers go on all the same."""
        columns = tracker_events.c
        stored = select(
            func.min(columns.conversation_ref),
            func.coalesce(func.max(columns.seq) + 1, 0),
            func.coalesce(func.sum(columns.events), 0),
        )
        begun, seq, saved = connection.execute(stored.where(columns.conversation_ref.in_(refs))).one()
        return Place(begun or refs[0], seq, saved)

    def _row(self, ref: str, seq: int, sealed: bytes, events: int) -> dict[str, Any]:
        expiry = (self._utc() + KEEP).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return {"conversation_ref": ref, "seq": seq, "events": events, "sealed": sealed, "expires_at": expiry}

    def _erase(self, condition: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(tracker_events).where(condition))

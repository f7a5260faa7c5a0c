"""The contract of a tracker store, and what ours adds to it."""

import asyncio
from datetime import datetime, timedelta, timezone

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    FollowupAction,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from bot.memory.conversation_key import ConversationKeyMissingError, conversation_key
from bot.memory.tables import tracker_events
from bot.memory.tracker_store import SealedTrackerStore
from database import open_engine
from tests.bot.conftest import RING
from tests.databases import ready_database_for
from vault import KeyRing, SealBroken

KEY = b"k" * 32
MARKER = "zinzolin-caché"
CONVERSATION = "ab" * 16

EVERY_KIND = [
    SessionStarted(),
    ActionExecuted("action_listen"),
    UserUttered(MARKER, {"name": "harcelement", "confidence": 0.9}, [{"entity": "about", "value": "self"}]),
    SlotSet("about", "self"),
    SlotSet("flags", ["young", MARKER]),
    ActionExecuted("utter_harcelement"),
    BotUttered("merci", {"custom": {"message": {"texts": ["merci"]}}}),
    FollowupAction("action_listen"),
    ActiveLoop(None),
    Restarted(),
]


def tracker_of(events):
    return DialogueStateTracker.from_events(CONVERSATION, events)


async def saved(store, events=EVERY_KIND):
    with conversation_key(KEY):
        await store.save(tracker_of(events))


async def read(store, key=KEY):
    with conversation_key(key):
        return await store.retrieve(CONVERSATION)


async def test_a_conversation_that_has_not_begun_is_none(store):
    assert await read(store) is None


async def test_every_kind_of_event_comes_back(store):
    await saved(store)
    back = await read(store)
    assert [event.as_dict() for event in back.events] == [event.as_dict() for event in tracker_of(EVERY_KIND).events]


async def test_saving_appends_and_a_second_save_of_the_same_writes_nothing(store):
    await saved(store, EVERY_KIND[:3])
    await saved(store, EVERY_KIND[:3])
    await saved(store, EVERY_KIND)
    assert len((await read(store)).events) == len(EVERY_KIND)
    with store._engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(tracker_events)).scalar() == 2


async def test_two_conversations_do_not_meet(store):
    await saved(store)
    with conversation_key(KEY):
        assert await store.retrieve("cd" * 16) is None


async def test_nothing_of_the_conversation_is_in_the_database_file(store, database):
    await saved(store)
    written = b"".join(path.read_bytes() for path in database.parent.glob("bot.db*"))
    for secret in (MARKER, "harcelement", "utter_", "about", CONVERSATION, "UserUttered", '"user"'):
        assert secret.encode() not in written


async def test_another_key_opens_nothing(store):
    await saved(store)
    with pytest.raises(SealBroken) as refused:
        await read(store, b"x" * 32)
    assert MARKER not in str(refused.value)


async def test_a_batch_moved_to_another_place_does_not_open(store):
    await saved(store, EVERY_KIND[:3])
    with store._engine.begin() as connection:
        connection.execute(update(tracker_events).values(seq=5))
    with pytest.raises(SealBroken):
        await read(store)


async def test_outside_a_turn_the_store_neither_reads_nor_writes(store):
    with pytest.raises(ConversationKeyMissingError):
        await store.retrieve(CONVERSATION)
    with pytest.raises(ConversationKeyMissingError):
        await store.save(tracker_of(EVERY_KIND))


async def test_the_key_of_one_turn_is_not_seen_by_a_turn_beside_it(store):
    seen = []

    async def turn(key):
        with conversation_key(key):
            await asyncio.sleep(0.01)
            try:
                await store.retrieve(CONVERSATION)
            except SealBroken:
                seen.append("refused")
            else:
                seen.append("opened")

    await saved(store)
    await asyncio.gather(turn(KEY), turn(b"y" * 32), turn(KEY))
    assert sorted(seen) == ["opened", "opened", "refused"]


async def test_a_second_writer_of_the_same_turn_is_refused_and_nothing_is_lost(store, database, monkeypatch):
    await saved(store, EVERY_KIND[:3])
    engine = open_engine(ready_database_for(database))
    late = SealedTrackerStore(engine, RING, Domain.empty())
    stale_row = late._row

    def same_place(ref, _seq, sealed, events):
        return stale_row(ref, 0, sealed, events)

    monkeypatch.setattr(late, "_row", same_place)
    with conversation_key(KEY), pytest.raises(IntegrityError):
        await late.save(tracker_of(EVERY_KIND))
    assert len((await read(store)).events) == 3
    engine.dispose()


async def test_forgetting_erases_every_row_and_may_be_repeated(store):
    await saved(store)
    await store.forget(CONVERSATION)
    await store.forget(CONVERSATION)
    assert await read(store) is None


async def test_rows_are_erased_once_their_time_is_over(store):
    await saved(store)
    await store.erase_expired()
    assert await read(store) is not None
    store._live.drop(CONVERSATION)  # hours before
    store._now = lambda: datetime.now(timezone.utc) + timedelta(hours=3)
    await store.erase_expired()
    assert await read(store) is None


async def test_a_conversation_goes_on_while_the_servers_key_is_changed(store, database):
    """First the new key is only read with, then it writes; processes of both kinds run meanwhile. Begun again, nothing told before would count."""
    engine = open_engine(ready_database_for(database))
    (old,), new = RING.keys, b"n" * 32
    rings = [RING, KeyRing((old, new)), KeyRing((new, old)), KeyRing((old, new)), KeyRing((new, old))]
    for told, ring in enumerate(rings, 1):
        await saved(SealedTrackerStore(engine, ring, Domain.empty()), EVERY_KIND[: told * 2])
    for ring in rings[1:]:
        assert len((await read(SealedTrackerStore(engine, ring, Domain.empty()))).events) == len(EVERY_KIND)
    with engine.connect() as connection:
        rows = connection.execute(select(tracker_events.c.conversation_ref, tracker_events.c.seq)).all()
    assert len({ref for ref, _ in rows}) == 1
    assert sorted(seq for _, seq in rows) == list(range(len(rings)))
    await SealedTrackerStore(engine, rings[-1], Domain.empty()).forget(CONVERSATION)
    assert await read(store) is None
    engine.dispose()

"""A turn that was saved and whose answer was lost is answered again, and played no second time."""

import pytest

from bot import left_out

left_out.install()

from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402

from bot.memory.conversation_key import conversation_key  # noqa: E402
from bot.memory.played_once import MARK, AlreadyPlayedError, PlayedOnce  # noqa: E402
from bot.memory.tracker_store import SealedTrackerStore  # noqa: E402

MINE, OTHER = "a" * 64, "b" * 64
CONVERSATION = "ab" * 16


def said(number: int) -> BotUttered:
    return BotUttered("…", {"custom": {"message": {"texts": [f"réponse {number}"]}}})


def told(mark: str | None) -> UserUttered:
    return UserUttered("bonjour", metadata=None if mark is None else {MARK: mark})


def fetching(*events: object) -> PlayedOnce:
    async def fetch(sender_id: str, _channel: object = None) -> DialogueStateTracker:
        return DialogueStateTracker.from_events(sender_id, list(events))

    return PlayedOnce(fetch)


async def test_the_same_mark_as_that_of_the_last_message_gives_what_was_said_then_in_its_order():
    fetch = fetching(told(OTHER), said(0), told(MINE), SlotSet("about", "self"), said(1), ActionExecuted("x"), said(2))
    with pytest.raises(AlreadyPlayedError) as played:
        await fetch(CONVERSATION, None, {MARK: MINE})
    assert played.value.messages == [{"texts": ["réponse 1"]}, {"texts": ["réponse 2"]}]


@pytest.mark.parametrize(
    "events",
    [(), (told(OTHER), said(1)), (told(None), said(1)), (told(MINE), said(1), told(OTHER), said(2)), (told(MINE),)],
    ids=["nothing yet", "another", "one without a mark", "an older one", "one without an answer"],
)
async def test_any_other_turn_is_played(events: tuple[object, ...]):
    assert (await fetching(*events)(CONVERSATION, None, {MARK: MINE})).sender_id == CONVERSATION


async def test_a_turn_without_a_mark_is_always_played():
    assert (await fetching(told(None), said(1))(CONVERSATION)).sender_id == CONVERSATION
    assert (await fetching(told(None), said(1))(CONVERSATION, None, {})).sender_id == CONVERSATION


async def test_the_mark_outlives_the_process_inside_the_seal(store: SealedTrackerStore, database):
    with conversation_key(b"k" * 32):
        await store.save(DialogueStateTracker.from_events(CONVERSATION, [told(MINE), said(1)]))
        with pytest.raises(AlreadyPlayedError):
            await PlayedOnce(lambda sender_id, _channel: store.retrieve(sender_id))(CONVERSATION, None, {MARK: MINE})
    assert not [file for file in database.parent.glob(database.name + "*") if MINE.encode() in file.read_bytes()]

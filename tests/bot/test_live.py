"""Conversations held between two turns: the same as read again from the log, and given to nobody else."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import left_out

left_out.install()

from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import (  # noqa: E402
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import TextSlot  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity  # noqa: E402
from sqlalchemy.exc import IntegrityError  # noqa: E402

from bot.memory.conversation_key import conversation_key  # noqa: E402
from bot.memory.live import LIVE_SECONDS, MOST, LiveConversations, LiveTracker, Place  # noqa: E402
from bot.memory.tracker_store import SealedTrackerStore  # noqa: E402
from database import open_engine  # noqa: E402
from tests.bot.conftest import RING  # noqa: E402
from tests.databases import ready_database_for  # noqa: E402
from vault import SealBroken  # noqa: E402

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CONVERSATION = "ab" * 16
DOMAIN = Domain.empty()
SLOTS = (TextSlot("about", []), TextSlot("situation", []))

happened = st.one_of(
    st.sampled_from(["listen", "utter_a", "form"]).map(ActionExecuted),
    st.sampled_from(["harcelement", "merci"]).map(lambda name: UserUttered("…", {"name": name, "confidence": 1.0})),
    st.just(None).map(lambda _: BotUttered("…")),
    st.sampled_from(["self", "other", None]).map(lambda value: SlotSet("about", value)),
    st.just(None).map(lambda _: SessionStarted()),
    st.just(None).map(lambda _: Restarted()),
    st.just(None).map(lambda _: UserUtteranceReverted()),
    st.just(None).map(lambda _: ActionReverted()),
    st.sampled_from(["form", None]).map(ActiveLoop),
)


def state(tracker: DialogueStateTracker) -> object:
    return tracker.current_state(EventVerbosity.ALL), {name: slot.value for name, slot in tracker.slots.items()}


@settings(deadline=None, max_examples=300)
@given(st.lists(happened, max_size=25), st.integers(0, 25))
def test_a_held_tracker_is_what_playing_its_events_again_makes_of_them(events: list[Event], asked_at: int):
    held = LiveTracker("x", SLOTS)
    for number, event in enumerate(events):
        held.update(event)
        if number == asked_at:
            held.applied_events()
    played = DialogueStateTracker.from_events("x", deepcopy(events), SLOTS)
    assert state(held.copy()) == state(played.copy())
    assert [event.as_dict() for event in held.applied_events()] == [each.as_dict() for each in played.applied_events()]


def test_what_is_done_to_a_copy_is_not_done_to_the_conversation():
    held = LiveTracker.from_events("x", [UserUttered("…", {"name": "merci"}), SlotSet("about", "self")], SLOTS)
    before, copied = state(held), held.copy()
    held.applied_events()
    copied.update(SlotSet("about", "other"))
    copied.update(ActionExecuted("utter_a"))
    assert len(copied.applied_events()) == 4
    assert len(held.applied_events()) == 2
    assert state(held) == before


class Watch:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def live(watch: Watch) -> LiveConversations:
    return LiveConversations(watch)


def held_in(live: LiveConversations, conversation: str = CONVERSATION) -> LiveTracker:
    tracker = LiveTracker.from_events(conversation, [UserUttered("…")])
    live.hold(tracker, DOMAIN, KEY, Place("ref", 1, len(tracker.events)))
    return tracker


def test_it_is_given_as_long_as_the_log_holds_all_of_it(live: LiveConversations):
    tracker = held_in(live)
    assert live.give(CONVERSATION, DOMAIN, KEY) is tracker
    tracker.update(UserUttered("a turn that failed half-way"))
    assert live.give(CONVERSATION, DOMAIN, KEY) is None
    assert len(live) == 0


@pytest.mark.parametrize(("domain", "key"), [(DOMAIN, OTHER_KEY), (Domain.empty(), KEY)], ids=["key", "model"])
def test_to_another_key_or_model_nothing_is_given(live: LiveConversations, domain: Domain, key: bytes):
    held_in(live)
    assert live.give(CONVERSATION, domain, key) is None
    assert len(live) == 0


def test_after_silence_nothing_of_it_is_held(live: LiveConversations, watch: Watch):
    held_in(live)
    watch.at = LIVE_SECONDS - 1
    live.drop_silent()
    assert len(live) == 1
    held_in(live, "cd" * 16)
    watch.at = LIVE_SECONDS
    live.drop_silent()
    assert len(live) == 1
    assert live.give(CONVERSATION, DOMAIN, KEY) is None


def test_of_too_many_the_oldest_goes(live: LiveConversations):
    for number in range(MOST + 2):
        held_in(live, f"{number:032x}")
    assert len(live) == MOST
    assert live.give(f"{1:032x}", DOMAIN, KEY) is None
    assert live.give(f"{2:032x}", DOMAIN, KEY) is not None


async def turn(store: SealedTrackerStore, *events: Event, key: bytes = KEY) -> DialogueStateTracker:
    with conversation_key(key):
        tracker = await store.get_or_create_tracker(CONVERSATION, append_action_listen=False)
        for event in events:
            tracker.update(event)
        await store.save(tracker)
    return tracker


@pytest.fixture
def another(database):
    """The store of another process on the same database."""
    engine = open_engine(ready_database_for(database))
    yield SealedTrackerStore(engine, RING, DOMAIN)
    engine.dispose()


async def test_turn_after_turn_it_is_the_same_tracker_and_the_log_has_it_all(store, another):
    first = await turn(store, UserUttered("un"), BotUttered("deux"))
    assert await turn(store, UserUttered("trois")) is first
    with conversation_key(KEY):
        read = await another.retrieve(CONVERSATION)
    assert [event.as_dict() for event in read.events] == [event.as_dict() for event in first.events]


async def test_where_another_process_went_on_the_late_one_is_refused_and_reads_again(store, another):
    await turn(store, UserUttered("un"))
    await turn(another, UserUttered("deux"))
    with pytest.raises(IntegrityError):
        await turn(store, UserUttered("trois, sans savoir deux"))
    again = await turn(store, UserUttered("trois"))
    assert [event.text for event in again.events] == ["un", "deux", "trois"]


async def test_a_turn_whose_conversation_was_dropped_meanwhile_is_saved_at_its_place_or_refused(store, another):
    await turn(store, UserUttered("un"))
    with conversation_key(KEY):
        tracker = await store.retrieve(CONVERSATION)
        store._live.drop(CONVERSATION)  # a thousand others came
        tracker.update(UserUttered("deux"))
        await store.save(tracker)
    await turn(another, UserUttered("trois"))
    tracker.update(UserUttered("quatre, sans savoir trois"))
    with conversation_key(KEY), pytest.raises(IntegrityError):
        await store.save(tracker)
    assert [event.text for event in (await turn(another)).events] == ["un", "deux", "trois"]


async def test_a_turn_that_failed_half_way_is_not_remembered(store):
    await turn(store, UserUttered("un"))
    with conversation_key(KEY):
        tracker = await store.retrieve(CONVERSATION)
    tracker.update(UserUttered("jamais gardé"))
    assert [event.text for event in (await turn(store, UserUttered("deux"))).events] == ["un", "deux"]


async def test_another_key_opens_no_conversation_that_is_held(store):
    await turn(store, UserUttered("un"))
    with pytest.raises(SealBroken):
        await turn(store, key=OTHER_KEY)


async def test_what_is_forgotten_is_held_no_more(store):
    await turn(store, UserUttered("un"))
    await store.forget(CONVERSATION)
    with conversation_key(KEY):
        assert await store.retrieve(CONVERSATION) is None

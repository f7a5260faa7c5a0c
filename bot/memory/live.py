"""Conversations under way, held as Rasa has them between two turns, so that a turn does not begin by playing all those before it.

Held for `LIVE_SECONDS` of silence, at most `MOST`, and only as they are in the log: one that holds more than what was saved (a turn that
failed half-way) is not given again. The log is the truth: it refuses whoever comes late, and then what was held is dropped. Who comes with
another key than the conversation's is given nothing.
"""

import copy
import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

LIVE_SECONDS = 300.0
MOST = 1_000  # some 30 kB each


@dataclass(frozen=True)
class Place:
    """Where the log of a conversation goes on: its name in the database, its next number, how many events it holds already."""

    ref: str
    seq: int
    saved: int


_ADDED = frozenset((ActionExecuted, BotUttered, DefinePrevUserUtteredFeaturization, SlotSet, UserUttered))


class LiveTracker(DialogueStateTracker):
    """A tracker that does not go through all its events again for what Rasa asks of it at every action, and knows its place in the log."""

    place: Place | None = None
    _looked_at = 0  # how many events `_applied` was made of
    _applied: "list[Event] | None" = None

    def copy(self) -> DialogueStateTracker:
        """The same conversation, free to change."""
        copied = LiveTracker.__new__(LiveTracker)
        copied.__dict__.update(self.__dict__)
        copied.events = self.events.copy()
        copied.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
        copied.active_loop = copy.copy(self.active_loop)
        copied._applied = None if self._applied is None else [*self._applied]  # noqa: SLF001 (one of us)
        copied.model_id = copied.assistant_id = None  # as in Rasa's own copies: events are marked once, by the original
        return copied

    def applied_events(self) -> list[Event]:
        """The events since the session began, but those that were taken back."""
        if not self._looked_at:
            self._applied = []
        for event in islice(self.events, self._looked_at, None):
            self._take(event)
        self._looked_at = len(self.events)
        return super().applied_events() if self._applied is None else [*self._applied]

    def _take(self, event: Event) -> None:
        if type(event) is SessionStarted and self._applied is not None:
            self._applied = []
        elif type(event) in _ADDED and self._applied is not None:
            self._applied.append(event)
        else:
            self._applied = None  # loops, and what takes others back: Rasa's own way, from now on


@dataclass
class _Held:
    tracker: LiveTracker = field(repr=False)
    domain: Domain = field(repr=False)
    key: bytes = field(repr=False)
    since: float


class LiveConversations:
    """Those that this process holds; `now` in seconds, of a clock that is never set back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._held: OrderedDict[str, _Held] = OrderedDict()

    def __len__(self) -> int:
        """How many are held."""
        return len(self._held)

    def hold(self, tracker: LiveTracker, domain: Domain, key: bytes, place: Place) -> None:
        """From now on, this is that conversation."""
        tracker.place = place
        self._held[tracker.sender_id] = _Held(tracker, domain, _mark(key), self._now())
        self._held.move_to_end(tracker.sender_id)
        while len(self._held) > MOST:
            self._held.popitem(last=False)

    def give(self, conversation: str, domain: Domain, key: bytes) -> DialogueStateTracker | None:
        """The conversation as the log has it, or None: then it is to be read there."""
        held = self._held.get(conversation)
        if held is None:
            return None
        as_saved = held.tracker.place is not None and len(held.tracker.events) == held.tracker.place.saved
        if not as_saved or held.domain is not domain or not hmac.compare_digest(held.key, _mark(key)):
            self.drop(conversation)
            return None
        return held.tracker

    def drop(self, conversation: str) -> None:
        """Hold it no more."""
        self._held.pop(conversation, None)

    def drop_silent(self) -> None:
        """Hold none of those in which nothing was said for `LIVE_SECONDS`."""
        due = self._now() - LIVE_SECONDS
        for conversation in [name for name, held in self._held.items() if held.since <= due]:
            self.drop(conversation)


def _mark(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()  # of 32 random bytes: the key itself is present during a turn only

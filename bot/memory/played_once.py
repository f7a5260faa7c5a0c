"""A turn that was played and saved is not played again: it is answered again, from what the conversation holds.

web lost the answer (rasa or web was killed or hung between the save and the answer) and asks once more. The turn's mark, made by web under the
conversation's key, is in the metadata of the message that was saved, inside the seal.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

MARK = "mark"

Fetch = Callable[..., Awaitable[DialogueStateTracker]]


class AlreadyPlayedError(Exception):
    """The turn was played before; `messages` is what was said then."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        super().__init__("already played")
        self.messages = messages


class PlayedOnce:
    """Rasa's way to fetch the conversation of a message, which stops at one that it already holds."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    async def __call__(
        self, sender_id: str, output_channel: OutputChannel | None = None, metadata: dict[str, Any] | None = None
    ) -> DialogueStateTracker:
        """The conversation so far.

        Raises:
            AlreadyPlayedError: its last message is the one that is being played.
        """
        tracker = await self._fetch(sender_id, output_channel)
        mark = (metadata or {}).get(MARK)
        if mark is not None:
            _require_new(mark, tracker.events)
        return tracker


def _require_new(mark: str, events: Iterable[Event]) -> None:
    said: list[dict[str, Any]] = []
    for event in reversed(list(events)):
        if isinstance(event, BotUttered):
            said.append(event.data["custom"]["message"])
        elif isinstance(event, UserUttered):
            if (event.metadata or {}).get(MARK) == mark and said:
                raise AlreadyPlayedError(said[::-1])
            return

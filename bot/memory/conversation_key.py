"""The key of the conversation being played, for the length of one turn.

web sends it in a header; it travels from the channel to the tracker store in a ContextVar and nowhere else: not in
`sender_id`, not in metadata (Rasa copies that into the tracker), not in a slot, not in a log.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

KEY_BYTES = 32

_current: ContextVar[bytes] = ContextVar("conversation_key")


class ConversationKeyMissingError(Exception):
    """The tracker store was asked to read or write outside a turn."""


@contextmanager
def conversation_key(key: bytes) -> Iterator[None]:
    """Make `key` (32 bytes) the current conversation's key inside the block."""
    if len(key) != KEY_BYTES:
        raise ValueError("a conversation key has 32 bytes")
    token = _current.set(key)
    try:
        yield
    finally:
        _current.reset(token)


def current_key() -> bytes:
    """The key of the turn being played.

    Raises:
        ConversationKeyMissingError: outside a turn.
    """
    try:
        return _current.get()
    except LookupError:
        raise ConversationKeyMissingError("no conversation is being played") from None

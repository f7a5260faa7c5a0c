"""When a message to the pupil's school can be read, as web said it with this turn: known to the wording, and to nothing else.

Like the conversation's key it travels beside the message and not in it: what Rasa is given as metadata, the tracker keeps.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_SCHOOL_NOW: ContextVar[str | None] = ContextVar("school_now", default=None)


@contextmanager
def school_now(sentence: str | None) -> Iterator[None]:
    """Make the sentence known to what is worded inside."""
    token = _SCHOOL_NOW.set(sentence)
    try:
        yield
    finally:
        _SCHOOL_NOW.reset(token)


def current_school_now() -> str | None:
    """The sentence of the turn under way; None outside of a turn, or when the school is not known."""
    return _SCHOOL_NOW.get()

"""What web said beside this turn: known while it is understood and worded, and to nothing else.

Like the conversation's key it travels beside the message and not in it: what Rasa is given as metadata, the tracker keeps. None of it is a
slot: a school's word must not stand where the pupil's own would.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from facts.clocks import METROPOLE, Clock


@dataclass(frozen=True)
class Circumstances:
    """`school_now`: the sentence that says when a message to the pupil's school can be read, None when the school is not known; `clock`: on
    which the pupil lives, that of Paris when nothing was said of it; `register`: the level that web knows, `primaire`, `college` or `lycee`.
    """

    school_now: str | None = None
    clock: Clock = METROPOLE
    register: str | None = None


_NONE = Circumstances()
_CURRENT: ContextVar[Circumstances] = ContextVar("circumstances", default=_NONE)


@contextmanager
def under(given: Circumstances) -> Iterator[None]:
    """Make them known to what is understood and worded inside."""
    token = _CURRENT.set(given)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> Circumstances:
    """Those of the turn under way; nothing known outside of a turn."""
    return _CURRENT.get()

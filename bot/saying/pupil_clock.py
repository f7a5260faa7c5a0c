"""On which clock the pupil lives, as web said it with this turn: known to the wording, and to nothing else (see bot/saying/school_now.py)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from facts.clocks import METROPOLE, Clock

_CLOCK: ContextVar[Clock] = ContextVar("pupil_clock", default=METROPOLE)


@contextmanager
def pupil_clock(clock: Clock) -> Iterator[None]:
    """Make the clock known to what is worded inside."""
    token = _CLOCK.set(clock)
    try:
        yield
    finally:
        _CLOCK.reset(token)


def current_clock() -> Clock:
    """The clock of the turn under way; that of Paris when nothing was said of it."""
    return _CLOCK.get()

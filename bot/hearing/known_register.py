"""Of which level the words are: what the pupil said, else what they write like, else what web knows of their school (docs/adr/0015).

The last comes beside each turn, like bot/saying/school_now.py, and is no slot: a school's word must not stand where the pupil's own would.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

PRIMARY = "primaire"
_REGISTER: ContextVar[str | None] = ContextVar("known_register", default=None)


@contextmanager
def known_register(register: str | None) -> Iterator[None]:
    """Make the level known to what is worded inside: `primaire`, `college`, `lycee` or None."""
    token = _REGISTER.set(register)
    try:
        yield
    finally:
        _REGISTER.reset(token)


def register_of(slots: Mapping[str, Any], *, is_young: bool) -> str | None:
    """`primaire`, `college` or `lycee`, None when nobody knows. Of an adult who writes, the school's level says nothing."""
    if said := slots.get("register"):
        return str(said)
    if is_young:
        return PRIMARY
    return None if slots.get("profile") else _REGISTER.get()

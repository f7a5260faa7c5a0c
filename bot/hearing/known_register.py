"""Of which level the words are: what the pupil said, else what they write like, else what web knows of their school (docs/adr/0015)."""

from collections.abc import Mapping
from typing import Any

from bot.hearing.circumstances import current

PRIMARY = "primaire"


def register_of(slots: Mapping[str, Any], *, is_young: bool) -> str | None:
    """`primaire`, `college` or `lycee`, None when nobody knows. Of an adult who writes, the school's level says nothing."""
    if said := slots.get("register"):
        return str(said)
    if is_young:
        return PRIMARY
    return None if slots.get("profile") else current().register

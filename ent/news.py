"""The news module (Actualités), as much as an announcement needs (reference/ent-contract.md §6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ent.cleaner import protect, protect_html

_DRAFT = 1
_READ = "net-atos-entng-actualites-controllers-InfoController|read"
_WALL_CLOCK = "%Y-%m-%dT%H:%M:%S"


@dataclass(frozen=True)
class NewsDraft:
    """A news item that a person will look at before it is published: it is created as a draft.

    `content` is HTML. The dates are given to the ENT as their own wall clock says, in their own zone: pass them in the school's.
    """

    title: str
    thread_id: int
    content: str = field(repr=False)
    publication: datetime | None = None
    expiration: datetime | None = None


def thread_payload(title: str, structure_id: str) -> dict[str, Any]:
    """A thread of that school; unknown keys are refused."""
    return {"title": protect(title), "mode": 0, "structure": {"id": structure_id}, "icon": ""}


def payload(draft: NewsDraft) -> dict[str, Any]:
    """Status 1: a draft; never a headline."""
    dates = {"publication_date": draft.publication, "expiration_date": draft.expiration}
    given = {name: date.strftime(_WALL_CLOCK) for name, date in dates.items() if date is not None}
    item = {
        "title": protect(draft.title),
        "thread_id": draft.thread_id,
        "content": protect_html(draft.content),
    }
    return {**item, "status": _DRAFT, "is_headline": False, **given}


def shares(group_ids: Iterable[str]) -> dict[str, Any]:
    """These groups may read it, and nobody may comment."""
    return {"users": {}, "groups": {group_id: [_READ] for group_id in group_ids}, "bookmarks": {}}

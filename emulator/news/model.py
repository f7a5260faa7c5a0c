"""Threads and infos as the news module keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

TRASH, DRAFT, PENDING, PUBLISHED = 0, 1, 2, 3
STATUSES = {"TRASH": TRASH, "DRAFT": DRAFT, "PENDING": PENDING, "PUBLISHED": PUBLISHED}
STATUS_NAMES = {number: name for name, number in STATUSES.items()}

Shares = dict[str, set[str]]
"""Id of a user or of a group → the actions shared with them."""


@dataclass
class Thread:
    """A thread of news, of one school."""

    id: int
    title: str
    owner: str
    structure_id: str
    created: datetime
    icon: str = ""
    mode: int = 0
    shares: Shares = field(default_factory=dict)


@dataclass
class Info:
    """One piece of news; the dates say when readers see it."""

    id: int
    thread_id: int
    title: str
    owner: str
    status: int
    created: datetime
    modified: datetime
    content: str = ""
    publication: datetime | None = None
    expiration: datetime | None = None
    is_headline: bool = False
    shares: Shares = field(default_factory=dict)

    def shown_at(self, now: datetime) -> bool:
        """Published, and between its two dates."""
        begun = self.publication is None or self.publication <= now
        return self.status == PUBLISHED and begun and (self.expiration is None or now < self.expiration)

    def in_state(self, state: str, now: datetime) -> bool:
        """`EXPIRED` or `INCOMING`, by its dates."""
        if state == "EXPIRED":
            return self.expiration is not None and self.expiration <= now
        return self.publication is not None and self.publication > now

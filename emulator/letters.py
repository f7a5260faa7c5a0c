"""Messages as the messaging module keeps them: one message, one copy a mailbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Attachment:
    """A file joined to a message; the bytes stay in memory."""

    id: str
    name: str
    filename: str
    content_type: str
    data: bytes
    charset: str = "UTF-8"
    content_transfer_encoding: str = "7bit"


@dataclass
class Message:
    """`state` is DRAFT, SENT, RECALL or SCHEDULE; `to`, `cc`, `cci` mix ids of users and of groups."""

    id: str
    author: str
    thread_id: str
    date: datetime
    subject: str = ""
    body: str = ""
    to: list[str] = field(default_factory=list)
    cc: list[str] = field(default_factory=list)
    cci: list[str] = field(default_factory=list)
    state: str = "DRAFT"
    no_reply: bool = False
    parent_id: str | None = None
    language: str = "fr"
    content_version: int = 1
    schedule_at: str | None = None
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def public_recipients(self) -> set[str]:
        """Ids in `to` and `cc`."""
        return {*self.to, *self.cc}

    @property
    def recipients(self) -> list[str]:
        """Ids in `to`, `cc` and `cci`, each once, in that order."""
        return list(dict.fromkeys([*self.to, *self.cc, *self.cci]))


@dataclass
class Copy:
    """What one mailbox holds of a message; `received` is False for the author's own copy."""

    user_id: str
    message_id: str
    received: bool
    unread: bool = False
    trashed: bool = False
    folder_id: str | None = None


@dataclass
class Folder:
    """A folder made by a user."""

    id: str
    user_id: str
    name: str
    parent_id: str | None = None
    depth: int = 1

"""What the ENT answers, reduced to what we may keep. Tokens, names and bodies never show in a `repr`."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Granted:
    """An access token and its life in seconds; the refresh token the ENT always gives is dropped unread.

    `id_token` comes with the scope `openid` only, unverified: without a key of the ENT it is plain JSON, to be refused.
    """

    access_token: str = field(repr=False)
    expires_in: int
    id_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Pupil:
    """From userinfo 1.1: id, `type` (`ELEVE`, `ENSEIGNANT`, …, "" for guests), ENT structure ids, the school year (`3EME`). Nothing else."""

    id: str
    type: str
    structure_ids: tuple[str, ...]
    level: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class GroupMembership:
    """A manual group someone belongs to, with the ENT structure it lives in."""

    id: str
    name: str
    structure_id: str


@dataclass(frozen=True)
class StaffMember:
    """From userinfo 3.0, for the desk and the administrators: id, type, the name colleagues see, manual groups. Nothing else.

    `administered` are the ENT structure ids of their ADMIN_LOCAL function.
    """

    id: str
    type: str
    display_name: str = field(repr=False)
    groups: tuple[GroupMembership, ...]
    administered: tuple[str, ...] = ()


@dataclass(frozen=True)
class VisibleGroup:
    """A group the caller may write to: `size` counts all its members, `kind` is `ManualGroup` for ours."""

    id: str
    name: str
    kind: str
    size: int


@dataclass(frozen=True)
class Member:
    """A member the caller sees individually; the login that the ENT also shows is dropped."""

    id: str
    display_name: str = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """The whole payload of a message: the ENT takes recipients from here, never from the draft."""

    to: tuple[str, ...]
    subject: str
    body: str = field(repr=False)


@dataclass(frozen=True)
class Sent:
    """The answer to a send: `body` as stored, `sent` = distinct users reached."""

    id: str
    body: str = field(repr=False)
    sent: int


@dataclass(frozen=True)
class OwnCopy:
    """A message read from the caller's own mailbox: `state` is `DRAFT`, `SENT` or `RECALL`."""

    id: str
    state: str
    subject: str = field(repr=False)
    body: str = field(repr=False)
    to: tuple[str, ...]


@dataclass(frozen=True)
class FolderRow:
    """One line of a folder, newest first; `date` is aware."""

    id: str
    subject: str = field(repr=False)
    state: str
    date: datetime


@dataclass(frozen=True)
class Notification:
    """A line for the feed of these users (ids): in the ENT's pages only, no mail, no push. `type` is a word of ours."""

    recipients: tuple[str, ...]
    message: str = field(repr=False)
    type: str

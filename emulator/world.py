"""Everything the emulated ENT remembers. It lives in memory and dies with the process or at a reset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request

from emulator.faults.kinds import Faults
from emulator.inferred import Inferred
from emulator.letters import Copy, Folder, Message
from emulator.news.model import Info, Thread
from emulator.options import Options
from emulator.people import Application, Bookmark, Group, Structure, User
from emulator.rights import action_of


@dataclass
class Session:
    """A signed-in browser; `lasts` slides with each request."""

    id: str
    user_id: str
    xsrf: str
    lasts: timedelta
    seen: datetime


@dataclass(frozen=True)
class Grant:
    """What an authorisation code, an access token or a refresh token stands for; `user_id` is None for a system token."""

    client_id: str
    user_id: str | None
    scope: str
    issued: datetime
    redirect_uri: str = ""
    nonce: str | None = None


@dataclass
class Tries:
    """Failed logins of one account."""

    count: int = 0
    banned_until: datetime | None = None


@dataclass
class World:
    """The state; handlers change it between two awaits, so no lock is needed."""

    options: Options
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    structures: dict[str, Structure] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    class_names: dict[str, list[str]] = field(default_factory=dict)
    rights: dict[str, list[str]] = field(default_factory=dict)
    portal: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    tries: dict[str, Tries] = field(default_factory=dict)
    codes: dict[str, Grant] = field(default_factory=dict)
    tokens: dict[str, Grant] = field(default_factory=dict)
    refresh_tokens: dict[str, Grant] = field(default_factory=dict)
    white_list: set[str] = field(default_factory=set)
    white_list_date: datetime | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    copies: dict[tuple[str, str], Copy] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)
    bookmarks: dict[str, Bookmark] = field(default_factory=dict)
    outside: list[dict[str, Any]] = field(default_factory=list)
    feed: list[dict[str, Any]] = field(default_factory=list)
    mails: list[dict[str, Any]] = field(default_factory=list)
    pushes: list[dict[str, Any]] = field(default_factory=list)
    closed_banners: set[tuple[str, int]] = field(default_factory=set)
    notified: dict[str, datetime] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    infos: dict[int, Info] = field(default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    preferences: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    inferred: Inferred = field(default_factory=Inferred)
    shift: timedelta = timedelta()

    def now(self) -> datetime:
        """The ENT's time: the clock passed in, plus what tests added."""
        return self.clock() + self.shift

    def user_by_login(self, login: str) -> User | None:
        """The account of that login, whatever its case."""
        wanted = login.strip().lower()
        return next((user for user in self.users.values() if user.login.lower() == wanted), None)

    def application_by_name(self, name: str) -> Application | None:
        """The application whose client id is `name`."""
        return next((app for app in self.applications.values() if app.name == name), None)

    def groups_of(self, user_id: str) -> list[Group]:
        """The groups that the user belongs to."""
        return [group for group in self.groups.values() if user_id in group.members]

    def has_right(self, user: User, right: str) -> bool:
        """The user's roles give this workflow right, by its name or its action; granted by profile, group id or login."""
        holders = set(self.rights.get(action_of(right), []))
        mine = {user.profile, user.login, *(group.id for group in self.groups_of(user.id))}
        return user.is_super_admin or bool(holders & mine)


def world_of(request: Request) -> World:
    """The state behind this request."""
    world: World = request.app.state.world
    return world

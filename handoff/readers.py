"""Who would read: ENT members now, each with whether they hold a live key. Shown only when the list is complete (R47, R54)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from ent import EntClient, Member, VisibleGroup
from handoff.errors import GroupNotAlive, GroupNotVisible, GroupUnknown, ListIncomplete

LEAST_LIVE = 2
_KIND = "ManualGroup"
_NONE: Mapping[str, str] = MappingProxyType({})


class SchoolGroup(Protocol):
    """The school and its pinned group; `settings.School` is one."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def group_id(self) -> str: ...
    @property
    def group_name(self) -> str: ...


@dataclass(frozen=True)
class Reader:
    """One member of the group; `recipient` is None when they could not open an envelope of this month."""

    id: str
    name: str
    function: str | None
    recipient: str | None

    @property
    def can_read(self) -> bool:
        """Whether an envelope may be sealed to them."""
        return self.recipient is not None


@dataclass(frozen=True)
class Readers:
    """The whole group as the pupil is shown it, those who can read first, then by name."""

    school_id: str
    school_name: str
    group_name: str
    group_count: int
    readers: tuple[Reader, ...]


async def readers(
    ent: EntClient, token: str, school: SchoolGroup, live: Mapping[str, str], functions: Mapping[str, str] = _NONE
) -> Readers:
    """The complete list of readers of a school's pinned group.

    `live` comes from `directory.live_keys`. Raises GroupNotVisible, GroupUnknown, ListIncomplete, GroupNotAlive, or EntError.
    """
    group = await _pinned_group(ent, token, school)
    members = {member.id: member for member in await ent.visible_members(token, group.id)}
    if len(members) != group.size:
        raise ListIncomplete
    found = sorted((_reader(member, live, functions) for member in members.values()), key=_order)
    if sum(reader.can_read for reader in found) < LEAST_LIVE:
        raise GroupNotAlive
    return Readers(school.id, school.name, group.name, group.size, tuple(found))


async def _pinned_group(ent: EntClient, token: str, school: SchoolGroup) -> VisibleGroup:
    if school.group_id not in await ent.visibles(token, [school.group_id]):
        raise GroupNotVisible
    group = await ent.visible_group(token, school.group_id, school.group_name)
    if group is None or group.kind != _KIND or _plain(group.name) != _plain(school.group_name):
        raise GroupUnknown
    return group


def _reader(member: Member, live: Mapping[str, str], functions: Mapping[str, str]) -> Reader:
    return Reader(member.id, member.display_name, functions.get(member.id), live.get(member.id))


def _order(reader: Reader) -> tuple[bool, str, str]:
    return (not reader.can_read, _plain(reader.name), reader.id)


def _plain(name: str) -> str:
    """As the ENT compares names: no case, accent, space, dash or apostrophe."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in folded if not c.isspace() and c not in "-'’" and not unicodedata.combining(c))

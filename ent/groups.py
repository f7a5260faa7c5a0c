"""Groups, their members and their communication rules, as a local administrator sees them (reference/ent-contract.md §3).

Names are not unique, ids are. A pupil sees group G when their own group's `users` is INCOMING or BOTH and it is linked to G, and G
has a member; they see G's members one by one when G's `users` is OUTGOING or BOTH.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from ent.parts import any_text, number, rows, text

GroupKind = Literal["ManualGroup", "ProfileGroup"]
_NOBODY = "NONE"
_PROFILE_GROUP = "ProfileGroup"


@dataclass(frozen=True)
class AdministeredGroup:
    """One row of a school's groups. `kind` is `ManualGroup`, `ProfileGroup`…; `sub_type` is `BroadcastGroup` or None; `internal_rule`
    is who may use the group (`NONE`, `INCOMING`, `OUTGOING`, `BOTH`); `structures` are (id, name); `profile` is that of a profile group
    (`Student`, `Teacher`…), empty for the others."""

    id: str
    name: str
    kind: str
    sub_type: str | None
    internal_rule: str
    size: int
    structures: tuple[tuple[str, str], ...]
    profile: str = ""


@dataclass(frozen=True)
class PublicGroup:
    """What any signed-in user may know of a group, visible to them or not. `kind` may be the sub-type, None for a group without one,
    where the ENT reads the contract so [I]."""

    id: str
    name: str
    kind: str | None
    size: int


@dataclass(frozen=True)
class GroupMember:
    """A member as an administrator sees them; their login is dropped. `type` and `profile` are `Personnel`, `Teacher`…"""

    id: str
    display_name: str = field(repr=False)
    type: str
    profile: str


@dataclass(frozen=True)
class GroupRules:
    """`users` is `NONE`, `INCOMING`, `OUTGOING` or `BOTH`; `communicates_with` are ids of groups that its members may write to."""

    users: str
    communicates_with: tuple[str, ...]


@dataclass(frozen=True)
class LinkCheck:
    """What the ENT warns of before a link: a text key, or None. The usual one: members could write to one another."""

    warning: str | None


def administered_groups(answer: Any) -> tuple[AdministeredGroup, ...]:
    """Who made or changed the group is dropped."""
    return tuple(_administered(row) for row in rows(answer))


def _administered(row: Any) -> AdministeredGroup:
    sub_type, kind = row.get("subType"), any_text(row["type"])
    return AdministeredGroup(
        id=text(row["id"]),
        name=any_text(row["name"]),
        kind=kind,
        sub_type=None if sub_type is None else any_text(sub_type),
        internal_rule=any_text(row.get("internalCommunicationRule") or _NOBODY),
        size=number(row.get("nbUsers") or 0),
        structures=tuple((text(school["id"]), any_text(school["name"])) for school in rows(row["structures"])),
        profile=any_text(row.get("filter") or "") if kind == _PROFILE_GROUP else "",
    )


def public_group(answer: Any) -> PublicGroup:
    """Id, name, kind and size."""
    kind = answer["type"]
    return PublicGroup(
        id=text(answer["id"]),
        name=any_text(answer["name"]),
        kind=None if kind is None else any_text(kind),
        size=number(answer.get("nbUsers") or 0),
    )


def group_members(answer: Any) -> tuple[GroupMember, ...]:
    """Logins and structures are dropped."""
    return tuple(
        GroupMember(
            text(row["id"]), any_text(row["username"]), any_text(row["type"] or ""), any_text(row["profile"] or "")
        )
        for row in rows(answer)
    )


def rules(answer: Any) -> GroupRules:
    """A group that nobody may use has no `users` at all."""
    linked = tuple(text(group["id"]) for group in rows(answer["communiqueWith"]))
    return GroupRules(any_text(answer.get("users") or _NOBODY), linked)


def link_check(answer: Any) -> LinkCheck:
    """`{"warning": null}` when there is nothing to say."""
    warning = answer["warning"]
    return LinkCheck(None if warning is None else any_text(warning))

"""Who is in the ENT: schools, users, groups and the rights they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Direction = Literal["NONE", "INCOMING", "OUTGOING", "BOTH"]

LEGACY_TYPES = {
    "Student": "ELEVE",
    "Teacher": "ENSEIGNANT",
    "Relative": "PERSRELELEVE",
    "Personnel": "PERSEDUCNAT",
    "SuperAdmin": "SUPERADMIN",
}
SHORT_KINDS = {"CommunityGroup": "CommunityManager"}


@dataclass
class Structure:
    """A school; `uai` is None for schools created by hand."""

    id: str
    external_id: str
    name: str
    uai: str | None = None


@dataclass
class User:
    """An account; `profile` is Student, Teacher, Relative, Personnel, Guest or SuperAdmin."""

    id: str
    external_id: str
    login: str
    first_name: str
    last_name: str
    profile: str
    password: str
    structures: list[str]
    activated: bool = True
    activation_code: str | None = None
    birth_date: str | None = None
    email: str | None = None
    mobile: str | None = None
    has_mobile_app: bool = False
    notification: str = "IMMEDIATE"
    level: str | None = None
    classes: list[str] = field(default_factory=list)
    functions: dict[str, Any] = field(default_factory=dict)
    children: list[str] = field(default_factory=list)
    requirement: str | None = None
    federated: bool = False
    deleted: bool = False
    quota: int = 104_857_600
    demo: str | None = None

    @property
    def display_name(self) -> str:
        """First name then last name, as everywhere in the ENT."""
        return f"{self.first_name} {self.last_name}"

    @property
    def legacy_type(self) -> str:
        """`type` of userinfo 1.x and 3.0; empty for guests [R]."""
        return LEGACY_TYPES.get(self.profile, "")

    @property
    def is_super_admin(self) -> bool:
        """Passes every right."""
        return self.profile == "SuperAdmin"

    @property
    def administered(self) -> list[str]:
        """Ids of the schools whose local administrator they are."""
        return list(self.functions.get("ADMIN_LOCAL", {}).get("scope") or [])

    def administers(self, structure_id: str | None) -> bool:
        """Local administrator of that school, or super administrator."""
        return self.is_super_admin or structure_id in self.administered

    @property
    def is_admin(self) -> bool:
        """Local administrator of some school, or super administrator."""
        return self.is_super_admin or "ADMIN_LOCAL" in self.functions


@dataclass
class Group:
    """Users addressed together. `users` is the internal rule, `links` the groups that its members may write to."""

    id: str
    name: str
    kind: str
    structure_id: str
    members: list[str] = field(default_factory=list)
    users: Direction = "NONE"
    links: set[str] = field(default_factory=set)
    sub_type: str | None = None
    profile: str | None = None
    created_by: str | None = None
    created_at: int | None = None
    modified_by: str | None = None
    modified_at: int | None = None
    also_in: list[str] = field(default_factory=list)
    hidden: bool = False
    lock_delete: bool = False

    @property
    def short_kind(self) -> str:
        """`filter` and `profile` of a group: Manual, CommunityManager, or the profile of a profile group [R]."""
        return self.profile or SHORT_KINDS.get(self.kind, self.kind.removesuffix("Group"))

    @property
    def structure_ids(self) -> list[str]:
        """The schools it is attached to: its own, then those it also spans."""
        return [self.structure_id, *self.also_in]

    @property
    def label(self) -> str | None:
        """`subType` of the answers: StructureGroup for the profile groups of a school, else the group's own [R]."""
        return "StructureGroup" if self.kind == "ProfileGroup" else self.sub_type

    @property
    def lets_members_write(self) -> bool:
        """Its members may follow its links."""
        return self.users in {"INCOMING", "BOTH"}

    @property
    def shows_members(self) -> bool:
        """Its members are visible one by one to whoever sees the group."""
        return self.users in {"OUTGOING", "BOTH"}


@dataclass
class Application:
    """A registered application (connector). `groups` hold the role that shows it in "My apps"."""

    id: str
    name: str
    display_name: str
    address: str
    secret: str | None = None
    scope: str = ""
    grant_type: str | None = None
    target: str = "_blank"
    logout_url: str | None = None
    icon: str = ""
    structure_id: str | None = None
    groups: set[str] = field(default_factory=set)
    inherits: bool = False
    locked: bool = False
    role_id: str = ""
    pattern: str | None = None
    cas_type: str | None = None

    @property
    def action(self) -> str:
        """Name of the workflow action that the role gives."""
        return f"{self.name}|{self.address}"


@dataclass
class Bookmark:
    """A share bookmark: ids of people and groups that someone keeps under a name."""

    id: str
    owner: str
    name: str
    members: list[str]

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

    def administers(self, structure_id: str | None) -> bool:
        """Local administrator of that school, or super administrator."""
        scope = self.functions.get("ADMIN_LOCAL", {}).get("scope", [])
        return self.is_super_admin or (structure_id is not None and structure_id in scope)

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

    @property
    def short_kind(self) -> str:
        """`profile` of the older answers: Manual, or the profile of a profile group."""
        return self.profile or self.kind.removesuffix("Group")

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

    @property
    def action(self) -> str:
        """Name of the workflow action that the role gives."""
        return f"{self.name}|{self.address}"

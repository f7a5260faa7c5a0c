"""What the console d'administration reads and writes that `ent.administration` has no method for (reference/ent-contract.md §1.7, §3.2).

Long user rows show the activation code of an account never activated: that a code is there is all that is kept of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from ent.addresses import segment, with_query
from ent.parts import any_text, number, read, rows, text
from ent.sessions import Credential, credential_headers
from ent.transport import call

STAFF = ("Teacher", "Personnel")


@dataclass(frozen=True)
class Person:
    """A user as a local administrator sees them; `profile` is `Personnel`, `Teacher`, `Student`, `Relative` or `Guest`."""

    id: str
    login: str = field(repr=False)
    name: str = field(repr=False)
    profile: str
    activated: bool


@dataclass(frozen=True)
class GroupRow:
    """A group with its `profile`: `Student`… for a profile group, empty for the others."""

    id: str
    name: str
    kind: str
    sub_type: str
    profile: str
    rule: str
    size: int
    structures: tuple[str, ...]


class Console:
    """The calls of one administrator; raises EntError as `AdministrationClient` does."""

    def __init__(self, base_url: str, http: httpx.AsyncClient, credential: Credential) -> None:
        self._base = base_url
        self._http = http
        self._headers = credential_headers(credential)

    async def members(self, group_id: str) -> tuple[Person, ...]:
        """Everybody in the group, with whether they activated their account."""
        return read(_people, await self._call("GET", "/directory/user/admin/list", ("groupId", group_id)))

    async def staff(self, structure_id: str) -> tuple[Person, ...]:
        """The adults who work in the school: teachers and other personnel, nobody else."""
        query = [("structureId", structure_id), *(("profile", profile) for profile in STAFF)]
        people = read(_people, await self._call("GET", "/directory/user/admin/list", *query))
        return tuple(person for person in people if person.profile in STAFF)

    async def groups(self, structure_id: str) -> tuple[GroupRow, ...]:
        """Every group of the school."""
        query = [("structureId", structure_id), ("translate", "false")]
        return read(_groups, await self._call("GET", "/directory/group/admin/list", *query))

    async def holders(self, structure_id: str, application_id: str) -> frozenset[str]:
        """The groups of the school that have the application in "Mes applis"."""
        path = f"/appregistry/application/external/{segment(application_id)}/groups/roles"
        return read(_holders, await self._call("GET", path, ("structureId", structure_id)))

    async def link_only(self, start: str, end: str) -> None:
        """The deprecated link, which changes no direction: only to put back a link that was there."""
        await self._call("POST", f"/communication/group/{segment(start)}/communique/{segment(end)}")

    async def delete_application(self, application_id: str) -> None:
        """Remove an external application; a locked one stays, in silence."""
        await self._call("DELETE", f"/appregistry/application/external/{segment(application_id)}")

    async def withdraw_application(self, structure_id: str, application_id: str, profiles: Sequence[str]) -> None:
        """Take it out of "Mes applis" of these profiles."""
        school, application = segment(structure_id), segment(application_id)
        path = f"/appregistry/structure/{school}/application/external/{application}/authorize"
        await self._call("DELETE", path, *(("profile", profile) for profile in profiles))

    async def _call(self, method: str, path: str, *query: tuple[str, str]) -> Any:
        return await call(self._http, method, with_query(self._base + path, *query), headers=self._headers)


def _people(answer: Any) -> tuple[Person, ...]:
    return tuple(
        Person(
            text(row["id"]),
            any_text(row.get("login") or ""),
            any_text(row.get("displayName") or f"{row['firstName']} {row['lastName']}"),
            any_text(row["type"]),
            not row.get("code"),
        )
        for row in rows(answer)
    )


def _groups(answer: Any) -> tuple[GroupRow, ...]:
    return tuple(_group(row) for row in rows(answer))


def _group(row: Any) -> GroupRow:
    kind = any_text(row["type"])
    return GroupRow(
        id=text(row["id"]),
        name=any_text(row["name"]),
        kind=kind,
        sub_type=any_text(row.get("subType") or ""),
        profile=any_text(row.get("filter") or "") if kind == "ProfileGroup" else "",
        rule=any_text(row.get("internalCommunicationRule") or "NONE"),
        size=number(row.get("nbUsers") or 0),
        structures=tuple(text(school["id"]) for school in rows(row["structures"])),
    )


def _holders(answer: Any) -> frozenset[str]:
    return frozenset(text(group["id"]) for role in rows(answer) for group in rows(role.get("groups") or []))

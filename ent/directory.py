"""The directory as a local administrator may read and change it: groups and accounts of their schools (reference/ent-contract.md §3.1, §3.2)."""

from collections.abc import Sequence
from typing import Any

from ent.addresses import segment
from ent.directory_accounts import STAFF, DirectoryAccount, accounts
from ent.groups import AdministeredGroup, GroupKind, GroupMember, administered_groups, group_members
from ent.parts import read, text
from ent.signed import SignedCalls

_ACCOUNTS = "/directory/user/admin/list"


class DirectoryCalls(SignedCalls):
    """Every method raises EntError; Forbidden when it is not their school."""

    async def groups(self, structure_id: str, kind: GroupKind | None = None) -> tuple[AdministeredGroup, ...]:
        """The groups of a school, all of them or those of one kind."""
        query = [("structureId", structure_id), ("translate", "false")]
        query += [("type", kind)] if kind is not None else []
        return read(administered_groups, await self._get("/directory/group/admin/list", *query))

    async def members(self, group_id: str) -> tuple[GroupMember, ...]:
        """Every member, seen one by one or not."""
        return read(group_members, await self._get(f"/directory/user/group/{segment(group_id)}"))

    async def group_accounts(self, group_id: str) -> tuple[DirectoryAccount, ...]:
        """Every member, with whether they have activated their account."""
        return read(accounts, await self._get(_ACCOUNTS, ("groupId", group_id)))

    async def staff_accounts(self, structure_id: str) -> tuple[DirectoryAccount, ...]:
        """The adults who work in the school: teachers and other personnel, nobody else."""
        query = [("structureId", structure_id), *(("profile", profile) for profile in STAFF)]
        found = read(accounts, await self._get(_ACCOUNTS, *query))
        return tuple(account for account in found if account.profile in STAFF)

    async def create_group(self, name: str, structure_id: str) -> str:
        """The id of a new manual group. The ENT allows namesakes: look for one first."""
        return read(_id, await self._write("POST", "/directory/group", {"name": name, "structureId": structure_id}))

    async def rename_group(self, group_id: str, name: str) -> None:
        """Give a manual group another name."""
        await self._write("PUT", f"/directory/group/{segment(group_id)}", {"name": name})

    async def delete_group(self, group_id: str) -> None:
        """Delete a manual group; what its members have received stays theirs."""
        await self._write("DELETE", f"/directory/group/{segment(group_id)}")

    async def add_members(self, group_id: str, ids: Sequence[str]) -> None:
        """Add users; those who are members already stay so."""
        await self._write("PUT", f"/directory/group/{segment(group_id)}/users/add", {"userIds": list(ids)})

    async def remove_members(self, group_id: str, ids: Sequence[str]) -> None:
        """Take users out; they keep what they have received."""
        await self._write("PUT", f"/directory/group/{segment(group_id)}/users/delete", {"userIds": list(ids)})


def _id(answer: Any) -> str:
    return text(answer["id"])

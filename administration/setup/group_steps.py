"""The group and its members."""

from collections.abc import Mapping
from dataclasses import dataclass

from administration.setup.site import Site
from administration.setup.steps import UndoFailed
from ent import DirectoryAccount


@dataclass(frozen=True)
class CreateGroup:
    """Make the manual group. `known` are the groups of the school before: a new one of this name is ours."""

    name: str
    known: frozenset[str]
    code = "create_group"

    @property
    def values(self) -> Mapping[str, str]:
        """The name."""
        return {"group": self.name}

    async def warning(self, site: Site) -> None:
        """Nothing to warn of."""

    async def do(self, site: Site) -> None:
        """Create, and keep its id."""
        site.group_id = await site.client.create_group(self.name, site.structure_id)

    async def settled(self, site: Site) -> bool:
        """One new, empty group of that name has appeared: it is the one whose id was lost on the way."""
        fresh = [
            row
            for row in await site.client.groups(site.structure_id)
            if row.name == self.name and row.id not in self.known and row.size == 0
        ]
        if len(fresh) == 1:
            site.group_id = fresh[0].id
        return len(fresh) == 1

    async def undo(self, site: Site) -> None:
        """Delete it, unless an earlier try did."""
        if await _exists(site):
            await site.client.delete_group(site.group_id)
        if await _exists(site):
            raise UndoFailed
        site.group_id = ""


@dataclass(frozen=True)
class AddMembers:
    """Add these adults, none of whom is a member."""

    people: tuple[DirectoryAccount, ...]
    code = "add_members"

    @property
    def values(self) -> Mapping[str, str]:
        """Their names."""
        return {"names": ", ".join(person.name for person in self.people)}

    @property
    def _ids(self) -> list[str]:
        return [person.id for person in self.people]

    async def warning(self, site: Site) -> None:
        """Nothing to warn of."""

    async def do(self, site: Site) -> None:
        """Add."""
        await site.client.add_members(site.group_id, self._ids)

    async def settled(self, site: Site) -> bool:
        """All of them are members."""
        return set(self._ids) <= await _member_ids(site)

    async def undo(self, site: Site) -> None:
        """Take out those that were added, and only them."""
        await site.client.remove_members(site.group_id, self._ids)
        if set(self._ids) & await _member_ids(site):
            raise UndoFailed


async def _exists(site: Site) -> bool:
    return site.group_id in {row.id for row in await site.client.groups(site.structure_id)}


async def _member_ids(site: Site) -> set[str]:
    return {person.id for person in await site.client.group_accounts(site.group_id)}

"""The rule that lets pupils write to the group (reference/ent-contract.md §3.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from administration.setup.site import Site
from administration.setup.steps import UndoFailed
from ent import GroupRules

LETS_WRITE, SHOWS = frozenset({"INCOMING", "BOTH"}), frozenset({"OUTGOING", "BOTH"})


@dataclass(frozen=True)
class LinkPupils:
    """Let the pupils write to the group and see its members. The rules are those before this step; `group_before` is None for a
    group made by this very set-up."""

    pupils: str
    group: str
    pupils_before: GroupRules
    group_before: GroupRules | None
    linked_before: bool
    code = "link_pupils"

    @property
    def values(self) -> Mapping[str, str]:
        """The two groups."""
        return {"pupils": self.pupils, "group": self.group}

    async def warning(self, site: Site) -> str | None:
        """What the ENT's own check says. Raises Refused(409) when the ENT would not have it."""
        return (await site.client.check_link(site.pupils_id, site.group_id)).warning

    async def do(self, site: Site) -> None:
        """Check again, then link: the link itself would not refuse what the check refuses."""
        await self.warning(site)
        await site.client.link(site.pupils_id, site.group_id)

    async def settled(self, site: Site) -> bool:
        """The link is there and both directions with it."""
        pupils, group = await _rules(site)
        return site.group_id in pupils.communicates_with and pupils.users in LETS_WRITE and group.users in SHOWS

    async def undo(self, site: Site) -> None:
        """The link goes, then the directions it opened; a link that was there before comes back without them.

        A group of ours goes whole with its links, by the undoing of its making. And the only link of the pupils' group is never taken
        away: the ENT would close that group, which no local administrator may open again; the rest of the school would lose by it.
        """
        if self.group_before is None:
            return
        pupils, _ = await _rules(site)
        if set(pupils.communicates_with) <= {site.group_id}:
            raise UndoFailed
        await site.client.unlink(site.pupils_id, site.group_id)
        await _restore(site, site.group_id, self.group_before.users)
        await _restore(site, site.pupils_id, self.pupils_before.users)
        if self.linked_before:
            await site.client.link_only(site.pupils_id, site.group_id)
        pupils, group = await _rules(site)
        linked = site.group_id in pupils.communicates_with
        as_before = (linked, pupils.users, group.users)
        if as_before != (self.linked_before, self.pupils_before.users, self.group_before.users):
            raise UndoFailed


async def _rules(site: Site) -> tuple[GroupRules, GroupRules]:
    return await site.client.rules(site.pupils_id), await site.client.rules(site.group_id)


async def _restore(site: Site, group_id: str, before: str) -> None:
    """The ENT takes some directions away by itself and keeps others; what remains is closed or opened again."""
    now = (await site.client.rules(group_id)).users
    if now == before:
        return
    if before == "NONE":
        await site.client.close_group(group_id)
    elif before == "BOTH":
        await site.client.open_group(group_id)

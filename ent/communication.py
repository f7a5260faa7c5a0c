"""Who may write to whom, as a local administrator may read and change it (reference/ent-contract.md §3.4)."""

from ent import groups
from ent.addresses import segment
from ent.parts import read
from ent.signed import SignedCalls


class CommunicationCalls(SignedCalls):
    """Every method raises EntError; Forbidden when it is not their school."""

    async def rules(self, group_id: str) -> groups.GroupRules:
        """Who may use the group, and which groups its members may write to."""
        return read(groups.rules, await self._get(f"/communication/group/{segment(group_id)}"))

    async def check_link(self, start: str, end: str) -> groups.LinkCheck:
        """What a link would do. Refused(409, "impossible to change direction") when the ENT would not have it."""
        return read(groups.link_check, await self._get(f"{_v2_link(start, end)}/check"))

    async def link(self, start: str, end: str) -> None:
        """Let the members of `start` write to `end`; opens `start` to INCOMING and `end` to OUTGOING, so its members are seen.

        Call `check_link` first: this does not refuse what the check refuses.
        """
        await self._write("POST", _v2_link(start, end), {})

    async def link_only(self, start: str, end: str) -> None:
        """The deprecated link, which changes no direction: only to put back a link that was there."""
        await self._write("POST", f"/communication/group/{segment(start)}/communique/{segment(end)}")

    async def unlink(self, start: str, end: str) -> None:
        """Take the link away. The ENT also takes away the directions that nothing needs any more: read both rules again."""
        await self._write("DELETE", f"/communication/group/{segment(start)}/relations/{segment(end)}")

    async def open_group(self, group_id: str) -> None:
        """Set the group's rule to BOTH."""
        await self._write("POST", _users(group_id))

    async def close_group(self, group_id: str) -> None:
        """Set the group's rule to NONE. Refused(409) while a link needs it."""
        await self._write("DELETE", _users(group_id))


def _v2_link(start: str, end: str) -> str:
    return f"/communication/v2/group/{segment(start)}/communique/{segment(end)}"


def _users(group_id: str) -> str:
    return f"/communication/group/{segment(group_id)}/users"

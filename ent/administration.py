"""What a local administrator's rights allow, one method per endpoint (reference/ent-contract.md §1.7, §3, §5, §6).

Every method raises EntError. MandatoryStep says what the person has to do in the ENT first (administrators often need their second
factor); NotSignedIn that the session or token is over; Forbidden that this is not their school. Reads may be repeated. Of the
writes, `link`, `unlink`, `open_group`, `close_group`, `add_members`, `remove_members`, `rename_group`, `configure_application`,
`authorize_application` and `share_news` end the same when repeated; `create_…` do not: after EntUnreachable or BadAnswer, look for
what may have been made before making it again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from ent import applications, news, portal
from ent import groups as directory
from ent.addresses import segment, with_query
from ent.administrators import Administrator, administrator
from ent.errors import Forbidden, NotSignedIn, Refused
from ent.parts import number, read, text
from ent.sessions import Credential, credential_headers
from ent.transport import call, refuse_cookies

_GROUP_UNKNOWN = (400, 404)
_NOT_FOUND = 404


class AdministrationClient:
    """Calls with the credential of one administrator; `base_url` without final slash."""

    def __init__(self, base_url: str, http: httpx.AsyncClient, credential: Credential) -> None:
        refuse_cookies(http)
        self._http = http
        self._base = base_url
        self._headers = credential_headers(credential)

    async def me(self) -> Administrator:
        """Who they are and which schools they administer."""
        return read(administrator, await self._get("/auth/oauth2/userinfo", ("version", "3.0")))

    async def groups(
        self, structure_id: str, kind: directory.GroupKind | None = None
    ) -> tuple[directory.AdministeredGroup, ...]:
        """The groups of a school, all of them or those of one kind. Forbidden when it is not theirs."""
        query = [("structureId", structure_id), ("translate", "false")]
        query += [("type", kind)] if kind is not None else []
        return read(directory.administered_groups, await self._get("/directory/group/admin/list", *query))

    async def group(self, group_id: str) -> directory.PublicGroup | None:
        """A group by its id, whoever asks; None when no group has it."""
        try:
            return read(directory.public_group, await self._get(f"/directory/group/{segment(group_id)}"))
        except Refused as refused:
            if refused.status in _GROUP_UNKNOWN:
                return None
            raise

    async def members(self, group_id: str) -> tuple[directory.GroupMember, ...]:
        """Every member, seen one by one or not."""
        return read(directory.members, await self._get(f"/directory/user/group/{segment(group_id)}"))

    async def rules(self, group_id: str) -> directory.GroupRules:
        """Who may use the group, and which groups its members may write to."""
        return read(directory.rules, await self._get(f"/communication/group/{segment(group_id)}"))

    async def check_link(self, start: str, end: str) -> directory.LinkCheck:
        """What a link would do. Refused(409, "impossible to change direction") when the ENT would not have it."""
        return read(directory.link_check, await self._get(f"{_v2_link(start, end)}/check"))

    async def link(self, start: str, end: str) -> None:
        """Let the members of `start` write to `end`; opens `start` to INCOMING and `end` to OUTGOING, so its members are seen.

        Call `check_link` first: this does not refuse what the check refuses.
        """
        await self._write("POST", _v2_link(start, end), {})

    async def unlink(self, start: str, end: str) -> None:
        """Take the link away; the directions of both groups stay as they are."""
        await self._write("DELETE", f"/communication/group/{segment(start)}/relations/{segment(end)}")

    async def open_group(self, group_id: str) -> None:
        """Set the group's rule to BOTH."""
        await self._write("POST", _users(group_id))

    async def close_group(self, group_id: str) -> None:
        """Set the group's rule to NONE. Refused(409) while a link needs it."""
        await self._write("DELETE", _users(group_id))

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

    async def external_applications(self, structure_id: str) -> tuple[applications.Application, ...]:
        """The applications registered for a school, without their secrets."""
        answer = await self._get("/appregistry/external-applications", ("structureId", structure_id))
        return read(applications.applications, answer)

    async def create_application(
        self, structure_id: str, application: applications.NewApplication
    ) -> applications.CreatedApplication:
        """Register an application. Refused(400, "appregistry.failed.app") when the name is taken; its host is let through by the
        sign-in within half an hour."""
        path = with_query("/appregistry/application/external", ("structureId", structure_id))
        return read(applications.created, await self._write("POST", path, applications.creation(application)))

    async def configure_application(self, application_id: str, application: applications.NewApplication) -> None:
        """Change a registered application; a locked one stays as it is, in silence."""
        path = f"/appregistry/application/conf/{segment(application_id)}"
        await self._write("PUT", path, applications.change(application))

    async def authorize_application(self, structure_id: str, application_id: str, profiles: Sequence[str]) -> None:
        """Show it in "Mes applis" of these profiles of the school: `Student`, `Teacher`, `Personnel`, `Relative`."""
        school, application = segment(structure_id), segment(application_id)
        path = f"/appregistry/structure/{school}/application/external/{application}/authorize"
        await self._write("PUT", with_query(path, *(("profile", profile) for profile in profiles)))

    async def chatbot_url(self) -> str | None:
        """The server of the chatbot connector; None when this person has no right to it, or there is no such module."""
        try:
            return read(portal.chatbot_url, await self._get("/chatbot/url"))
        except Forbidden:
            return None
        except Refused as refused:
            _only_absent(refused)
            return None

    async def theme(self) -> portal.Theme:
        """The theme and skin of this person's pages."""
        return read(portal.theme, await self._get("/theme"))

    async def public_conf(self, module: str) -> Mapping[str, Any] | None:
        """The public settings of a module, or None when the module is not there.

        Some portals send to the login page from any address they do not know: the module is absent if the session is alive.
        """
        try:
            return read(portal.settings, await self._get(f"/{segment(module)}/conf/public"))
        except NotSignedIn:
            await self.me()
            return None
        except Refused as refused:
            _only_absent(refused)
            return None

    async def create_thread(self, title: str, structure_id: str) -> int:
        """The id of a new thread of news in a school of theirs."""
        return await self._numbered("/actualites/api/v1/threads", news.thread_payload(title, structure_id))

    async def create_news(self, draft: news.NewsDraft) -> int:
        """The id of a news item, created as a draft: nobody is told."""
        return await self._numbered("/actualites/api/v1/infos", news.payload(draft))

    async def share_news(self, news_id: int, group_ids: Sequence[str]) -> None:
        """Let these groups read the item once a person has published it."""
        await self._write("PUT", f"/actualites/api/v1/infos/{news_id}/shares", news.shares(group_ids))

    async def _numbered(self, path: str, payload: Any) -> int:
        return read(lambda answer: number(answer["id"]), await self._write("POST", path, payload))

    async def _get(self, path: str, *query: tuple[str, str]) -> Any:
        return await call(self._http, "GET", with_query(self._base + path, *query), headers=self._headers)

    async def _write(self, method: str, path: str, payload: Any = None) -> Any:
        return await call(self._http, method, self._base + path, headers=self._headers, payload=payload)


def _only_absent(refused: Refused) -> None:
    if refused.status != _NOT_FOUND:
        raise refused


def _id(answer: Any) -> str:
    return text(answer["id"])


def _v2_link(start: str, end: str) -> str:
    return f"/communication/v2/group/{segment(start)}/communique/{segment(end)}"


def _users(group_id: str) -> str:
    return f"/communication/group/{segment(group_id)}/users"

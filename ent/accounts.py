"""What anybody signed in may ask, pupil or adult, whatever their rights (reference/ent-contract.md §1.3, §1.5, §3, §5)."""

from collections.abc import Mapping
from typing import Any

from ent import groups as directory
from ent import portal
from ent.addresses import segment, with_query
from ent.administrators import Administrator, administrator
from ent.authorisations import Authorisation, authorisation
from ent.errors import Forbidden, NotSignedIn, Refused
from ent.parts import read
from ent.refusals import failure
from ent.signed import SignedCalls
from ent.transport import exchange

_GROUP_UNKNOWN = (400, 404)
_NOT_FOUND = 404


class AccountClient(SignedCalls):
    """The calls of one account. Every method only reads, and raises EntError."""

    async def me(self) -> Administrator:
        """Who they are and which schools they administer, perhaps none."""
        return read(administrator, await self._get("/auth/oauth2/userinfo", ("version", "3.0")))

    async def group(self, group_id: str) -> directory.PublicGroup | None:
        """A group by its id, whoever asks; None when no group has it."""
        try:
            return read(directory.public_group, await self._get(f"/directory/group/{segment(group_id)}"))
        except Refused as refused:
            if refused.status in _GROUP_UNKNOWN:
                return None
            raise

    async def authorise(self, client_id: str, redirect_uri: str, scope: str, state: str) -> Authorisation:
        """What a browser of this session gets that asks to sign in to an application; a code is not exchanged by this."""
        query = [("response_type", "code"), ("client_id", client_id), ("redirect_uri", redirect_uri)]
        address = with_query(f"{self._base}/auth/oauth2/auth", *query, ("scope", scope), ("state", state))
        answer = await exchange(self._http, "GET", address, headers=self._headers)
        return authorisation(answer, redirect_uri)

    async def my_applications(self) -> tuple[portal.MyApplication, ...]:
        """What is in "Mes applis"."""
        return read(portal.my_applications, await self._get("/applications-list"))

    async def home_page(self) -> portal.HomePage:
        """The page that opens after a sign-in."""
        answer = await exchange(self._http, "GET", f"{self._base}/timeline/timeline", headers=self._headers)
        if not answer.is_success:
            raise failure(answer)
        return portal.HomePage(
            answer.content.decode("utf-8", "replace"), answer.headers.get("content-security-policy", "")
        )

    async def messaging_limits(self) -> Mapping[str, Any]:
        """What the messaging tells its own pages of folders and recalls; older versions tell less."""
        return read(portal.settings, await self._get("/conversation/max-depth"))

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


def _only_absent(refused: Refused) -> None:
    if refused.status != _NOT_FOUND:
        raise refused

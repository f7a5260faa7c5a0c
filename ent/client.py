"""One method per endpoint of the ENT, named after what it does. Every method raises EntError (tree in `ent.errors`)."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import httpx

from ent import portal, reading
from ent.addresses import segment, with_query
from ent.cleaner import protect
from ent.errors import MessagingAbsent, NotSignedIn, Refused
from ent.models import (
    FolderRow,
    Granted,
    Letter,
    Member,
    Notification,
    OwnCopy,
    Pupil,
    Sent,
    StaffMember,
    VisibleGroup,
)
from ent.parts import read
from ent.refusals import decode, failure
from ent.transport import bearer, call, exchange, refuse_cookies

_NOT_FOUND = 404
_BUSY = frozenset({429, 502, 503, 504, 509})
_CONTEXT, _ENOUGH = frozenset({"callBack", "cgu", "passwordRegex", "mandatory"}), 2  # two agree by no accident


class EntClient:
    """Calls with the bearer token given each time: no cookie is kept, no redirect followed, no header remembered."""

    def __init__(self, base_url: str, http: httpx.AsyncClient) -> None:
        """`base_url` without final slash. `http` is best made by `open_http()`; any cookie it could keep is refused."""
        refuse_cookies(http)
        self._http = http
        self._base = base_url

    async def exchange_code(
        self, code: str, redirect_uri: str, client_id: str, client_secret: str, *, code_verifier: str | None = None
    ) -> Granted:
        """The token of an authorisation code (contract 1.4). Refused(401, "invalid_grant") for a dead code.

        `code_verifier` answers the PKCE challenge of the authorisation address; today's ENT does not look at it.
        """
        form = {"code": code, "redirect_uri": redirect_uri, "client_id": client_id, "client_secret": client_secret}
        if code_verifier is not None:
            form["code_verifier"] = code_verifier
        return await self._token("authorization_code", form)

    async def client_token(self, client_id: str, secret: str, scope: str) -> Granted:
        """A token of the application itself, with nobody behind it (contract 1.4).

        Refused(401, "invalid_client") for an unknown name or a wrong secret; Refused(401, "unauthorized_client") when the
        application is registered for another way in.
        """
        return await self._token(
            "client_credentials", {"client_id": client_id, "client_secret": secret, "scope": scope}
        )

    async def openid_keys(self) -> Mapping[str, Any] | None:
        """The ENT's public keys (JWK set), or None: without a key, id_tokens are unsigned and must be refused."""
        try:
            answer = await self._public("/auth/openid/jwks")
        except Refused as refused:
            if refused.status != _NOT_FOUND:
                raise
            return None
        return read(reading.key_set, answer)

    async def is_ent(self) -> bool:
        """Whether what answers is an entcore platform, by its public context (contract 1.1). Raises EntError while it is busy or down."""
        answer = await exchange(self._http, "GET", self._base + "/auth/context", headers={})
        if answer.status in _BUSY:
            raise failure(answer)
        context = decode(answer)
        return isinstance(context, dict) and len(_CONTEXT & set(context)) >= _ENOUGH

    async def anonymous_conf(self, module: str) -> Mapping[str, Any]:
        """The public settings of a module, asked without credential; some portals answer nobody without a name (NotSignedIn)."""
        return read(portal.settings, await self._public(f"/{segment(module)}/conf/public"))

    async def messaging(self) -> Literal["conversation", "absent"]:
        """Which messaging this project has: `absent` when the module is not there (Zimbra, Carbonio).

        Asked without credential. A bounce to the login page says "absent" where the directory, which is always there, answers
        the same question to anyone. Where the directory bounces too nothing is known, and NotSignedIn is raised: ask
        `AdministrationClient.public_conf`. Raises EntError too when nothing answers.
        """
        try:
            await self.anonymous_conf("conversation")
        except MessagingAbsent:
            return "absent"
        except NotSignedIn:
            await self.anonymous_conf("directory")
            return "absent"
        return "conversation"

    async def userinfo(self, token: str) -> Pupil:
        """Who the pupil is, version 1.1: id, type and structures only."""
        return read(reading.pupil, await self._get(token, "/auth/oauth2/userinfo", version="1.1"))

    async def staff_userinfo(self, token: str) -> StaffMember:
        """Who the referent is, version 3.0, with manual groups: for the desk only."""
        return read(reading.staff_member, await self._get(token, "/auth/oauth2/userinfo", version="3.0"))

    async def visibles(self, token: str, ids: Sequence[str]) -> frozenset[str]:
        """Those of `ids` (users or groups) that the caller may write to."""
        answer = await self._write(token, "POST", "/conversation/visibles", {"ids": list(ids)})
        return read(reading.visible_ids, answer)

    async def visible_group(self, token: str, group_id: str, name: str) -> VisibleGroup | None:
        """The group of this id, searched by its name, or None when the caller does not see it."""
        answer = await self._get(token, "/communication/visible/search", query=name)
        return read(lambda rows: reading.visible_group(rows, group_id), answer)

    async def visible_members(self, token: str, group_id: str) -> tuple[Member, ...]:
        """The members of a group whom the caller sees one by one (perhaps not all)."""
        return read(reading.members, await self._get(token, "/communication/visible/group/" + segment(group_id)))

    async def create_draft(self, token: str, letter: Letter) -> str:
        """The id of a new draft."""
        return read(reading.message_id, await self._write(token, "POST", "/conversation/draft", _payload(letter)))

    async def update_draft(self, token: str, draft_id: str, letter: Letter) -> None:
        """Replace a draft; silently nothing if it has been sent."""
        await self._write(token, "PUT", "/conversation/draft/" + segment(draft_id), _payload(letter))

    async def send(self, token: str, draft_id: str, letter: Letter) -> Sent:
        """Send this draft with the full payload. StateMismatch when it has already been sent."""
        path = "/conversation/send?id=" + segment(draft_id)
        return read(reading.sent, await self._write(token, "POST", path, _payload(letter)))

    async def own_message(self, token: str, message_id: str) -> OwnCopy:
        """A message of the caller's mailbox (their own copy becomes read). Forbidden when there is none."""
        return read(reading.own_copy, await self._get(token, "/conversation/api/messages/" + segment(message_id)))

    async def folder(self, token: str, folder: str, page: int = 0) -> tuple[FolderRow, ...]:
        """25 rows of `inbox`, `outbox`, `draft` or `trash`, newest first."""
        path = f"/conversation/api/folders/{segment(folder)}/messages"
        return read(reading.folder_rows, await self._get(token, path, page=str(page), page_size="25"))

    async def trash(self, token: str, ids: Sequence[str]) -> None:
        """Put the caller's own copies in the trash."""
        await self._write(token, "PUT", "/conversation/trash", {"id": list(ids)})

    async def delete(self, token: str, ids: Sequence[str]) -> None:
        """Delete the caller's own copies; only those already in the trash."""
        await self._write(token, "PUT", "/conversation/delete", {"id": list(ids)})

    async def publish(self, token: str, notification: Notification) -> None:
        """A line in the feed of these users: no mail, no push. `token` from `client_token`, with the scope of `timeline/publish`."""
        recipients = [{"userId": user_id, "unread": 1} for user_id in notification.recipients]
        payload = {
            "message": protect(notification.message),
            "type": notification.type,
            "recipients": recipients,
            "params": {},
        }
        await self._write(token, "POST", "/timeline/publish", payload)

    async def _public(self, path: str) -> Any:
        return await call(self._http, "GET", self._base + path, headers={})

    async def _token(self, grant_type: str, form: Mapping[str, str]) -> Granted:
        url = self._base + "/auth/oauth2/token"
        fields = {"grant_type": grant_type, **form}
        return read(reading.granted, await call(self._http, "POST", url, headers={}, form=fields))

    async def _get(self, token: str, path: str, **query: str) -> Any:
        return await call(self._http, "GET", with_query(self._base + path, *query.items()), headers=bearer(token))

    async def _write(self, token: str, method: str, path: str, payload: Any) -> Any:
        return await call(self._http, method, self._base + path, headers=bearer(token), payload=payload)


def _payload(letter: Letter) -> dict[str, Any]:
    # nothing else: the ENT turns an unknown key into a column and fails
    return {"to": list(letter.to), "subject": letter.subject, "body": letter.body}

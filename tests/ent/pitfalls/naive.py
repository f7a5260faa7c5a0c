"""A careless client, as one is written in an afternoon: each method makes the mistake of the contract's §8, and no other on purpose."""

import html
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

import httpx

from tests.ent.emulated import BACK, BELL, CLIENT, DIALLO, GROUP_NAME, LEMOINE, ROCHE
from tests.ent.pitfalls.detour import Detour

SUBJECT = "Un message du collège"
OK = 200


class Naive:
    """Follows redirects, keeps cookies, takes 200 as success, lets `json.dumps` escape, trusts names and first rows."""

    def __init__(self, url: str, road: Detour) -> None:
        self.road = road
        self.http = httpx.AsyncClient(base_url=url, follow_redirects=True, transport=road)
        self.refresh_token = ""
        self.sent = ""

    async def sign_in(self, login: str, password: str) -> bool:
        answer = await self.http.post("/auth/login", data={"email": login, "password": password})
        return answer.status_code == OK

    async def rename_group(self, group_id: str, name: str) -> str:
        xsrf = {"X-XSRF-TOKEN": self.http.cookies.get("XSRF-TOKEN", "")}
        answer = await self.http.put(f"/directory/group/{group_id}", json={"name": name}, headers=xsrf)
        return {401: "sign_in", 403: "not_allowed"}.get(answer.status_code, "done")

    async def exchange(self, code: str) -> str | None:
        # PKCE, so no secret
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "client_id": CLIENT[0]}
        answer = await self.http.post("/auth/oauth2/token", data={**form, "code_verifier": "v" * 43})
        token: str | None = answer.json().get("access_token")
        return token

    async def exchange_and_keep(self, code: str) -> None:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
        answer = await self.http.post("/auth/oauth2/token", data=form, auth=CLIENT)
        self.refresh_token = answer.json()["refresh_token"]

    async def can_still_act(self, seconds: float) -> bool:
        del seconds  # the refresh token has no age
        form = {"grant_type": "refresh_token", "refresh_token": self.refresh_token}
        fresh = (await self.http.post("/auth/oauth2/token", data=form, auth=CLIENT)).json().get("access_token", "")
        return (await self.get(fresh, "/conversation/count/inbox")).status_code == OK

    def new_state(self) -> str:
        return "page=/aide&suite=1+2=="

    async def my_id(self, token: str) -> str:
        return str((await self.get(token, "/auth/oauth2/userinfo?version=oidc1.0")).json()["sub"])

    async def is_pupil(self, token: str) -> bool:
        return bool((await self.get(token, "/auth/oauth2/userinfo?version=1.1")).json()["type"] == "Student")

    async def school_ids(self, token: str) -> set[str]:
        newest = {"Accept": "application/json"}
        return set((await self.get(token, "/auth/oauth2/userinfo", **newest)).json().get("structureIds", []))

    async def schools_to_choose_from(self, token: str) -> int:
        return len({(await self.get(token, "/auth/oauth2/userinfo")).json()["schoolName"]})

    async def who_am_i(self, token: str) -> str:
        return str((await self.get(token, "/auth/oauth2/userinfo?version=1.1")).json()["userId"])

    async def messaging(self) -> str:
        return "conversation"

    async def who_would_read(self, token: str) -> set[str]:
        groups = (await self.get(token, "/conversation/visible?search=violences")).json()["groups"]
        return await self._members(token, groups[0]["id"])

    async def who_reads_under_that_name(self, token: str) -> set[str]:
        groups = (await self.get(token, "/conversation/visible")).json()["groups"]
        named = [group["id"] for group in groups if group["name"] == GROUP_NAME]
        return set().union(*[await self._members(token, group_id) for group_id in named])

    async def write(self, token: str, to: list[str], words: str) -> str:
        message = {"to": to, "subject": SUBJECT, "body": f"<p>{html.escape(words)}</p>"}
        return str((await self.post(token, "/conversation/send", message)).json().get("id"))

    async def send_to(self, token: str, to: list[str]) -> str:
        message = {"to": to, "subject": SUBJECT, "body": "<p>Bonjour</p>"}
        answer = await self.post(token, "/conversation/send", message)
        return {401: "sign_in"}.get(answer.status_code, "sent")

    async def carry(self, token: str, **more: object) -> bool:
        message = {
            "to": [LEMOINE, DIALLO],
            "subject": SUBJECT,
            "body": f"<p>{'Un adulte peut lire ceci. ' * 9}</p>",
            **more,
        }
        answer = await self.post(token, "/conversation/send", message)
        self.sent = answer.json().get("id", "")
        return answer.status_code == OK

    async def carry_as_prepared(self, token: str) -> bool:
        message = {"to": [LEMOINE, DIALLO], "subject": SUBJECT, "body": "<p>Bonjour</p>"}
        draft = (await self.post(token, "/conversation/draft", message)).json()["id"]
        answer = await self.post(
            token, f"/conversation/send?id={draft}", {"subject": SUBJECT, "body": "<p>Bonjour</p>"}
        )
        return answer.status_code == OK

    async def carry_numbered(self, token: str) -> bool:
        return await self.carry(token, envelopeId=str(uuid4()))

    async def carry_answerable(self, token: str) -> bool:
        return await self.carry(token, noReply=True)  # so that nobody writes to the pupil

    async def confide(self, token: str, words: str) -> bool:
        return await self.carry(token, subject=words)

    async def carry_to_the_whole_group(self, token: str) -> bool:
        message = {"to": [LEMOINE, DIALLO, ROCHE], "subject": SUBJECT, "body": "<p>Bonjour</p>"}
        draft = (await self.post(token, "/conversation/draft", message)).json()["id"]
        proof = {"file": ("preuve.txt", b"preuve", "text/plain")}
        await self.http.post(f"/conversation/message/{draft}/attachment", files=proof, headers=_bearer(token))
        return (await self.post(token, f"/conversation/send?id={draft}", message)).status_code == OK

    async def carry_patiently(self, token: str) -> bool:
        try:
            return await self.carry(token)
        except httpx.HTTPError:
            return await self.carry(token)

    async def carry_two(self, token: str, wait: Callable[[float], Awaitable[None]]) -> None:
        await self.carry(token)
        await wait(1)
        await self.carry(token)

    async def state_told(self, token: str) -> str:
        own = (await self.get(token, f"/conversation/api/messages/{self.sent}")).json()
        return "at_school" if own["unread"] else "opened"

    async def state_told_after_removal(self, token: str) -> str:
        return "removed" if await self.remove_copy(token, self.sent) else "at_school"

    async def is_there(self, token: str, referent_token: str, message_id: str) -> bool:
        del token
        return (await self.get(referent_token, f"/conversation/api/messages/{message_id}")).status_code == OK

    async def remove_copy(self, token: str, message_id: str) -> bool:
        moves = [await self._put(token, f"/conversation/{move}", {"id": [message_id]}) for move in ("trash", "delete")]
        return all(answer.status_code == OK for answer in moves)

    async def all_ids(self, token: str, folder: str) -> list[str]:
        path = f"/conversation/api/folders/{folder}/messages?page=1&page_size=100"
        return [row["id"] for row in (await self.get(token, path)).json()]

    async def date_of(self, token: str, message_id: str) -> datetime:
        own = (await self.get(token, f"/conversation/api/messages/{message_id}")).json()
        return datetime.fromtimestamp(own["date"] / 1_000_000, timezone.utc)  # microseconds, as the database keeps

    async def ring_bell(self, user_id: str) -> bool:
        form = {"grant_type": "client_credentials", "scope": BELL[2]}
        granted = (await self.http.post("/auth/oauth2/token", data=form, auth=BELL[:2])).json()
        notice = {"message": "Du nouveau", "type": "VPE_BOT", "recipients": [{"userId": user_id, "unread": 1}]}
        return (await self.post(granted["access_token"], "/timeline/publish", notice)).is_success

    async def get(self, token: str, path: str, **headers: str) -> httpx.Response:
        return await self.http.get(path, headers=_bearer(token) | headers)

    async def post(self, token: str, path: str, content: Any) -> httpx.Response:
        return await self.http.post(path, content=json.dumps(content), headers=_bearer(token))

    async def _put(self, token: str, path: str, content: Any) -> httpx.Response:
        return await self.http.put(path, content=json.dumps(content), headers=_bearer(token))

    async def _members(self, token: str, group_id: str) -> set[str]:
        return {row["id"] for row in (await self.get(token, f"/communication/visible/group/{group_id}")).json()}


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}

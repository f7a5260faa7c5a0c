"""Questions put as a browser puts them, to what `ent` has no method for: public pages, the authorisation address, the home page."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from administration.check.facts import Page
from ent.errors import BadAnswer, NotSignedIn
from ent.refusals import decode, failure, redirected
from ent.sessions import Credential, credential_headers
from ent.transport import call, exchange

LOGIN, HOME = "/auth/login", "/timeline/timeline"
CALLBACK, SCOPE = "/ent/callback", "userinfo conversation communication"
STATE = "controle"
_CONTEXT_KEYS = {"callBack", "cgu", "passwordRegex", "mandatory"}
_RECENT_KEY = "recall-delay-minutes"
_EXERCISES = "mail-to-exercizer"
_HOOKS = ("/chatbot/", "ng-app", "ng-controller")  # the AngularJS pages, which load the chatbot's script (contract 5.1)
_REACT = 'id="root"'


class Probes:
    """Asks one ENT; raises EntError. A credential is given to what needs one."""

    def __init__(self, base_url: str, http: httpx.AsyncClient) -> None:
        self._base = base_url
        self._http = http

    async def is_ent(self) -> bool:
        """Whether the public context is that of an entcore platform (contract 1.1)."""
        answer = await exchange(self._http, "GET", self._base + "/auth/context", headers={})
        if answer.status in {429, 502, 503, 504, 509}:
            raise failure(answer)
        context = decode(answer)
        return isinstance(context, dict) and len(_CONTEXT_KEYS & set(context)) >= 2  # noqa: PLR2004 - two agree by no accident

    async def exercises(self) -> bool:
        """Whether messages may be sent to an outside AI service (contract 2.13)."""
        conf = await call(self._http, "GET", self._base + "/conversation/conf/public", headers={})
        return bool(conf.get(_EXERCISES)) if isinstance(conf, dict) else False

    async def is_recent(self, credential: Credential) -> bool:
        """Whether the messaging answers as the version that was read (contract 2.6)."""
        answer = await self._get("/conversation/max-depth", credential)
        return isinstance(answer, dict) and _RECENT_KEY in answer

    async def authorisation(self, credential: Credential, client_id: str, public_url: str) -> tuple[str, str]:
        """What a browser gets that asks to sign in to the assistant: `("code", <the code>)`, `("home", "")`, or `(<error>, "")`."""
        redirect_uri = public_url + CALLBACK
        asked = {"response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri}
        query = urlencode({**asked, "scope": SCOPE, "state": STATE})
        address = f"{self._base}/auth/oauth2/auth?{query}"
        answer = await exchange(self._http, "GET", address, headers=credential_headers(credential))
        if answer.redirect is None:
            raise failure(answer) if not answer.is_success else BadAnswer
        if not answer.redirect.startswith(redirect_uri):
            return _elsewhere(answer.redirect)
        back = parse_qs(urlsplit(answer.redirect).query)
        return ("code", back["code"][0]) if "code" in back else (back.get("error", ["unnamed"])[0], "")

    async def applications(self, credential: Credential) -> tuple[tuple[str, str], ...]:
        """Name and address of what is in "Mes applis" of this account."""
        answer = await self._get("/applications-list", credential)
        rows = answer.get("apps", []) if isinstance(answer, dict) else []
        return tuple((str(row.get("name") or ""), str(row.get("address") or "")) for row in rows)

    async def page(self, credential: Credential) -> Page:
        """The home page of this account."""
        answer = await exchange(self._http, "GET", self._base + HOME, headers=credential_headers(credential))
        if not answer.is_success:
            raise failure(answer)
        html = answer.content.decode("utf-8", "replace")
        way = "react" if _REACT in html else "bubble" if any(mark in html for mark in _HOOKS) else "none"
        return Page(way, answer.headers.get("content-security-policy", ""))

    async def leave(self, credential: Credential) -> None:
        """Close the session."""
        await exchange(self._http, "GET", self._base + "/auth/logout", headers=credential_headers(credential))

    async def _get(self, path: str, credential: Credential) -> Any:
        return await call(self._http, "GET", self._base + path, headers=credential_headers(credential))


def _elsewhere(location: str) -> tuple[str, str]:
    path = urlsplit(location).path
    if path == LOGIN:
        raise NotSignedIn
    if path.startswith("/auth/"):
        raise redirected(location)
    return ("home", "")

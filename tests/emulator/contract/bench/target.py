"""The ENT under test, as a black box: sign-in by password, tokens by the code flow, and a client that is careful."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx
import pytest

from tests.emulator.contract.bench.door import Door
from tests.emulator.contract.bench.guard import guard
from tests.emulator.contract.bench.people import People
from tests.emulator.contract.bench.sentences import say

NO_TLS = ssl.SSLContext(
    ssl.PROTOCOL_TLS_CLIENT
)  # spares reading the certificates for each client of a plain-http target
WRITING = ("/conversation/draft", "/conversation/send")


def no_jar() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


@dataclass
class Ent:
    """`pace` seconds are left between two requests. `journal` keeps method, path, status and type: never a body."""

    url: str
    people: People
    door: Door | None = None
    administration: bool = False
    pace: float = 0.0
    messaging: bool | None = None
    journal: list[str] = field(default_factory=list)
    written: dict[str, set[str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    browsers: dict[str, httpx.Client] = field(default_factory=dict)
    bearers: dict[tuple[str, str], httpx.Client] = field(default_factory=dict)

    # What the target offers

    def need_door(self) -> Door:
        if self.door is None:
            pytest.skip(say("no_door"))
        return self.door

    def need_administration(self) -> None:
        if not self.administration:
            pytest.skip(say("no_administration"))

    def need_offer(self, answer: httpx.Response, what: str) -> httpx.Response:
        """For what section 11 leaves out, or for a module that a project may lack: absent means 404 or 405."""
        if answer.status_code in {404, 405}:
            pytest.skip(say("not_offered", what=what, status=answer.status_code))
        return answer

    def has_messaging(self) -> bool:
        """Whether the project runs `conversation`; some have Zimbra or Carbonio in its place."""
        if self.messaging is None:
            answer = self.browser("pupil").get("/conversation/max-depth")
            self.messaging = answer.is_success and "json" in answer.headers.get("content-type", "")
        return self.messaging

    def quiet(self) -> None:
        """Until the sender's next message is announced again: the anti-flood lasts three seconds."""
        if self.door:
            self.door.advance(4)
        else:
            time.sleep(4)

    # Clients

    def anyone(
        self, role: str = "", *, jar: bool = True, cookies: dict[str, str] | None = None, **settings: Any
    ) -> httpx.Client:
        hooks: dict[str, list[Callable[..., Any]]] = {
            "request": [guard(self.allowed, administration=self.administration), self.wait],
            "response": [self.note, self.remember(role)],
        }
        tls: Any = True if self.url.startswith("https:") else NO_TLS
        kept = cookies if jar else no_jar()
        return httpx.Client(base_url=self.url, timeout=60, verify=tls, event_hooks=hooks, cookies=kept, **settings)

    def sign_in(self, role: str, **form: str) -> tuple[httpx.Client, httpx.Response]:
        account = self.people.account(role)
        browser = self.anyone(role)
        answer = browser.post("/auth/login", data={"email": account.login, "password": account.password} | form)
        if answer.status_code != 302:
            pytest.fail(say("cannot_sign_in", role=role, status=answer.status_code))
        browser.headers["X-XSRF-TOKEN"] = browser.cookies["XSRF-TOKEN"]
        return browser, answer

    def browser(self, role: str) -> httpx.Client:
        """A signed-in browser with its XSRF header, one per role for the whole run."""
        if role not in self.browsers:
            self.browsers[role] = self.sign_in(role)[0]
        return self.browsers[role]

    def bearer(self, role: str, scope: str | None = None) -> httpx.Client:
        """A server-side client: Bearer, no cookie kept, one per role and scope for the whole run."""
        wanted = scope or self.people.get("application.scope")
        if (role, wanted) not in self.bearers:
            headers = {"Authorization": f"Bearer {self.tokens(role, wanted)['access_token']}"}
            self.bearers[role, wanted] = self.anyone(role, jar=False, headers=headers)
        return self.bearers[role, wanted]

    # OAuth

    def authorise(self, browser: httpx.Client, without: str = "", **changes: str) -> httpx.Response:
        application = self.people.get("application")
        query = {
            "response_type": "code",
            "client_id": application["id"],
            "redirect_uri": application["redirect_uri"],
            "scope": application["scope"],
            "state": "c0ffee",
        }
        return browser.get("/auth/oauth2/auth", params={k: v for k, v in (query | changes).items() if k != without})

    def code(self, role: str, scope: str | None = None, **changes: str) -> str:
        wanted = changes | ({"scope": scope} if scope else {})
        return httpx.URL(self.authorise(self.browser(role), **wanted).headers["location"]).params["code"]

    def exchange(self, application: str = "application", **form: str) -> httpx.Response:
        client = self.people.get(application)
        return self.anyone(jar=False).post("/auth/oauth2/token", data=form, auth=(client["id"], client["secret"]))

    def redeem(self, code: str) -> httpx.Response:
        uri = self.people.get("application.redirect_uri")
        return self.exchange(grant_type="authorization_code", code=code, redirect_uri=uri)

    def tokens(self, role: str, scope: str | None = None) -> dict[str, Any]:
        answer = self.redeem(self.code(role, scope))
        assert answer.status_code == 200, "the code was not accepted"
        tokens: dict[str, Any] = answer.json()
        return tokens

    # People

    def id_of(self, role: str) -> str:
        """The ENT id of an account of the file; knowing it makes it a recipient the suite may write to."""
        if role not in self.ids:
            body = self.browser(role).get("/auth/oauth2/userinfo").json()
            self.ids[role] = body["userId"]
        return self.ids[role]

    def allowed(self) -> set[str]:
        return self.people.group_ids() | set(self.ids.values())

    @property
    def group(self) -> str:
        return str(self.people.get("groups.listening.id"))

    # Hooks

    def wait(self, request: httpx.Request) -> None:
        time.sleep(self.pace)

    def note(self, answer: httpx.Response) -> None:
        kind = answer.headers.get("content-type", "-").split(";")[0]
        self.journal.append(f"{answer.request.method} {answer.request.url.path} → {answer.status_code} {kind}")

    def remember(self, role: str) -> Callable[[httpx.Response], None]:
        def hook(answer: httpx.Response) -> None:
            if answer.request.method == "POST" and answer.request.url.path in WRITING and answer.is_success:
                answer.read()
                self.written.setdefault(role, set()).add(answer.json()["id"])

        return hook

    def forget_sessions(self) -> None:
        """After the clock moved or a session was revoked: nobody is signed in any more."""
        self.browsers.clear()
        self.bearers.clear()

    def tidy(self) -> int:
        """Removes what each sender wrote from the sender's own box; how many would not go."""
        left = 0
        for role, ids in self.written.items():
            client = self.browser(role)
            for id_ in ids:
                client.put("/conversation/trash", json={"id": [id_]})
                client.put("/conversation/delete", json={"id": [id_]})
                left += client.get(f"/conversation/api/messages/{id_}").is_success
        self.written.clear()
        return left

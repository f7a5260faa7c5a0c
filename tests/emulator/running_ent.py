from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn

from emulator.app import create_app
from emulator.options import Options
from emulator.seed import read_seed
from emulator.serve import CuttableProtocol, utc_now

PUBLIC = "http://ent.localhost:8090"
BOT = "http://bot.localhost:8091"
CALLBACK = f"{BOT}/ent/callback"
GROUP = "grp-parlons-en"
PASSWORD = "demo"
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # spares reading the certificates for each client
SUBJECT = "Nouveau message transmis par l'espace numérique du collège"


def options(**changes: Any) -> Options:
    return Options(public_url=PUBLIC, bot_url=BOT, **changes)


@dataclass(frozen=True)
class RunningEnt:
    url: str

    def anyone(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, verify=NO_TLS)

    def signed_in(self, login: str, password: str = PASSWORD) -> httpx.Client:
        browser = self.anyone()
        answer = browser.post("/auth/login", data={"email": login, "password": password})
        assert answer.status_code == 302, answer.text
        browser.headers["X-XSRF-TOKEN"] = browser.cookies["XSRF-TOKEN"]
        return browser

    def code(self, login: str, scope: str = "userinfo conversation communication", **changes: str) -> str:
        query = {
            "response_type": "code",
            "client_id": "vpe-bot",
            "redirect_uri": CALLBACK,
            "scope": scope,
            "state": "abc",
        }
        browser = self.signed_in(login)
        location = browser.get("/auth/oauth2/auth", params=query | changes).headers["location"]
        return httpx.URL(location).params["code"]

    def token(self, login: str, scope: str = "userinfo conversation communication") -> str:
        form = {"grant_type": "authorization_code", "code": self.code(login, scope), "redirect_uri": CALLBACK}
        answer = self.anyone().post(f"{self.url}/auth/oauth2/token", data=form, auth=("vpe-bot", "demo-secret"))
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def bearer(self, login: str, scope: str = "userinfo conversation communication") -> httpx.Client:
        """A server-side client: Bearer, no redirect followed, no cookie kept."""
        headers = {"Authorization": f"Bearer {self.token(login, scope)}"}
        return httpx.Client(base_url=self.url, headers=headers, verify=NO_TLS)

    def arm(self, *faults: dict[str, Any]) -> None:
        answer = self.anyone().post(f"{self.url}/__test/faults", json={"faults": list(faults)})
        assert answer.status_code == 200, answer.text

    def advance(self, seconds: float) -> None:
        self.anyone().post(f"{self.url}/__test/clock", json={"advance": seconds}).raise_for_status()

    def change_group(self, group: str = GROUP, **changes: Any) -> None:
        self.anyone().post(f"{self.url}/__test/groups/{group}", json=changes).raise_for_status()

    def change_user(self, login: str, **changes: Any) -> None:
        self.anyone().post(f"{self.url}/__test/users/{login}", json=changes).raise_for_status()

    def captured(self, what: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.anyone().get(f"{self.url}/__test/{what}").json()
        return rows


def started(chosen: Options) -> Iterator[RunningEnt]:
    app = create_app(read_seed(), chosen, utc_now)
    config = uvicorn.Config(app, port=0, http=CuttableProtocol, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield RunningEnt(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
    server.should_exit = True
    thread.join(5)


def message(**changes: Any) -> dict[str, Any]:
    return {"subject": SUBJECT, "body": "<p>Bonjour</p>", "to": [GROUP], "cc": [], "cci": [], **changes}

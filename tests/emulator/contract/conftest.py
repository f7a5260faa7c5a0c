from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.emulator.running_ent import NO_TLS, options, started

SEEDED = Path(__file__).parent / "people.yml"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("ent", "contract of an ENT")
    group.addoption("--ent-url", default=None, help="a real ENT; without it, an emulator is started")
    group.addoption("--ent-people", default=str(SEEDED), help="YAML of test accounts, see contract/people.yml")


@dataclass(frozen=True)
class Ent:
    """Black box: nothing here uses the emulator's test door."""

    url: str
    people: dict[str, Any]

    def anyone(self) -> httpx.Client:
        tls: Any = True if self.url.startswith("https:") else NO_TLS
        return httpx.Client(base_url=self.url, timeout=30, verify=tls)

    def signed_in(self, who: str) -> httpx.Client:
        person = self.people[who]
        browser = self.anyone()
        answer = browser.post("/auth/login", data={"email": person["login"], "password": person["password"]})
        assert answer.status_code == 302, f"{who} cannot sign in"
        browser.headers["X-XSRF-TOKEN"] = browser.cookies["XSRF-TOKEN"]
        return browser

    def authorise(self, browser: httpx.Client, **changes: str) -> httpx.Response:
        query = {
            "response_type": "code",
            "client_id": self.people["client_id"],
            "redirect_uri": self.people["redirect_uri"],
            "scope": self.people["scope"],
            "state": "c0ffee",
        }
        return browser.get("/auth/oauth2/auth", params=query | changes)

    def exchange(self, **form: str) -> httpx.Response:
        client = (self.people["client_id"], self.people["client_secret"])
        return self.anyone().post("/auth/oauth2/token", data=form, auth=client)

    def tokens(self, who: str, scope: str | None = None) -> dict[str, Any]:
        location = self.authorise(self.signed_in(who), **({"scope": scope} if scope else {})).headers["location"]
        code = httpx.URL(location).params["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.people["redirect_uri"]}
        tokens: dict[str, Any] = self.exchange(**form).json()
        return tokens

    def bearer(self, who: str, scope: str | None = None) -> httpx.Client:
        client = self.anyone()
        client.headers["Authorization"] = f"Bearer {self.tokens(who, scope)['access_token']}"
        return client


@pytest.fixture(scope="session")
def contract_ent(request: pytest.FixtureRequest) -> Iterator[Ent]:
    path = request.config.getoption("--ent-people", default=str(SEEDED))
    people = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    url = request.config.getoption("--ent-url", default=None)
    if url:
        yield Ent(url.rstrip("/"), people)
        return
    for running in started(options()):
        yield Ent(running.url, people)


@pytest.fixture(scope="session")
def pupil(contract_ent: Ent) -> httpx.Client:
    return contract_ent.bearer("pupil")


@pytest.fixture(scope="session")
def referent(contract_ent: Ent) -> httpx.Client:
    return contract_ent.bearer("referent")

"""A connector of the suite's own, registered by the local administrator and removed when the test is over."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from tests.emulator.contract.bench.answers import shaped
from tests.emulator.contract.bench.target import Ent

PATH = "/appregistry/application/external"


def description(ent: Ent, **changes: Any) -> dict[str, Any]:
    """A new name each time: a name is a client_id, and stays unique on the platform."""
    fixed = {
        "name": f"contrat-{secrets.token_hex(6)}",
        "displayName": "Essai du contrat",
        "address": ent.people.get("application.redirect_uri"),
        "icon": "",
        "target": "_blank",
        "grantType": "authorization_code",
        "secret": secrets.token_hex(16),
        "scope": "userinfo conversation openid",
        "inherits": True,
        "appLocked": False,
    }
    return fixed | changes


def register(ent: Ent, content: dict[str, Any], **query: str) -> httpx.Response:
    return ent.browser("local_administrator").post(PATH, params=query, json=content)


@dataclass(frozen=True)
class Connector:
    ent: Ent
    id: str
    content: dict[str, Any]

    def code(self, role: str, **changes: str) -> str:
        wanted = {"client_id": self.content["name"], "scope": self.content["scope"]} | changes
        answer = self.ent.authorise(self.ent.browser(role), **wanted)
        return str(httpx.URL(answer.headers["location"]).params["code"])

    def tokens(self, role: str, **changes: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": self.code(role, **changes),
            "redirect_uri": self.ent.people.get("application.redirect_uri"),
        }
        client = (self.content["name"], self.content["secret"])
        answer = self.ent.anyone(jar=False).post("/auth/oauth2/token", data=form, auth=client)
        tokens: dict[str, Any] = shaped("token", answer)
        return tokens


@contextmanager
def openid_client(ent: Ent) -> Iterator[Connector]:
    """The file's own connector when it may ask for openid, else one made for the test."""
    own = ent.people.get("application")
    if own.get("openid"):
        yield Connector(ent, "", {"name": own["id"], "secret": own["secret"], "scope": "userinfo openid"})
        return
    with registered(ent) as connector:
        yield connector


@contextmanager
def registered(ent: Ent, **changes: Any) -> Iterator[Connector]:
    ent.need_administration()
    content = description(ent, **changes)
    answer = register(ent, content, structureId=ent.people.get("structure.id"))
    body = shaped("application_created", answer, 201)
    try:
        yield Connector(ent, body["id"], content)
    finally:
        ent.browser("local_administrator").delete(f"{PATH}/{body['id']}")

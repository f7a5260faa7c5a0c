from __future__ import annotations

import base64
import json

import httpx
import pytest

from tests.emulator.running_ent import RunningEnt

MINUTES = 60


def media_token(ent: RunningEnt, login: str = "mme.lemoine") -> str:
    answer = ent.bearer(login).get("/auth/oauth2/token", params={"type": "QueryParam"}).json()
    assert (answer["token_type"], answer["expires_in"]) == ("QueryParam", 600)
    return str(answer["access_token"])


@pytest.fixture
def document(ent: RunningEnt) -> str:
    sent = ent.signed_in("mme.lemoine").post(
        "/workspace/document", files={"file": ("mot.txt", b"Bonjour", "text/plain")}
    )
    assert sent.status_code == 201, sent.text
    return f"/workspace/document/{sent.json()['_id']}"


def goes_to_login(answer: httpx.Response) -> bool:
    return answer.status_code == 302 and "/auth/login" in answer.headers["location"]


def test_a_token_in_a_media_address_shows_the_document_and_opens_a_session(ent, document):
    browser = ent.anyone()
    shown = browser.get(document, params={"queryparam_token": media_token(ent)})
    assert (shown.status_code, shown.content) == (200, b"Bonjour")
    assert browser.get("/auth/oauth2/userinfo").json()["login"] == "mme.lemoine"


def test_a_token_older_than_ten_minutes_opens_nothing(ent, document):
    token = media_token(ent)
    ent.advance(10 * MINUTES)
    assert goes_to_login(ent.anyone().get(document, params={"queryparam_token": token}))


@pytest.mark.parametrize("broken", ["", "x", "a.b.c", "é.é.é"])
def test_a_token_that_the_ent_did_not_make_opens_nothing(ent, document, broken):
    assert goes_to_login(ent.anyone().get(document, params={"queryparam_token": broken}))


def test_a_token_rewritten_for_somebody_else_opens_nothing(ent, document):
    header, claims, mac = media_token(ent, "noe.petit").split(".")
    read = json.loads(base64.urlsafe_b64decode(claims + "=="))
    owner = ent.signed_in("mme.lemoine").get("/auth/oauth2/userinfo").json()["userId"]
    forged = base64.urlsafe_b64encode(json.dumps({**read, "sub": owner}).encode()).decode().rstrip("=")
    assert goes_to_login(ent.anyone().get(document, params={"queryparam_token": f"{header}.{forged}.{mac}"}))


def test_a_token_gives_no_more_than_its_owner_may_see(ent, document):
    assert ent.anyone().get(document, params={"queryparam_token": media_token(ent, "noe.petit")}).status_code == 401


def test_a_token_is_read_on_media_addresses_only(ent):
    token = media_token(ent)
    assert goes_to_login(ent.anyone().get("/conversation/max-depth", params={"queryparam_token": token}))

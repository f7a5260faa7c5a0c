from __future__ import annotations

import httpx
import pytest

from tests.emulator.contract.bench.answers import (
    is_forbidden,
    is_refused,
    is_xsrf,
    leads_to_login,
    login_callback,
    media,
)
from tests.emulator.contract.bench.connectors import registered
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.guard import NOBODY
from tests.emulator.contract.bench.letters import letter
from tests.emulator.contract.bench.target import Ent

READS = [
    "/conversation/max-depth",
    "/communication/visible/search",
    "/auth/oauth2/userinfo",
    "/directory/group/inconnu",
    "/timeline/lastNotifications",
]


def closed(ent: Ent) -> httpx.Client:
    """A browser that still holds the cookies of a session that the ENT has closed."""
    browser, _ = ent.sign_in("other_pupil")
    cookies = dict(browser.cookies)
    browser.get("/auth/logout")
    browser.cookies.clear()
    for name, value in cookies.items():
        browser.cookies.set(name, value)
    return browser


@fact("0.1/no-credential")
@pytest.mark.parametrize("path", READS)
def test_a_read_without_credential_leads_to_login(ent, path):
    assert leads_to_login(ent.anyone().get(path))


@fact("0.1/bad-bearer")
@pytest.mark.parametrize("path", READS)
def test_a_read_with_an_unknown_token_leads_to_login(ent, path):
    assert leads_to_login(ent.anyone().get(path, headers={"Authorization": f"Bearer {NOBODY}"}))


@fact("0.1/callback")
def test_the_way_to_login_keeps_the_whole_request(ent):
    answer = ent.anyone().get("/conversation/count/INBOX?unread=true")
    assert login_callback(answer).endswith("/conversation/count/INBOX?unread=true")
    assert login_callback(answer).startswith(("http://", "https://"))
    assert "?" not in answer.headers["location"].split("callback=")[1]


@fact("0.1/missing-scope", "0.4/module-word")
@pytest.mark.parametrize("path", ["/conversation/max-depth", "/communication/visible/search", "/timeline/types"])
def test_a_token_without_the_modules_word_leads_to_login(ent, path):
    assert leads_to_login(ent.bearer("pupil", "userinfo").get(path))


@fact("0.4/whole-word")
def test_the_word_must_be_whole(ent):
    with registered(ent, scope="userinfo conversationx") as connector:
        token = connector.tokens("pupil")["access_token"]
    client = ent.anyone(jar=False, headers={"Authorization": f"Bearer {token}"})
    assert client.get("/auth/oauth2/userinfo").status_code == 200
    assert leads_to_login(client.get("/conversation/max-depth"))


@fact("0.4/userinfo-word")
def test_the_word_userinfo_opens_userinfo_and_nothing_else_of_auth(ent):
    assert ent.bearer("pupil", "userinfo").get("/auth/oauth2/userinfo").status_code == 200
    assert leads_to_login(ent.bearer("pupil", "userinfo").get("/auth/user/requirements"))
    assert leads_to_login(ent.bearer("pupil", "conversation").get("/auth/oauth2/userinfo"))


@fact("0.4/least-scope")
def test_three_words_are_enough_for_the_assistant(ent):
    client = ent.bearer("pupil", "userinfo conversation communication")
    for path in ("/auth/oauth2/userinfo", "/conversation/max-depth", "/communication/visible/search"):
        assert client.get(path).status_code == 200


@fact("0.1/bad-cookie")
def test_an_altered_session_cookie_is_no_session(ent):
    id_, _, signature = ent.browser("pupil").cookies["oneSessionId"].partition(":")
    altered = f"{id_[:-1]}{'0' if id_[-1] != '0' else '1'}:{signature}"
    assert leads_to_login(ent.anyone(cookies={"oneSessionId": altered}).get("/conversation/max-depth"))


@fact("0.1/expired-session", "0.1/cleared-cookies")
def test_a_closed_session_leads_to_login_and_loses_its_cookies(ent):
    answer = closed(ent).get("/conversation/max-depth")
    assert leads_to_login(answer)
    cleared = [each for each in answer.headers.get_list("set-cookie") if each.startswith("oneSessionId=")]
    assert any("max-age=0" in each.lower() or "1970" in each for each in cleared)


@fact("0.1/xsrf")
@pytest.mark.parametrize("token", [None, "faux"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/conversation/visibles"),
        ("PUT", "/conversation/trash"),
        ("DELETE", f"/conversation/message/{NOBODY}/attachment/{NOBODY}"),
    ],
)
def test_a_write_by_cookie_needs_the_right_xsrf_header(ent, method, path, token):
    browser = ent.sign_in("other_pupil")[0]
    browser.headers.pop("X-XSRF-TOKEN")
    assert is_xsrf(browser.request(method, path, json={}, headers={"X-XSRF-TOKEN": token} if token else {}))


@fact("0.1/xsrf-expired")
def test_a_write_in_a_closed_session_is_403_and_no_redirect(ent):
    assert is_xsrf(closed(ent).post("/conversation/visibles", json={"ids": []}))


@fact("0.1/forbidden")
def test_what_one_may_not_see_is_401_with_a_page(ent):
    assert is_forbidden(ent.bearer("pupil").get(f"/conversation/api/messages/{NOBODY}"))
    structure = ent.people.get("structure.id")
    assert is_forbidden(ent.browser("pupil").get("/directory/group/admin/list", params={"structureId": structure}))


@fact("0.1/bad-request")
def test_what_the_handler_refuses_is_400_with_an_error(ent):
    assert is_refused(ent.bearer("pupil").get("/conversation/api/folders/inbox/messages?search=ab"))


@fact("0.1/not-found")
def test_what_does_not_exist_is_404_without_a_body(ent):
    paths = ("appregistry/application/conf", "workspace/document", "workspace/pub/document")
    answers = [ent.browser("super_administrator").get(f"/{path}/{NOBODY}") for path in paths]
    assert (404, b"") in {(answer.status_code, answer.content) for answer in answers}


@fact("0.1/json-headers")
def test_json_is_not_to_be_cached(ent):
    answer = ent.bearer("pupil").get("/conversation/max-depth")
    assert media(answer) == "application/json"
    assert (answer.headers["cache-control"], answer.headers["expires"]) == ("no-cache, must-revalidate", "-1")


@fact("0.2/cookie-wins", "0.2/cookie-xsrf")
def test_the_cookie_wins_over_the_bearer_and_brings_xsrf_back(ent):
    bearer = {"Authorization": ent.bearer("other_pupil").headers["Authorization"]}
    browser = ent.sign_in("pupil")[0]
    assert browser.get("/auth/oauth2/userinfo", headers=bearer).json()["userId"] == ent.id_of("pupil")
    browser.headers.pop("X-XSRF-TOKEN")
    assert is_xsrf(browser.post("/conversation/visibles", json={"ids": []}, headers=bearer))


@fact("0.2/bad-cookie-bearer")
def test_a_badly_signed_cookie_leaves_the_bearer_in_charge(ent):
    headers = {"Authorization": ent.bearer("pupil").headers["Authorization"], "Cookie": f"oneSessionId={NOBODY}:AAAA"}
    answer = ent.anyone(jar=False).get("/auth/oauth2/userinfo", headers=headers)
    assert answer.json()["userId"] == ent.id_of("pupil")
    assert ent.anyone(jar=False).post("/conversation/visibles", json={"ids": []}, headers=headers).status_code == 200


@fact("0.5/no-query-token")
def test_a_token_in_the_address_is_not_read(ent):
    token = ent.bearer("pupil").headers["Authorization"].removeprefix("Bearer ")
    assert leads_to_login(ent.anyone().get("/conversation/max-depth", params={"access_token": token}))


@fact("0.5/queryparam")
def test_a_token_for_media_addresses_can_be_asked_for(ent):
    answer = ent.bearer("pupil").get("/auth/oauth2/token", params={"type": "QueryParam"})
    body = ent.need_offer(answer, "queryparam_token").json()
    assert (body["token_type"], body["expires_in"] > 0, body["access_token"].count(".")) == ("QueryParam", True, 2)


@fact("0.3/action-names")
def test_workflow_rights_are_named_after_class_and_method(ent):
    actions = {each["name"] for each in ent.browser("pupil").get("/auth/oauth2/userinfo").json()["authorizedActions"]}
    assert "org.entcore.conversation.controllers.ConversationController|createDraft" in actions


@fact("0.6/forwarded")
def test_redirects_bear_the_public_host(ent):
    ent.need_door()
    public = {"X-Forwarded-Host": "ent.exemple.fr", "X-Forwarded-Proto": "https"}
    location = ent.anyone().get("/conversation/max-depth", headers=public).headers["location"]
    assert location.startswith("https://ent.exemple.fr/auth/login?")


@fact("0.1/expired-bearer")
def test_a_token_past_its_hour_leads_to_login(ent, clock):
    tokens = ent.tokens("pupil")
    client = ent.anyone(jar=False, headers={"Authorization": f"Bearer {tokens['access_token']}"})
    clock.advance(tokens["expires_in"] - 30)
    assert client.get("/conversation/max-depth").status_code == 200
    clock.advance(60)
    assert leads_to_login(client.get("/conversation/max-depth"))
    assert leads_to_login(client.post("/conversation/draft", json=letter()))

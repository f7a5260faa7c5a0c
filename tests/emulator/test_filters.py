from __future__ import annotations

import base64

import httpx
import pytest

from tests.emulator.running_ent import GROUP, message


def is_login_redirect(answer: httpx.Response) -> bool:
    return answer.status_code == 302 and "/auth/login?callback=" in answer.headers["location"]


@pytest.mark.parametrize("path", ["/conversation/max-depth", "/auth/oauth2/userinfo", "/timeline/lastNotifications"])
def test_nobody_is_sent_to_the_login_page_never_a_json_401(ent, path):
    answer = ent.anyone().get(f"{path}?a=b&c=d")
    assert is_login_redirect(answer)
    assert httpx.URL(answer.headers["location"]).params["callback"] == f"{ent.url}{path}?a=b&c=d"


def test_the_login_address_follows_the_forwarded_host(ent):
    headers = {"X-Forwarded-Host": "ent.exemple.fr", "X-Forwarded-Proto": "https"}
    location = ent.anyone().get("/conversation/max-depth", headers=headers).headers["location"]
    assert location.startswith("https://ent.exemple.fr/auth/login?callback=https%3A%2F%2Fent.exemple.fr%2F")


def test_a_bad_bearer_is_a_login_redirect(ent):
    assert is_login_redirect(ent.anyone().get("/conversation/max-depth", headers={"Authorization": "Bearer x"}))


def test_a_scope_without_the_module_is_a_login_redirect(ent):
    with ent.bearer("lea.martin", "userinfo") as client:
        assert client.get("/auth/oauth2/userinfo").status_code == 200
        assert is_login_redirect(client.get("/conversation/max-depth"))
        assert is_login_redirect(client.get("/timeline/lastNotifications"))


def test_a_write_by_cookie_needs_the_xsrf_header(ent):
    browser = ent.signed_in("lea.martin")
    for headers in ({"X-XSRF-TOKEN": "faux"}, {"X-XSRF-TOKEN": ""}):
        answer = browser.post("/conversation/visibles", json={"ids": []}, headers=headers)
        assert (answer.status_code, answer.json()) == (403, {"error": "invalid.xsrf.token"})
    assert browser.post("/conversation/visibles", json={"ids": []}).status_code == 200


def test_a_write_by_bearer_needs_no_xsrf_header(ent):
    with ent.bearer("lea.martin") as client:
        assert client.post("/conversation/visibles", json={"ids": [GROUP]}).json() == [{"visibles.id": GROUP}]


def test_a_write_by_an_expired_cookie_is_403_and_a_read_is_302(ent):
    browser = ent.signed_in("lea.martin")
    ent.advance(1801)
    assert browser.post("/conversation/visibles", json={"ids": []}).status_code == 403
    assert is_login_redirect(browser.get("/conversation/max-depth"))


def test_a_valid_cookie_wins_over_a_bearer_so_the_xsrf_rule_applies(ent):
    browser = ent.signed_in("noe.petit")
    del browser.headers["X-XSRF-TOKEN"]
    headers = {"Authorization": f"Bearer {ent.token('lea.martin')}"}
    assert browser.get("/auth/oauth2/userinfo", headers=headers).json()["login"] == "noe.petit"
    assert browser.post("/conversation/draft", json=message(), headers=headers).status_code == 403


def test_no_right_is_401_with_a_page(ent):
    answer = ent.signed_in("invite.theatre").post("/conversation/draft", json=message(to=[]))
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/html")


def test_terms_due_redirect_a_browser_but_not_a_bearer(ent):
    ent.change_user("tom.leroy", requirement=None)
    token = ent.token("tom.leroy")
    ent.change_user("tom.leroy", requirement="terms")
    browser = ent.signed_in("tom.leroy")
    assert browser.get("/conversation/max-depth").headers["location"] == "/auth/revalidate-terms"
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{ent.url}/conversation/max-depth", headers=headers).status_code == 200
    assert browser.post("/auth/revalidate-terms").status_code == 302
    assert browser.get("/conversation/max-depth").status_code == 200


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("mail", "/auth/validate-mail?force=true&type=email&redirect="),
        ("phone", "/auth/validate-mail?force=true&type=sms&redirect="),
        ("mfa", "/auth/validate-mfa?force=true&redirect="),
        ("password", "/auth/reset/forceChangePassword?callback="),
    ],
)
def test_other_validations_redirect_a_bearer_too(ent, kind, start):
    with ent.bearer("lea.martin") as client:
        ent.arm({"kind": kind})
        assert client.get("/conversation/max-depth").headers["location"].startswith(start)


def test_json_answers_carry_the_ents_cache_headers(ent):
    headers = ent.signed_in("lea.martin").get("/conversation/max-depth").headers
    assert headers["content-type"] == "application/json"
    assert (headers["cache-control"], headers["expires"]) == ("no-cache, must-revalidate", "-1")


def test_an_application_that_speaks_for_itself_may_only_do_what_its_scope_names(ent):
    form = {"grant_type": "client_credentials"}
    answer = httpx.post(f"{ent.url}/auth/oauth2/token", data=form, auth=("vpe-bell", "demo-bell-secret")).json()
    assert "refresh_token" not in answer
    headers = {"Authorization": f"Bearer {answer['access_token']}"}
    lemoine = "c3d5c0de-0000-4000-8000-000000000001"
    notice = {"message": "Un message vous attend.", "type": "VPE_BOT", "recipients": [{"userId": lemoine, "unread": 1}]}
    assert httpx.post(f"{ent.url}/timeline/publish", json=notice, headers=headers).status_code == 201
    assert httpx.get(f"{ent.url}/timeline/lastNotifications", headers=headers).status_code == 401
    basic = {"Authorization": "Basic " + base64.b64encode(b"vpe-bell:demo-bell-secret").decode()}
    assert httpx.post(f"{ent.url}/timeline/publish", json=notice, headers=basic).status_code == 201
    feed = ent.signed_in("mme.lemoine").get("/timeline/lastNotifications").json()
    assert [line["message"] for line in feed["results"]] == ["Un message vous attend."] * 2
    assert ent.captured("mails") == ent.captured("pushes") == []

from __future__ import annotations

import httpx
import pytest


def leads_to_login(answer: httpx.Response) -> bool:
    return answer.status_code == 302 and "/auth/login" in answer.headers["location"]


def test_login_is_a_redirect_with_three_cookies(contract_ent):
    browser = contract_ent.signed_in("pupil")
    assert {"oneSessionId", "authenticated", "XSRF-TOKEN"} <= set(browser.cookies)


def test_a_wrong_password_is_a_page_with_200(contract_ent):
    form = {"email": "personne.de.ce.nom", "password": "faux"}
    answer = contract_ent.anyone().post("/auth/login", data=form)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/conversation/max-depth", "/auth/oauth2/userinfo", "/communication/visible/search"])
def test_without_credential_or_with_a_bad_one_the_answer_is_the_login_page(contract_ent, path):
    assert leads_to_login(contract_ent.anyone().get(path))
    headers = {"Authorization": "Bearer 00000000-0000-4000-8000-000000000000"}
    assert leads_to_login(contract_ent.anyone().get(path, headers=headers))


def test_a_write_by_cookie_without_the_xsrf_header_is_403(contract_ent):
    browser = contract_ent.signed_in("pupil")
    del browser.headers["X-XSRF-TOKEN"]
    answer = browser.post("/conversation/visibles", json={"ids": []})
    assert (answer.status_code, answer.json()) == (403, {"error": "invalid.xsrf.token"})


def test_the_code_flow_asks_no_consent(contract_ent):
    location = contract_ent.authorise(contract_ent.signed_in("pupil")).headers["location"]
    assert location.startswith(contract_ent.people["redirect_uri"] + "?code=")
    assert location.endswith("&state=c0ffee")


def test_authorising_without_a_session_leads_to_login(contract_ent):
    assert leads_to_login(contract_ent.authorise(contract_ent.anyone()))


def test_a_scope_outside_the_applications_own_is_a_server_error_in_the_redirect(contract_ent):
    answer = contract_ent.authorise(contract_ent.signed_in("pupil"), scope="userinfo presences")
    assert httpx.URL(answer.headers["location"]).params["error"] == "server_error"


def test_an_unlisted_host_is_not_redirected_to(contract_ent):
    answer = contract_ent.authorise(contract_ent.signed_in("pupil"), redirect_uri="https://inconnu.exemple.invalid/cb")
    assert "inconnu.exemple.invalid" not in answer.headers["location"]


def test_the_token_answer(contract_ent):
    tokens = contract_ent.tokens("pupil")
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] > 0
    again = contract_ent.exchange(grant_type="refresh_token", refresh_token=tokens["refresh_token"]).json()
    assert again["refresh_token"] == tokens["refresh_token"]
    assert again["access_token"] != tokens["access_token"]


def test_a_bad_code_is_401_invalid_grant(contract_ent):
    form = {"grant_type": "authorization_code", "code": "x", "redirect_uri": contract_ent.people["redirect_uri"]}
    answer = contract_ent.exchange(**form)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_grant")


def test_a_token_without_the_module_in_its_scope_leads_to_login(contract_ent):
    with contract_ent.bearer("pupil", scope="userinfo") as client:
        assert client.get("/auth/oauth2/userinfo").status_code == 200
        assert leads_to_login(client.get("/conversation/max-depth"))


def test_userinfo_by_version(pupil, referent, contract_ent):
    first = pupil.get("/auth/oauth2/userinfo", headers={"Accept": "application/json"}).json()
    assert first["type"] == "ELEVE"
    assert "structureIds" not in first
    second = pupil.get("/auth/oauth2/userinfo?version=1.1").json()
    assert second["structureIds"]
    third = referent.get("/auth/oauth2/userinfo", headers={"Accept": "application/json;version=3.0"}).json()
    group = contract_ent.people["group"]
    assert (group["id"], group["name"]) in {(each["id"], each["name"]) for each in third["manualGroups"]}

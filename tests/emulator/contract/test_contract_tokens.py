from __future__ import annotations

from typing import Any

import httpx

from tests.emulator.contract.bench.answers import leads_to_login, shaped
from tests.emulator.contract.bench.facts import fact

MINUTE = 60


def refused(answer: httpx.Response, status: int, error: str) -> dict[str, Any]:
    body: dict[str, Any] = shaped("token_error", answer, status)
    assert body["error"] == error
    return body


@fact("1.4/answer")
def test_a_code_buys_a_token(ent):
    body = shaped("token", ent.redeem(ent.code("pupil")))
    assert set(body["scope"].split()) == set(ent.people.get("application.scope").split())


@fact("1.4/one-hour")
def test_a_token_lives_an_hour(ent):
    assert ent.tokens("pupil")["expires_in"] == 3600


@fact("1.4/form-client")
def test_the_secret_may_be_in_the_form(ent):
    application = ent.people.get("application")
    form = {
        "grant_type": "authorization_code",
        "code": ent.code("pupil"),
        "redirect_uri": application["redirect_uri"],
        "client_id": application["id"],
        "client_secret": application["secret"],
    }
    shaped("token", ent.anyone(jar=False).post("/auth/oauth2/token", data=form))


@fact("1.4/redirect-uri")
def test_another_redirect_address_is_refused(ent):
    uri = ent.people.get("application.redirect_uri") + "/autre"
    answer = ent.exchange(grant_type="authorization_code", code=ent.code("pupil"), redirect_uri=uri)
    refused(answer, 401, "redirect_uri_mismatch")


@fact("1.4/bad-code")
def test_an_unknown_code_is_an_invalid_grant(ent):
    refused(ent.redeem("inconnu"), 401, "invalid_grant")


@fact("1.4/no-code")
def test_a_missing_code_is_an_invalid_request(ent):
    uri = ent.people.get("application.redirect_uri")
    answer = ent.exchange(grant_type="authorization_code", redirect_uri=uri)
    assert "'code' not found" in refused(answer, 400, "invalid_request")["error_description"]


@fact("1.4/bad-client")
def test_a_wrong_secret_is_an_invalid_client(ent):
    form = {"grant_type": "authorization_code", "code": "x", "redirect_uri": "x"}
    wrong = (ent.people.get("application.id"), "faux")
    refused(ent.anyone(jar=False).post("/auth/oauth2/token", data=form, auth=wrong), 401, "invalid_client")


@fact("1.4/bad-grant")
def test_an_unknown_grant_is_unsupported(ent):
    refused(ent.exchange(grant_type="inconnu"), 400, "unsupported_grant_type")


@fact("1.4/one-grant")
def test_an_application_has_one_grant_only(ent):
    account = ent.people.account("pupil")
    form = {"username": account.login, "password": account.password, "scope": "userinfo"}
    assert ent.exchange(grant_type="password", **form).status_code in {400, 401, 403}
    assert ent.exchange(grant_type="client_credentials", scope="userinfo").status_code in {400, 401, 403}


@fact("1.4/refresh")
def test_a_refresh_keeps_the_refresh_token_and_the_older_token_lives(ent):
    first = ent.tokens("pupil")
    answer = ent.exchange(grant_type="refresh_token", refresh_token=first["refresh_token"])
    second = shaped("token", answer)
    assert second["refresh_token"] == first["refresh_token"]
    assert second["access_token"] != first["access_token"]
    for tokens in (first, second):
        client = ent.anyone(jar=False, headers={"Authorization": f"Bearer {tokens['access_token']}"})
        assert client.get("/conversation/max-depth").status_code == 200


@fact("1.4/code-twice")
def test_a_code_may_be_used_again(ent):
    code = ent.code("pupil")
    assert [ent.redeem(code).status_code, ent.redeem(code).status_code] == [200, 200]


@fact("1.4/code-life")
def test_a_code_lives_ten_minutes(ent, clock):
    young, old = ent.code("pupil"), ent.code("pupil")
    clock.advance(9 * MINUTE)
    assert ent.redeem(young).status_code == 200
    clock.advance(2 * MINUTE)
    refused(ent.redeem(old), 401, "invalid_grant")


@fact("1.4/password")
def test_the_password_grant_gives_a_persons_token(ent):
    scope = ent.people.get("password_application.scope")
    account = ent.people.account("pupil")
    form = {"username": account.login, "password": account.password, "scope": scope}
    body = shaped("token", ent.exchange("password_application", grant_type="password", **form))
    client = ent.anyone(jar=False, headers={"Authorization": f"Bearer {body['access_token']}"})
    assert client.get("/auth/oauth2/userinfo").json()["userId"] == ent.id_of("pupil")


@fact("1.4/password-wrong")
def test_a_wrong_password_says_why(ent):
    scope = ent.people.get("password_application.scope")
    form = {"username": "personne.de.ce.nom", "password": "faux", "scope": scope}
    answer = ent.exchange("password_application", grant_type="password", **form)
    body = shaped("token_error", answer, 401)
    assert body["error_description"] == "auth.error.authenticationFailed"


@fact("1.4/password-activation")
def test_an_activation_code_is_not_a_password(ent):
    scope = ent.people.get("password_application.scope")
    member = ent.people.get("inactive_member")
    form = {"username": member["login"], "password": member["activation_code"], "scope": scope}
    refused(ent.exchange("password_application", grant_type="password", **form), 403, "access_denied")


@fact("1.4/client-credentials")
def test_client_credentials_give_a_token_of_nobody(ent):
    scope = "org.entcore.timeline.controllers.TimelineController|publish"
    body = shaped("client_token", ent.exchange("notifier", grant_type="client_credentials", scope=scope))
    client = ent.anyone(jar=False, headers={"Authorization": f"Bearer {body['access_token']}"})
    answer = client.get("/auth/oauth2/userinfo")
    assert leads_to_login(answer) or answer.status_code == 401

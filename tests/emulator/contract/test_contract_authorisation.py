from __future__ import annotations

import re

import httpx
import pytest

from tests.emulator.contract.bench.answers import leads_to_login, login_callback, redirect_error
from tests.emulator.contract.bench.facts import fact


def location(answer: httpx.Response) -> str:
    assert answer.status_code == 302
    return str(answer.headers["location"])


@fact("1.3/code")
def test_a_code_is_given_without_consent(ent):
    uri = re.escape(ent.people.get("application.redirect_uri"))
    assert re.fullmatch(rf"{uri}\?code=[0-9a-f-]{{36}}&state=c0ffee", location(ent.authorise(ent.browser("pupil"))))


@fact("1.3/nonce")
def test_the_nonce_comes_back(ent):
    assert "&nonce=abc123" in location(ent.authorise(ent.browser("pupil"), nonce="abc123"))


@fact("1.3/raw")
def test_parameters_come_back_raw(ent):
    assert location(ent.authorise(ent.browser("pupil"), state="a/b=c+d&e")).endswith("&state=a/b=c+d&e")


@fact("1.3/login-bounce")
def test_without_a_session_one_signs_in_and_comes_back_to_the_code(ent):
    browser = ent.anyone()
    bounced = ent.authorise(browser)
    assert leads_to_login(bounced)
    account = ent.people.account("pupil")
    form = {"email": account.login, "password": account.password, "callBack": login_callback(bounced)}
    back = location(browser.post("/auth/login", data=form))
    assert "code=" in location(browser.get(back))


@fact("1.3/no-state")
def test_without_state_nor_session_the_server_fails(ent):
    assert ent.authorise(ent.anyone(), without="state").status_code >= 500


@fact("1.3/invalid-request")
def test_another_response_type_is_an_invalid_request(ent):
    answer = ent.authorise(ent.browser("pupil"), response_type="token")
    assert redirect_error(answer) == "invalid_request"
    assert location(answer).startswith(ent.people.get("application.redirect_uri"))
    assert location(answer).endswith("&state=c0ffee")


@fact("1.3/no-client")
def test_no_client_is_an_invalid_request(ent):
    assert redirect_error(ent.authorise(ent.browser("pupil"), without="client_id")) == "invalid_request"


@fact("1.3/invalid-scope")
def test_no_scope_is_an_invalid_scope(ent):
    assert redirect_error(ent.authorise(ent.browser("pupil"), without="scope")) == "invalid_scope"


@fact("1.3/unauthorized-client")
def test_an_unknown_application_is_unauthorised(ent):
    assert redirect_error(ent.authorise(ent.browser("pupil"), client_id="inconnue")) == "unauthorized_client"


@fact("1.3/other-grant")
def test_an_application_of_another_grant_is_unauthorised(ent):
    client = ent.people.get("notifier.id")
    assert redirect_error(ent.authorise(ent.browser("pupil"), client_id=client)) == "unauthorized_client"


@fact("1.3/scope-subset")
@pytest.mark.parametrize("scope", ["userinfo presences", "presences"])
def test_a_scope_the_application_lacks_is_a_server_error(ent, scope):
    assert redirect_error(ent.authorise(ent.browser("pupil"), scope=scope)) == "server_error"


@fact("1.3/white-list")
@pytest.mark.parametrize("changes", [{}, {"scope": "presences"}])
def test_an_unlisted_host_is_never_led_to(ent, changes):
    answer = ent.authorise(ent.browser("pupil"), redirect_uri="https://inconnu.exemple.invalid/retour", **changes)
    assert location(answer) in {"/", ent.url, f"{ent.url}/"}


@fact("1.3/path-free")
def test_only_the_host_of_the_address_is_checked(ent):
    uri = str(httpx.URL(ent.people.get("application.redirect_uri")).copy_with(path="/ailleurs"))
    assert location(ent.authorise(ent.browser("pupil"), redirect_uri=uri)).startswith(f"{uri}?code=")


@fact("1.3/pkce")
def test_a_code_challenge_is_not_enforced(ent):
    answer = ent.authorise(ent.browser("pupil"), code_challenge="a" * 43, code_challenge_method="S256")
    assert ent.redeem(httpx.URL(location(answer)).params["code"]).status_code == 200


@fact("1.7/anyone")
@pytest.mark.parametrize("role", ["relative", "guest", "teacher"])
def test_anybody_of_the_ent_gets_a_code(ent, role):
    assert "code=" in location(ent.authorise(ent.browser(role)))

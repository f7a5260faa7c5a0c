from __future__ import annotations

import httpx
import pytest

from tests.emulator.running_ent import CALLBACK


def authorise(browser: httpx.Client, **changes: str | None) -> httpx.Response:
    query: dict[str, str | None] = {
        "response_type": "code",
        "client_id": "vpe-bot",
        "redirect_uri": CALLBACK,
        "scope": "userinfo conversation",
        "state": "f00d",
    }
    given = {name: value for name, value in (query | changes).items() if value is not None}
    return browser.get("/auth/oauth2/auth", params=given)


def exchange(ent, **form: str) -> httpx.Response:
    return httpx.post(f"{ent.url}/auth/oauth2/token", data=form, auth=("vpe-bot", "demo-secret"))


def cookie(answer: httpx.Response, name: str) -> str:
    return next(line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}="))


def test_a_good_password_gives_a_redirect_and_three_strict_cookies(ent):
    answer = ent.anyone().post("/auth/login", data={"email": "lea.martin", "password": "demo"})
    assert answer.status_code == 302
    assert "HttpOnly" in cookie(answer, "oneSessionId")
    assert "HttpOnly" not in cookie(answer, "XSRF-TOKEN")
    assert all("SameSite=Strict" in cookie(answer, name) for name in ("oneSessionId", "authenticated", "XSRF-TOKEN"))
    assert "Secure" not in cookie(answer, "oneSessionId")


def test_cookies_are_secure_behind_https(ent):
    headers = {"X-Forwarded-Proto": "https"}
    answer = ent.anyone().post("/auth/login", data={"email": "lea.martin", "password": "demo"}, headers=headers)
    assert "Secure" in cookie(answer, "oneSessionId")


def test_the_operator_may_loosen_same_site(start_ent):
    answer = start_ent(same_site="Lax").anyone().post("/auth/login", data={"email": "lea.martin", "password": "demo"})
    assert "SameSite=Lax" in cookie(answer, "oneSessionId")


@pytest.mark.parametrize(("login", "password"), [("lea.martin", "faux"), ("personne", "demo"), ("m.roche", "demo")])
def test_a_failed_login_is_a_page_with_200(ent, login, password):
    answer = ent.anyone().post("/auth/login", data={"email": login, "password": password})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "oneSessionId" not in answer.cookies
    assert "mot de passe est incorrect" in answer.text


def test_five_wrong_passwords_ban_the_account_for_a_quarter_of_an_hour(ent):
    for _ in range(5):
        ent.anyone().post("/auth/login", data={"email": "lea.martin", "password": "faux"})
    assert ent.anyone().post("/auth/login", data={"email": "lea.martin", "password": "demo"}).status_code == 200
    ent.advance(901)
    assert ent.anyone().post("/auth/login", data={"email": "lea.martin", "password": "demo"}).status_code == 302


def test_a_callback_outside_the_white_list_leads_home(ent):
    form = {"email": "lea.martin", "password": "demo", "callBack": "https%3A%2F%2Fevil.example%2F"}
    assert ent.anyone().post("/auth/login", data=form).headers["location"] == "/"


def test_a_cookie_that_was_altered_opens_nothing(ent):
    browser = ent.signed_in("lea.martin")
    session_id = browser.cookies["oneSessionId"]
    forged = ("0" if session_id[0] != "0" else "1") + session_id[1:]
    answer = httpx.get(f"{ent.url}/conversation/max-depth", cookies={"oneSessionId": forged})
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{ent.url}/auth/login?callback=")


def test_logging_out_clears_the_cookies_and_the_session(ent):
    browser = ent.signed_in("lea.martin")
    kept = dict(browser.cookies)
    answer = browser.get("/auth/logout", params={"callback": "/"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert httpx.get(f"{ent.url}/conversation/max-depth", cookies=kept).status_code == 302


def test_a_session_slides_but_dies_after_half_an_hour_of_silence(ent):
    browser = ent.signed_in("lea.martin")
    ent.advance(1700)
    assert browser.get("/conversation/max-depth").status_code == 200
    ent.advance(1700)
    assert browser.get("/conversation/max-depth").status_code == 200
    ent.advance(1801)
    assert browser.get("/conversation/max-depth").status_code == 302


def test_authorising_asks_no_consent_and_appends_raw_parameters(ent):
    answer = authorise(ent.signed_in("lea.martin"), state="a=b+c", nonce="n1")
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{CALLBACK}?code=")
    assert answer.headers["location"].endswith("&state=a=b+c&nonce=n1")


def test_someone_not_signed_in_comes_back_to_the_authorisation_after_login(ent):
    browser = ent.anyone()
    bounced = authorise(browser, redirect_uri=f"{CALLBACK}?x=1")
    assert bounced.status_code == 302
    asked = httpx.URL(bounced.headers["location"]).params["callback"]
    page = browser.get(bounced.headers["location"]).text
    hidden = page.split('name="callBack" value="')[1].split('"')[0]
    form = {"email": "lea.martin", "password": "demo", "callBack": hidden}
    returned = browser.post("/auth/login", data=form)
    assert httpx.URL(returned.headers["location"]).params == httpx.URL(asked).params
    assert f"{CALLBACK}?x=1&code=" in browser.get(returned.headers["location"]).headers["location"]


def test_without_a_state_someone_not_signed_in_meets_a_server_error(ent):
    assert authorise(ent.anyone(), state=None).status_code == 500


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "invalid_request"),
        ({"client_id": None}, "invalid_request"),
        ({"scope": None}, "invalid_scope"),
        ({"client_id": "inconnu"}, "unauthorized_client"),
        ({"client_id": "mobile-test"}, "unauthorized_client"),
        ({"scope": "userinfo timeline"}, "server_error"),
    ],
)
def test_authorisation_errors_travel_in_the_redirect(ent, changes, error):
    location = authorise(ent.signed_in("lea.martin"), **changes).headers["location"]
    assert location == f"{CALLBACK}?error={error}&state=f00d"


def test_a_redirect_to_an_unknown_host_goes_home(ent):
    answer = authorise(ent.signed_in("lea.martin"), redirect_uri="https://evil.example/cb")
    assert answer.headers["location"] == "/"


def test_a_code_gives_a_token_that_lasts_an_hour(ent):
    answer = exchange(
        ent, grant_type="authorization_code", code=ent.code("lea.martin", "userinfo"), redirect_uri=CALLBACK
    )
    token = answer.json()
    assert (token["token_type"], token["expires_in"], token["scope"]) == ("Bearer", 3600, "userinfo")
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    assert httpx.get(f"{ent.url}/auth/oauth2/userinfo", headers=headers).status_code == 200
    ent.advance(3601)
    late = httpx.get(f"{ent.url}/auth/oauth2/userinfo", headers=headers)
    assert (late.status_code, late.text) == (302, "")


def test_a_code_lives_ten_minutes_and_asks_for_the_same_redirect(ent):
    code = ent.code("lea.martin")
    wrong = exchange(ent, grant_type="authorization_code", code=code, redirect_uri=CALLBACK + "/")
    assert (wrong.status_code, wrong.json()["error"]) == (401, "redirect_uri_mismatch")
    ent.advance(601)
    late = exchange(ent, grant_type="authorization_code", code=code, redirect_uri=CALLBACK)
    assert (late.status_code, late.json()["error"]) == (401, "invalid_grant")


def test_a_refresh_gives_a_new_access_token_and_the_same_refresh_token(ent):
    first = exchange(ent, grant_type="authorization_code", code=ent.code("lea.martin"), redirect_uri=CALLBACK).json()
    second = exchange(ent, grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    assert second["refresh_token"] == first["refresh_token"]
    assert second["access_token"] != first["access_token"]


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"grant_type": "authorization_code"}, 400, "invalid_request"),
        ({"grant_type": "magie"}, 400, "unsupported_grant_type"),
        ({"grant_type": "password", "username": "lea.martin", "password": "demo"}, 401, "unauthorized_client"),
        ({"grant_type": "authorization_code", "code": "x", "redirect_uri": CALLBACK}, 401, "invalid_grant"),
    ],
)
def test_token_errors(ent, form, status, error):
    answer = exchange(ent, **form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_a_wrong_secret_is_refused(ent):
    form = {"grant_type": "authorization_code", "client_id": "vpe-bot", "client_secret": "faux", "code": "x"}
    answer = httpx.post(f"{ent.url}/auth/oauth2/token", data=form)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


FEDERATED = "jade.robert"


@pytest.mark.parametrize("reading", ["default", "other"])
def test_a_federated_account_has_no_usable_password(start_ent, reading):
    ent = start_ent()
    httpx.post(f"{ent.url}/__test/inferred", json={"federated_account_fails_like_a_wrong_password": reading})
    answer = ent.anyone().post("/auth/login", data={"email": FEDERATED, "password": "demo"})
    assert (answer.status_code, "oneSessionId" in answer.cookies) == (200, False)
    form = {"grant_type": "password", "username": FEDERATED, "password": "demo", "scope": "userinfo"}
    refused = httpx.post(f"{ent.url}/auth/oauth2/token", data=form, auth=("mobile-test", "mobile-secret"))
    keys = {"default": "auth.error.authenticationFailed", "other": "auth.error.blockedUser"}
    assert (refused.status_code, refused.json()) == (
        401,
        {"error": "access_denied", "error_description": keys[reading]},
    )


def test_the_login_page_offers_the_federation_and_no_password_for_its_accounts(ent):
    page = ent.anyone().get("/auth/login").text
    ways = page.split("EduConnect (imité)")[1].split("</ul>")[0]
    assert FEDERATED in ways
    assert "password" not in ways
    assert page.count(FEDERATED) == 1


def test_the_federation_opens_the_same_cookie_session_and_goes_on_to_the_application(ent):
    browser = ent.anyone()
    bounced = authorise(browser)
    form = {"email": FEDERATED, "callBack": httpx.URL(bounced.headers["location"]).params["callback"]}
    answer = browser.post("/auth/federation/login", data=form)
    assert answer.status_code == 302
    assert "HttpOnly" in cookie(answer, "oneSessionId")
    assert f"{CALLBACK}?code=" in browser.get(answer.headers["location"]).headers["location"]


@pytest.mark.parametrize("login", ["lea.martin", "personne", ""])
def test_the_federation_opens_nothing_for_an_account_that_is_not_federated(ent, login):
    answer = ent.anyone().post("/auth/federation/login", data={"email": login})
    assert (answer.status_code, "oneSessionId" in answer.cookies) == (200, False)


def test_any_account_may_be_made_federated(ent):
    ent.change_user("lea.martin", federated=True)
    assert ent.anyone().post("/auth/login", data={"email": "lea.martin", "password": "demo"}).status_code == 200
    assert ent.anyone().post("/auth/federation/login", data={"email": "lea.martin"}).status_code == 302


STEPS = ["mail", "phone", "mfa", "password"]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_due_is_told_where_one_was_going_and_leads_back_there(ent, step):
    browser = ent.signed_in("lea.martin")
    ent.change_user("lea.martin", requirement=step)
    asked = authorise(browser)
    done = browser.post(asked.headers["location"])
    assert "scope=userinfo" in done.headers["location"]
    assert f"{CALLBACK}?code=" in browser.get(done.headers["location"]).headers["location"]


@pytest.mark.parametrize("step", [*STEPS, "terms"])
def test_a_step_may_also_lead_home_and_the_terms_always_do(start_ent, step):
    ent = start_ent()
    if step != "terms":
        httpx.post(f"{ent.url}/__test/inferred", json={"validation_leads_back": "other"})
    browser = ent.signed_in("lea.martin")
    ent.change_user("lea.martin", requirement=step)
    done = browser.post(authorise(browser).headers["location"])
    assert done.headers["location"] == "/"
    assert f"{CALLBACK}?code=" in authorise(browser).headers["location"]


def test_a_step_never_leads_outside_the_white_list(ent):
    browser = ent.signed_in("lea.martin")
    ent.change_user("lea.martin", requirement="mfa")
    done = browser.post("/auth/validate-mfa?force=true&redirect=https%3A%2F%2Fevil.example%2F")
    assert done.headers["location"] == "/"

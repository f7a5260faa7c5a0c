from __future__ import annotations

import re

import pytest

from tests.emulator.contract.bench.answers import leads_to_login, media, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import letter
from tests.emulator.contract.bench.variants import variant

UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
HOUR, MINUTE = 3600, 60
UNKNOWN = {"email": "personne.de.ce.nom", "password": "faux"}


def cookies_set(answer) -> dict[str, str]:
    return {line.split("=", 1)[0]: line for line in answer.headers.get_list("set-cookie")}


@fact("1.1/page")
def test_the_login_page_is_public(ent):
    answer = ent.anyone().get("/auth/login", params={"callBack": "/"})
    assert (answer.status_code, media(answer)) == (200, "text/html")


@fact("1.1/success", "1.2/login-free")
def test_signing_in_is_a_redirect_with_three_cookies(ent):
    answer = ent.sign_in("pupil")[1]
    assert {"oneSessionId", "authenticated", "XSRF-TOKEN"} <= set(cookies_set(answer))
    assert cookies_set(answer)["authenticated"].startswith("authenticated=true")


@fact("1.1/cookie")
def test_the_session_cookie_is_signed_and_out_of_reach_of_scripts(ent):
    line = cookies_set(ent.sign_in("pupil")[1])["oneSessionId"]
    attributes = {each.strip().lower() for each in line.split(";")[1:]}
    assert re.match(rf'oneSessionId="?{UUID}(:|%3A)[A-Za-z0-9+/%]+={{0,2}}', line)
    assert {"httponly", "path=/"} <= attributes
    assert ("secure" in attributes) == ent.url.startswith("https:")


@fact("1.1/same-site")
def test_the_session_cookie_is_strict(ent):
    assert "samesite=strict" in cookies_set(ent.sign_in("pupil")[1])["oneSessionId"].lower()


@fact("1.1/same-site-setting")
@pytest.mark.parametrize("value", ["Lax", "None"])
def test_the_operator_may_loosen_the_cookie(ent, value):
    with variant(ent, "--same-site", value) as other:
        assert f"samesite={value}".lower() in cookies_set(other.sign_in("pupil")[1])["oneSessionId"].lower()


@fact("1.1/xsrf-cookie")
def test_scripts_can_read_the_xsrf_cookie(ent):
    line = cookies_set(ent.sign_in("pupil")[1])["XSRF-TOKEN"]
    assert re.match(rf"XSRF-TOKEN={UUID}", line)
    assert "httponly" not in line.lower()


@fact("1.1/callback")
def test_after_login_one_is_led_back(ent):
    back = f"{ent.url}/timeline/timeline?retour=1"
    assert ent.sign_in("pupil", callBack=back)[1].headers["location"] == back


@fact("1.1/callback-unlisted")
def test_after_login_an_unknown_host_becomes_the_front_door(ent):
    location = ent.sign_in("pupil", callBack="https://inconnu.exemple.invalid/x")[1].headers["location"]
    assert location in {"/", ent.url, f"{ent.url}/"}


@fact("1.1/failure")
def test_a_refused_login_is_the_page_again_with_200(ent):
    answer = ent.anyone().post("/auth/login", data=UNKNOWN)
    assert (answer.status_code, media(answer)) == (200, "text/html")
    assert "oneSessionId" not in cookies_set(answer)


@fact("1.1/activation")
def test_an_activation_code_opens_the_activation_page_only(ent):
    member = ent.people.get("inactive_member")
    form = {"email": member["login"], "password": ent.people.get("inactive_member.activation_code")}
    answer = ent.anyone().post("/auth/login", data=form)
    assert (answer.status_code, media(answer)) == (200, "text/html")
    assert "oneSessionId" not in cookies_set(answer)
    assert answer.text != ent.anyone().post("/auth/login", data=UNKNOWN).text


@fact("1.1/ban")
def test_too_many_wrong_passwords_close_the_door_for_a_quarter_of_an_hour(ent, clock):
    account = ent.people.account("two_schools_pupil")
    right = {"email": account.login, "password": account.password}
    statuses = []
    for _ in range(25):
        ent.anyone().post("/auth/login", data=right | {"password": "faux"})
    statuses.append(ent.anyone().post("/auth/login", data=right).status_code)
    clock.advance(16 * MINUTE)
    statuses.append(ent.anyone().post("/auth/login", data=right).status_code)
    assert statuses == [200, 302]


@fact("1.1/sliding")
def test_a_session_lasts_half_an_hour_after_the_last_request(ent, clock):
    browser = ent.sign_in("pupil")[0]
    for minutes, alive in ((25, True), (25, True), (31, False)):
        clock.advance(minutes * MINUTE)
        assert leads_to_login(browser.get("/conversation/max-depth")) is not alive


@fact("1.1/secure-location")
def test_a_secure_place_lengthens_the_session_twenty_times(ent, clock):
    browser = ent.sign_in("pupil", secureLocation="true")[0]
    clock.advance(9 * HOUR + 50 * MINUTE)
    assert browser.get("/conversation/max-depth").status_code == 200
    clock.advance(10 * HOUR + MINUTE)
    assert leads_to_login(browser.get("/conversation/max-depth"))


@fact("1.1/remember")
def test_remember_me_is_a_cookie_of_a_year(ent):
    lines = cookies_set(ent.sign_in("pupil", rememberMe="true")[1])
    ages = [int(found[1]) for line in lines.values() if (found := re.search(r"max-age=(\d+)", line, re.IGNORECASE))]
    assert max(ages, default=0) == 365 * 24 * HOUR


@fact("1.1/logout")
def test_signing_out_clears_the_cookies_and_ends_the_session(ent):
    browser = ent.sign_in("pupil")[0]
    before = dict(browser.cookies)
    answer = browser.get("/auth/logout", params={"callback": "/auth/login"})
    assert answer.status_code == 302
    assert answer.headers["location"].removeprefix(ent.url) == "/auth/login"
    assert "oneSessionId" in cookies_set(answer)
    assert "oneSessionId" not in browser.cookies
    assert leads_to_login(ent.anyone(cookies=before).get("/conversation/max-depth"))
    assert ent.sign_in("pupil")[0].get("/auth/logout").status_code == 302


@fact("1.1/context")
def test_the_login_context_is_public(ent):
    shaped("auth_context", ent.anyone().get("/auth/context"))


@fact("1.1/requirements")
def test_what_remains_to_be_validated_can_be_asked(ent):
    shaped("object", ent.browser("pupil").get("/auth/user/requirements"))
    assert leads_to_login(ent.anyone().get("/auth/user/requirements"))


@fact("1.2/bearer-exempt")
def test_a_bearer_writes_without_xsrf(ent):
    assert ent.bearer("pupil").post("/conversation/visibles", json={"ids": []}).status_code == 200


@fact("1.2/header")
def test_a_browser_writes_with_its_xsrf_header(ent):
    assert ent.browser("pupil").post("/conversation/visibles", json={"ids": []}).status_code == 200
    assert ent.browser("pupil").post("/conversation/draft", json=letter()).status_code == 201

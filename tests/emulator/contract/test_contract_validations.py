from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_xsrf, media
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.guard import NOBODY


def sent_to(answer) -> str:
    assert answer.status_code == 302
    return answer.headers["location"]


@fact("0.1/terms")
def test_who_has_not_accepted_the_terms_is_sent_there(ent):
    assert "/auth/revalidate-terms" in sent_to(ent.browser("pupil_before_terms").get("/conversation/max-depth"))


@fact("0.1/terms-bearer")
def test_the_terms_stop_nobody_who_sends_an_authorization_header(ent):
    headers = {"Authorization": f"Bearer {NOBODY}"}
    assert ent.browser("pupil_before_terms").get("/conversation/max-depth", headers=headers).status_code == 200


@fact("0/xsrf-before-rights")
def test_xsrf_comes_before_rights(ent):
    browser = ent.sign_in("other_pupil")[0]
    assert is_forbidden(browser.post("/timeline/publish", json={}))
    browser.headers.pop("X-XSRF-TOKEN")
    assert is_xsrf(browser.post("/timeline/publish", json={}))


@fact("0/xsrf-before-validation")
def test_xsrf_comes_before_validations(ent):
    browser = ent.sign_in("pupil_before_terms")[0]
    assert "/auth/revalidate-terms" in sent_to(browser.post("/conversation/visibles", json={"ids": []}))
    browser.headers.pop("X-XSRF-TOKEN")
    assert is_xsrf(browser.post("/conversation/visibles", json={"ids": []}))


@fact("0/validation-before-rights")
def test_validations_come_before_rights(ent):
    structure = ent.people.get("structure.id")
    answer = ent.browser("pupil_before_terms").get("/directory/group/admin/list", params={"structureId": structure})
    assert "/auth/revalidate-terms" in sent_to(answer)


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        pytest.param("mail", "/auth/validate-mail?force=true&type=email&redirect=", marks=fact("0.1/mail")),
        pytest.param("phone", "/auth/validate-mail?force=true&type=sms&redirect=", marks=fact("0.1/phone")),
        pytest.param("mfa", "/auth/validate-mfa?force=true&redirect=", marks=fact("0.1/mfa")),
        pytest.param("password", "/auth/reset/forceChangePassword?callback=", marks=fact("0.1/password")),
    ],
)
def test_a_missing_validation_is_a_redirect(ent, door, kind, start):
    browser = ent.browser("pupil")
    door.arm(kind, "/conversation/max-depth")
    location = sent_to(browser.get("/conversation/max-depth"))
    assert start in location
    assert "max-depth" in location.split(start)[1]


@fact("0.1/overload-token")
def test_too_many_sessions_is_509_at_the_token_endpoint(ent, door):
    door.arm("overloaded", "/auth/oauth2/token")
    answer = ent.exchange(grant_type="authorization_code", code="x", redirect_uri="x")
    assert (answer.status_code, answer.json()) == (509, {"error": "quota_overflow"})


@fact("0.1/overload-login")
def test_too_many_sessions_is_509_with_a_page_at_login(ent, door):
    door.arm("overloaded", "/auth/login")
    account = ent.people.account("pupil")
    answer = ent.anyone().post("/auth/login", data={"email": account.login, "password": account.password})
    assert (answer.status_code, media(answer)) == (509, "text/html")

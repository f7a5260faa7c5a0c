import base64
import hashlib

import pytest

from handoff import tokens
from tests.web.browsers import Pupil, query_of
from tests.web.house import ENT, LEA, PUBLIC, House


async def test_a_pupil_signs_in_and_learns_their_schools(house: House, pupil: Pupil):
    await pupil.open()
    answer = await pupil.sign_in("lea.martin")

    assert answer.status_code == 200
    assert answer.json() == {
        "profile": "ELEVE",
        "schools": [{"id": "col-zola", "name": "Collège Émile-Zola"}],
        "register": "college",
    }


async def test_a_pupil_of_two_schools_sees_both(pupil: Pupil):
    await pupil.open()
    answer = await pupil.sign_in("sami.haddad")

    assert [school["id"] for school in answer.json()["schools"]] == ["col-zola", "lyc-camus"]


async def test_the_address_asks_for_the_least_scope_with_a_safe_state_and_a_pkce_challenge(pupil: Pupil):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    query = query_of(asked["url"])

    assert asked["url"].startswith(ENT + "/auth/oauth2/auth?")
    assert query["scope"] == "userinfo conversation communication"
    assert query["redirect_uri"] == PUBLIC + "/ent/callback"
    assert set(query["state"]) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert len(query["state"]) >= 43
    assert query["code_challenge_method"] == "S256"
    assert len(base64.urlsafe_b64decode(query["code_challenge"] + "=")) == hashlib.sha256().digest_size


async def test_the_fallback_page_leads_to_the_same_address_and_nowhere_else(pupil: Pupil):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()

    led = await pupil.http.get(asked["fallback_url"])
    assert led.status_code == 303
    assert led.headers["location"] == asked["url"]
    lost = await pupil.get("/ent/sign-in?state=https://ailleurs.example")
    assert lost.status_code == 400
    assert "location" not in lost.headers


async def test_a_code_works_once(pupil: Pupil):
    await pupil.open()
    code = await pupil.come_back_from_ent("lea.martin")

    assert (await pupil.post("/api/sign-in/join", {"code": code})).status_code == 200
    again = await pupil.post("/api/sign-in/join", {"code": code})
    assert again.status_code == 400
    assert again.json()["error"] == "sign_in_expired"


async def test_a_code_works_only_for_the_session_that_asked(house: House, pupil: Pupil):
    await pupil.open()
    code = await pupil.come_back_from_ent("lea.martin")
    thief = Pupil(house)
    await thief.open()

    assert (await thief.post("/api/sign-in/join", {"code": code})).json()["error"] == "sign_in_expired"
    assert (await thief.see_readers()).status_code == 401
    assert (await pupil.post("/api/sign-in/join", {"code": code})).status_code == 200
    await thief.http.aclose()


async def test_a_code_lives_two_minutes(house: House, pupil: Pupil):
    await pupil.open()
    code = await pupil.come_back_from_ent("lea.martin")
    house.clock.advance(minutes=2)

    assert (await pupil.post("/api/sign-in/join", {"code": code})).status_code == 400


async def test_a_state_lives_ten_minutes(house: House, pupil: Pupil):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    await pupil.log_in_to_ent("lea.martin")
    house.clock.advance(minutes=10)
    page = await pupil.go(asked["url"])

    assert page.status_code == 400
    assert "data-code" not in page.text


async def test_a_state_that_nobody_asked_for_opens_nothing_and_is_not_exchanged(house: House, pupil: Pupil):
    page = await pupil.get("/ent/callback?code=abc&state=inconnu")

    assert page.status_code == 400
    assert "data-code" not in page.text
    assert house.rows("sign_ins") == []


async def test_the_callback_is_answered_once(pupil: Pupil):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    await pupil.log_in_to_ent("lea.martin")
    first = await pupil.http.get(asked["url"])
    back = first.headers["location"]

    assert "data-code" in (await pupil.http.get(back)).text
    assert (await pupil.http.get(back)).status_code == 400


async def test_the_state_and_the_code_are_stored_as_hashes_and_the_answer_sealed(house: House, pupil: Pupil):
    await pupil.open()
    state = query_of((await pupil.post("/api/sign-in")).json()["url"])["state"]
    assert state.encode() not in house.database_bytes()
    code = await pupil.come_back_from_ent("lea.martin")
    stored = house.database_bytes()

    for secret in (state, code, LEA, "Martin", "lea.martin", "2012-05-14"):
        assert secret.encode() not in stored, secret


async def test_of_what_the_ent_says_only_id_type_structures_and_token_are_kept(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.sign_in("lea.martin")
    services = house.services
    kept = tokens.find(services.db, services.ring, house.rasa.turns[0]["conversation"], house.clock())

    assert kept is not None
    assert kept.user_id == LEA
    assert kept.structure_ids == ("col-zola",)
    assert kept.expires_at <= house.clock() + tokens.LIFE
    for secret in (LEA, "Martin", "2012-05-14", kept.access_token):
        assert secret.encode() not in house.database_bytes(), secret


async def test_asking_again_makes_the_former_address_void(pupil: Pupil):
    await pupil.open()
    former = (await pupil.post("/api/sign-in")).json()
    await pupil.post("/api/sign-in")
    await pupil.log_in_to_ent("lea.martin")

    assert (await pupil.go(former["url"])).status_code == 400


@pytest.mark.parametrize("code", ["", "x", "é", "A" * 1000, None, 3, ["a"]])
async def test_a_code_that_is_none_is_refused(pupil: Pupil, code: object):
    await pupil.open()

    assert (await pupil.post("/api/sign-in/join", {"code": code})).json()["error"] == "sign_in_expired"


async def test_the_callback_page_carries_the_code_for_our_script_only(pupil: Pupil):
    await pupil.open()
    asked = (await pupil.post("/api/sign-in")).json()
    await pupil.log_in_to_ent("lea.martin")
    page = await pupil.go(asked["url"])

    assert page.text.count("<script") == 1
    assert 'src="/static/built/signed-in.js' in page.text
    assert "onload" not in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "cross-origin-opener-policy" not in page.headers

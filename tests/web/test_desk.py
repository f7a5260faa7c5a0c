import pytest

from handoff import outbox
from tests.web.browsers import Pupil, Referent
from tests.web.house import DIALLO, FAURE, LEMOINE, MONTHS, PUBLIC, House, keys_of, recipient_of
from tests.web.sealed import seal_falsely
from web.desk.sessions import drop_old_desk_sessions

ARMOUR = seal_falsely(1, 60)


def key_set(**changes: object) -> dict:
    months = [{"month": m, "recipient": recipient_of("x", m), "wrapped_identity": ARMOUR} for m in MONTHS]
    return {"wrapped_key": ARMOUR, "key_recipient": recipient_of("x", "own"), "function": None, "months": months, **changes}


async def arrive(house: House, readers: list[str]) -> str:
    """A pupil's envelope that may be in the ENT by now."""
    pupil = Pupil(house)
    await pupil.open()
    await pupil.sign_in()
    answer, sent = await pupil.deposit(readers)
    assert answer.status_code == 201, answer.text
    outbox.promise(house.services.db, sent.id, house.rasa.turns[-1]["conversation"], house.clock())
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'delivered'")
    await pupil.http.aclose()
    return sent.id


async def test_a_member_of_the_pinned_group_enters(referent: Referent):
    page = await referent.enter("mme.lemoine")

    assert page.status_code == 200
    assert str(page.url) == PUBLIC + "/desk"
    me = (await referent.get("/desk/api/me")).json()
    assert me == {"id": LEMOINE, "name": "Sophie Lemoine", "school": {"id": "col-zola", "name": "Collège Émile-Zola"}, "key": None}


async def test_the_cookie_is_for_the_desk_only(house: House, referent: Referent):
    await referent.log_in_to_ent("mme.lemoine")
    asked = await referent.get("/desk/sign-in")
    back = await referent.http.get((await referent.http.get(asked.headers["location"])).headers["location"])

    cookies = dict(value.split("=", 1) for value in back.headers.get_list("set-cookie"))
    assert cookies["parlons_desk"].split("; ")[1:] == ["Path=/desk", "HttpOnly", "Secure", "SameSite=Lax"]
    assert "Max-Age=0" in cookies["parlons_desk_state"]


@pytest.mark.parametrize("login", ["mme.garnier", "mme.besson", "parent.martin", "lea.martin", "invite.theatre", "super.admin"])
async def test_anyone_else_gets_a_page_that_explains(house: House, referent: Referent, login: str):
    page = await referent.enter(login)

    assert page.status_code == 403
    assert "Violences, parlons-en" in page.text
    assert "set-cookie" not in page.headers or "parlons_desk=" not in page.headers["set-cookie"]
    assert house.rows("desk_sessions") == []
    assert (await referent.get("/desk/api/me")).status_code == 401


async def test_a_pupil_put_in_the_group_by_mistake_does_not_enter(house: House, referent: Referent):
    group = house.ent_world.groups["grp-parlons-en"]
    group.members = [*group.members, "a1d5c0de-0000-4000-8000-000000000001"]

    assert (await referent.enter("lea.martin")).status_code == 403


async def test_a_group_that_only_has_the_same_name_opens_nothing(house: House, referent: Referent):
    house.changes = {"schools": house.services.settings.schools[:1]}
    house.restart_web()

    assert (await referent.enter("m.faure")).status_code == 403


async def test_a_strangers_link_signs_nobody_in(house: House, referent: Referent):
    victim = Referent(house)
    await victim.log_in_to_ent("mme.lemoine")
    asked = await referent.get("/desk/sign-in")
    page = await victim.go(asked.headers["location"])

    assert page.status_code == 502
    assert (await victim.get("/desk/api/me")).status_code == 401
    await victim.http.aclose()


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=y", "?error=server_error"])
async def test_a_callback_that_nobody_asked_for_opens_nothing(referent: Referent, query: str):
    page = await referent.get("/desk/callback" + query)

    assert page.status_code == 502
    assert "La connexion au bureau" in page.text


async def test_an_ent_that_is_down_is_told_in_french(house: House, referent: Referent):
    house.fail_ent("unavailable", "/auth/oauth2/userinfo")

    assert (await referent.enter("mme.lemoine")).status_code == 502


async def test_keys_are_deposited_once(house: House, referent: Referent):
    await referent.enter("mme.lemoine")
    first = await referent.post("/desk/api/keys", key_set(function="CPE"))
    again = await referent.post("/desk/api/keys", key_set(key_recipient=recipient_of("y", "other")))

    assert first.status_code == 201
    assert again.status_code == 409
    assert again.json()["error"] == "key_exists"
    key = (await referent.get("/desk/api/me")).json()["key"]
    assert key["key_recipient"] == recipient_of("x", "own")
    assert [month["month"] for month in key["months"]] == list(MONTHS)


WRONG_KEYS = {
    "eleven months": {"months": key_set()["months"][:11]},
    "thirteen months": {"months": [*key_set()["months"], key_set()["months"][0] | {"month": "2027-11"}]},
    "a month twice": {"months": [*key_set()["months"][:11], key_set()["months"][0]]},
    "months that begin later": {"months": [*key_set()["months"][1:], key_set()["months"][0] | {"month": "2027-11"}]},
    "no month": {"months": []},
    "months that are no list": {"months": "2026-11"},
    "a clear identity": {"wrapped_key": "AGE-SECRET-KEY-PQ-1QQQ"},
    "a classic recipient": {"key_recipient": "age1" + "q" * 58},
    "a function without end": {"function": "x" * 61},
    "no recipient": {"key_recipient": None},
}


@pytest.mark.parametrize("change", WRONG_KEYS.values(), ids=WRONG_KEYS.keys())
async def test_a_malformed_key_set_is_refused_and_nothing_is_kept(house: House, referent: Referent, change: dict):
    await referent.enter("mme.lemoine")
    answer = await referent.post("/desk/api/keys", key_set(**change))

    assert answer.status_code == 422
    assert answer.json()["error"] == "keys_malformed"
    assert house.rows("referents") == []


async def test_only_envelopes_addressed_to_me_are_listed_and_given(house: House, referent: Referent):
    house.enrol()
    mine = await arrive(house, [LEMOINE, DIALLO])
    theirs = await arrive(house, [DIALLO])
    await referent.enter("mme.lemoine")

    listed = (await referent.get("/desk/api/envelopes")).json()
    assert [line["id"] for line in listed] == [mine]
    given = (await referent.get(f"/desk/api/envelopes/{mine}")).json()
    assert given["header"]["id"] == mine
    assert given["header"] == {"v": 1, "id": mine, "school": "col-zola", "date": "2026-11-24", "month": "2026-11", "readers": 2, "size": 2048}
    assert given["armour"].startswith("-----BEGIN AGE")
    unknown = await referent.get("/desk/api/envelopes/6f1f3f3e-0000-4000-8000-000000000000")
    refused = await referent.get(f"/desk/api/envelopes/{theirs}")
    assert refused.status_code == unknown.status_code == 404
    assert refused.json() == unknown.json()


async def test_opened_and_taken_are_seen_by_the_group(house: House, referent: Referent):
    house.enrol()
    envelope = await arrive(house, [LEMOINE, DIALLO])
    await referent.enter("mme.lemoine")
    assert (await referent.post(f"/desk/api/envelopes/{envelope}/opened")).status_code == 200
    assert (await referent.post(f"/desk/api/envelopes/{envelope}/taken")).status_code == 200

    colleague = Referent(house)
    await colleague.enter("m.diallo")
    (line,) = (await colleague.get("/desk/api/envelopes")).json()
    assert line["opened_by"] == ["Mme Lemoine"]
    assert line["taken_by"] == "Mme Lemoine"
    assert line["mine"] == {"opened": False}
    await colleague.http.aclose()


async def test_someone_who_changed_school_no_longer_reads_the_old_ones(house: House, referent: Referent):
    house.enrol()
    envelope = await arrive(house, [LEMOINE, DIALLO])
    zola, camus = house.ent_world.groups["grp-parlons-en"], house.ent_world.groups["92766-1510043922665"]
    zola.members = [member for member in zola.members if member != LEMOINE]
    camus.members = [*camus.members, LEMOINE]
    await referent.enter("mme.lemoine")

    assert (await referent.get("/desk/api/envelopes")).json() == []
    assert (await referent.get(f"/desk/api/envelopes/{envelope}")).status_code == 404


async def test_a_referent_of_another_school_sees_nothing_of_ours(house: House, referent: Referent):
    house.enrol()
    house.enrol(keys_of(FAURE, "M. Faure", "lyc-camus"))
    envelope = await arrive(house, [LEMOINE, DIALLO])
    await referent.enter("m.faure")

    assert (await referent.get("/desk/api/envelopes")).json() == []
    assert (await referent.get(f"/desk/api/envelopes/{envelope}")).status_code == 404
    assert (await referent.post(f"/desk/api/envelopes/{envelope}/opened")).status_code == 404


async def test_signing_out_ends_the_session(house: House, referent: Referent):
    await referent.enter("mme.lemoine")
    answer = await referent.post("/desk/api/sign-out")

    assert answer.status_code == 204
    assert house.rows("desk_sessions") == []
    assert (await referent.get("/desk/api/me")).status_code == 401


@pytest.mark.parametrize(("steps", "minutes"), [(1, 30), (5, 25)], ids=["half an hour of silence", "two hours in all"])
async def test_a_desk_session_ends(house: House, referent: Referent, steps: int, minutes: int):
    await referent.enter("mme.lemoine")
    for _ in range(steps):
        last = await referent.get("/desk/api/me")
        house.clock.advance(minutes=minutes)

    assert last.status_code == 200
    assert (await referent.get("/desk/api/me")).status_code == 401
    drop_old_desk_sessions(house.services.db, house.clock())
    assert house.rows("desk_sessions") == []


async def test_who_is_at_the_desk_is_sealed_in_the_database(house: House, referent: Referent):
    await referent.enter("mme.lemoine")
    stored = house.database_bytes()

    assert b"Lemoine" not in stored
    assert LEMOINE.encode() not in stored

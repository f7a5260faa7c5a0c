import pytest

from tests.web.browsers import Referent
from tests.web.house import LEMOINE, PUBLIC, House
from web.desk.sessions import SESSIONS


async def test_a_member_of_the_pinned_group_enters(referent: Referent):
    page = await referent.enter("mme.lemoine")

    assert page.status_code == 200
    assert str(page.url) == PUBLIC + "/desk"
    me = (await referent.get("/desk/api/me")).json()
    assert me == {
        "id": LEMOINE,
        "name": "Sophie Lemoine",
        "school": {"id": "col-zola", "name": "Collège Émile-Zola"},
        "schools": [{"id": "col-zola", "name": "Collège Émile-Zola"}],
        "key": None,
        "recovery": None,
        "is_administrator": False,
    }


async def test_the_cookie_is_of_this_host_only_and_no_script_reads_it(house: House, referent: Referent):
    await referent.log_in_to_ent("mme.lemoine")
    asked = await referent.get("/desk/sign-in")
    back = await referent.http.get((await referent.http.get(asked.headers["location"])).headers["location"])

    cookies = dict(value.split("=", 1) for value in back.headers.get_list("set-cookie"))
    assert cookies["__Host-parlons_desk"].split("; ")[1:] == ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]
    assert "Max-Age=0" in cookies["__Host-parlons_desk_state"]


@pytest.mark.parametrize(
    "login", ["mme.garnier", "mme.besson", "parent.martin", "lea.martin", "invite.theatre", "super.admin"]
)
async def test_anyone_else_gets_a_page_that_explains(house: House, referent: Referent, login: str):
    page = await referent.enter(login)

    assert page.status_code == 403
    assert "Violences, parlons-en" in page.text
    assert "set-cookie" not in page.headers or "__Host-parlons_desk=" not in page.headers["set-cookie"]
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


async def test_calls_that_nobody_asked_for_keep_nobody_out(house: House, referent: Referent):
    for _ in range(400):
        await referent.get("/desk/callback?code=x&state=y")

    assert (await referent.enter("mme.lemoine")).status_code == 200


async def test_an_ent_that_is_down_is_told_in_french(house: House, referent: Referent):
    house.fail_ent("unavailable", "/auth/oauth2/userinfo")

    assert (await referent.enter("mme.lemoine")).status_code == 502


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
    SESSIONS.drop_old(house.services.db, house.clock())
    assert house.rows("desk_sessions") == []


async def test_who_is_at_the_desk_is_sealed_in_the_database(house: House, referent: Referent):
    await referent.enter("mme.lemoine")
    stored = house.database_bytes()

    assert b"Lemoine" not in stored
    assert LEMOINE.encode() not in stored

"""One group for the schools of a circonscription: a primary pupil of any of them writes to it, and its referents see from which."""

from dataclasses import replace

import pytest

from handoff.carrying import outbox
from handoff.keys import counting
from tests.web.browsers import Pupil, Referent
from tests.web.house import CAMUS, DIALLO, LEMOINE, ZOLA, House, keys_of
from tests.web.key_sets import key_set

NORTH = replace(ZOLA, name="École Jules-Verne", circonscription="Nord")
SOUTH = replace(CAMUS, name="École Hugo", circonscription="Nord", group_id=ZOLA.group_id, group_name=ZOLA.group_name)


@pytest.fixture
async def circonscription(house: House) -> House:
    """Two schools, one group; pupils of both may write to it."""
    house.changes = {"schools": (NORTH, SOUTH)}
    house.restart_web()
    pupils_of_camus = house.ent_world.groups["grp-eleves-camus"]
    pupils_of_camus.links = [*pupils_of_camus.links, ZOLA.group_id]
    return house


async def pupil_of(house: House, login: str) -> Pupil:
    pupil = Pupil(house)
    await pupil.open()
    answer = await pupil.sign_in(login)
    assert answer.status_code == 200, answer.text
    return pupil


async def send(house: House, pupil: Pupil, school: str) -> str:
    answer, sent = await pupil.deposit([LEMOINE, DIALLO], school=school, header={"school": school})
    assert answer.status_code == 201, answer.text
    outbox.promise(house.services.db, sent.id, house.rasa.turns[-1]["conversation"], house.clock())
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'delivered'")
    return sent.id


async def test_a_pupil_of_each_school_sees_the_readers_and_what_they_are(circonscription: House):
    circonscription.enrol(keys_of(LEMOINE, "Mme Lemoine", NORTH.id, "CPE"), keys_of(DIALLO, "M. Diallo", NORTH.id))
    for login, school in (("lea.martin", NORTH), ("ines.caron", SOUTH)):
        pupil = await pupil_of(circonscription, login)
        shown = (await pupil.see_readers(school.id)).json()
        assert shown["school"] == {"id": school.id, "name": school.name}
        assert {reader["id"]: reader["can_read"] for reader in shown["readers"]}[LEMOINE] is True
        assert next(reader["function"] for reader in shown["readers"] if reader["id"] == LEMOINE) == "CPE"
        await pupil.http.aclose()


async def test_a_pupil_sees_only_their_own_school_although_the_group_is_the_same(circonscription: House):
    circonscription.enrol()
    ines = await pupil_of(circonscription, "ines.caron")
    assert (await ines.see_readers(NORTH.id)).json()["error"] == "group_unknown"
    answer, _ = await ines.deposit([LEMOINE, DIALLO], school=NORTH.id, header={"school": NORTH.id})
    assert answer.is_error
    await ines.http.aclose()


async def test_keys_made_at_the_desk_count_at_every_school_of_the_group(circonscription: House):
    for login, who in (("mme.lemoine", LEMOINE), ("m.diallo", DIALLO)):
        referent = Referent(circonscription)
        await referent.enter(login)
        assert (await referent.post("/desk/api/keys", key_set())).status_code == 201
        counting.count(circonscription.services.db, who, circonscription.clock())
        await referent.http.aclose()
    for login, school in (("lea.martin", NORTH), ("ines.caron", SOUTH)):
        pupil = await pupil_of(circonscription, login)
        readable = {
            reader["id"] for reader in (await pupil.see_readers(school.id)).json()["readers"] if reader["can_read"]
        }
        assert readable == {LEMOINE, DIALLO}
        await pupil.http.aclose()


async def test_the_desk_shows_of_which_school_each_message_is(circonscription: House):
    circonscription.enrol()
    lea, ines = await pupil_of(circonscription, "lea.martin"), await pupil_of(circonscription, "ines.caron")
    of_ines = await send(circonscription, ines, SOUTH.id)
    of_lea = await send(circonscription, lea, NORTH.id)
    referent = Referent(circonscription)
    await referent.enter("mme.lemoine")
    me = (await referent.get("/desk/api/me")).json()
    lines = (await referent.get("/desk/api/envelopes")).json()
    assert {school["name"] for school in me["schools"]} == {"École Jules-Verne", "École Hugo"}
    assert {line["id"]: line["school"] for line in lines} == {of_ines: SOUTH.id, of_lea: NORTH.id}
    opened = await referent.get(f"/desk/api/envelopes/{of_ines}")
    assert opened.json()["header"]["school"] == SOUTH.id
    for browser in (lea, ines, referent):
        await browser.http.aclose()


async def test_the_sender_follows_the_message_and_a_pupil_of_the_other_school_does_not(circonscription: House):
    circonscription.enrol()
    ines, lea = await pupil_of(circonscription, "ines.caron"), await pupil_of(circonscription, "lea.martin")
    await send(circonscription, ines, SOUTH.id)
    assert (await ines.post("/api/state", {"word": "parapluie"})).json()["found"] is True
    assert (await lea.post("/api/state", {"word": "parapluie"})).json() == {"found": False}
    for pupil in (lea, ines):
        await pupil.http.aclose()


async def test_the_message_is_kept_although_the_ent_is_down_at_the_moment_of_sending(circonscription: House):
    circonscription.enrol()
    ines = await pupil_of(circonscription, "ines.caron")
    assert (await ines.see_readers(SOUTH.id)).status_code == 200
    circonscription.fail_ent("unavailable", "/")
    answer, _ = await ines.deposit([LEMOINE, DIALLO], school=SOUTH.id, header={"school": SOUTH.id})
    assert answer.status_code == 201, answer.text
    await ines.http.aclose()

"""Several schools in one installation: nobody of one reaches, sees or changes anything of another."""

import pytest

from handoff.carrying import outbox
from tests.web.browsers import OUR_HEADERS, Pupil, Referent, envelope_for
from tests.web.house import CAMUS, DIALLO, FAURE, LEMOINE, ZOLA, House, keys_of
from tests.web.test_referents_of_several_schools import put_in

SECOND = "c3d5c0de-0000-4000-8000-000000000004"  # Mme Garnier, added to the group of Camus


@pytest.fixture
async def two_schools(house: House) -> House:
    """Two referents with keys at each school."""
    put_in(house, CAMUS.group_id, SECOND)
    house.enrol()
    house.enrol(keys_of(FAURE, "M. Faure", CAMUS.id), keys_of(SECOND, "Mme Garnier", CAMUS.id))
    return house


async def pupil_of(house: House, login: str) -> Pupil:
    pupil = Pupil(house)
    await pupil.open()
    answer = await pupil.sign_in(login)
    assert answer.status_code == 200, answer.text
    return pupil


async def sent_by(house: House, pupil: Pupil, school: str, readers: list[str], word: str = "parapluie") -> str:
    answer, sent = await pupil.deposit(readers, word, school=school, header={"school": school})
    assert answer.status_code == 201, answer.text
    conversation = house.rasa.turns[-1]["conversation"]
    outbox.promise(house.services.db, sent.id, conversation, house.clock())
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'delivered'")
    return sent.id


PUPILS = [("lea.martin", ZOLA, CAMUS, [LEMOINE, DIALLO]), ("ines.caron", CAMUS, ZOLA, [FAURE, SECOND])]


@pytest.mark.parametrize(("login", "own", "other", "readers"), PUPILS)
async def test_a_pupil_sees_and_addresses_their_own_school_only(two_schools: House, login, own, other, readers):
    pupil = await pupil_of(two_schools, login)
    shown = (await pupil.see_readers(own.id)).json()
    refused = await pupil.see_readers(other.id)
    assert {reader["id"] for reader in shown["readers"] if reader["can_read"]} == set(readers)
    assert refused.json()["error"] == "group_unknown"
    assert not any(name in refused.text for name in ("Lemoine", "Diallo", "Faure", "Garnier"))
    await pupil.http.aclose()


@pytest.mark.parametrize(("login", "own", "other", "readers"), PUPILS)
async def test_a_pupil_deposits_nothing_at_another_school_nor_for_its_readers(
    two_schools: House, login, own, other, readers
):
    pupil = await pupil_of(two_schools, login)
    strangers = next(people for _, school, _, people in PUPILS if school == other)
    for changes, people in (
        ({"school": other.id, "header": {"school": other.id}}, strangers),
        ({"school": other.id, "header": {"school": other.id}}, readers),
        ({"school": own.id, "header": {"school": own.id}}, strangers),
        ({"school": own.id, "header": {"school": own.id}}, [readers[0], strangers[0]]),
        ({"school": own.id, "header": {"school": other.id}}, readers),
    ):
        sent = envelope_for(people, **changes)
        answer = await pupil.put(f"/api/handoff/envelopes/{sent.id}", sent.body)
        assert answer.is_error, changes
    assert two_schools.rows("envelopes") == []
    await pupil.http.aclose()


async def test_the_state_of_a_message_is_told_to_its_sender_only_although_the_word_is_the_same(two_schools: House):
    lea, ines = await pupil_of(two_schools, "lea.martin"), await pupil_of(two_schools, "ines.caron")
    await sent_by(two_schools, lea, ZOLA.id, [LEMOINE, DIALLO])
    assert (await ines.post("/api/state", {"word": "parapluie"})).json() == {"found": False}
    assert (await lea.post("/api/state", {"word": "parapluie"})).json()["found"] is True
    for pupil in (lea, ines):
        await pupil.http.aclose()


async def test_a_referent_sees_and_touches_no_envelope_of_another_school(two_schools: House):
    lea = await pupil_of(two_schools, "lea.martin")
    envelope = await sent_by(two_schools, lea, ZOLA.id, [LEMOINE, DIALLO])
    faure = Referent(two_schools)
    await faure.enter("m.faure")
    assert (await faure.get("/desk/api/envelopes")).json() == []
    for method, path in (("GET", ""), ("POST", "/opened"), ("POST", "/taken")):
        url = f"https://bot.localhost/desk/api/envelopes/{envelope}{path}"
        answer = await faure.http.request(method, url, json={} if method == "POST" else None, headers=OUR_HEADERS)
        assert answer.json()["error"] == "desk_envelope_unknown"
    me = (await faure.get("/desk/api/me")).json()
    assert me["schools"] == [{"id": CAMUS.id, "name": CAMUS.name}]
    assert {row.opened_at for row in two_schools.rows("envelope_readers")} == {None}
    for browser in (lea, faure):
        await browser.http.aclose()


async def test_a_key_of_one_school_is_live_at_no_other(house: House):
    house.enrol()  # two at Zola, none at Camus
    ines = await pupil_of(house, "ines.caron")
    assert (await ines.see_readers(CAMUS.id)).json()["error"] == "group_not_alive"
    await ines.http.aclose()

"""Who joins gets open messages by a colleague's hand; who leaves gets nothing more, at once, by any door."""

import pytest

from tests.web.arriving import arrive
from tests.web.browsers import OUR_HEADERS, Referent
from tests.web.house import BENALI, CAMUS, DIALLO, FAURE, LEMOINE, PUBLIC, ROCHE, ZOLA, House, keys_of
from tests.web.key_sets import ARMOUR
from tests.web.sealed import seal_falsely
from tests.web.test_desk_keys_directory import at_desk
from tests.web.test_referents_of_several_schools import put_in, take_out
from web.desk.routes import DOORS

RESEALED = seal_falsely(1, 2048)
# What somebody who has left may still ask: who they are, a key to begin again with, to go; and their own absence, which tells nothing.
STILL = {"desk_me", "desk_keys", "desk_sign_out", "desk_absence", "desk_absence_declared", "desk_absence_withdrawn"}


@pytest.fixture
async def lemoine(house: House, referent: Referent) -> Referent:
    house.enrol()
    await referent.enter("mme.lemoine")
    return referent


async def give(browser: Referent, envelope: str, to: str, armour: str = RESEALED) -> tuple[int, object]:
    answer = await browser.post(f"/desk/api/envelopes/{envelope}/readers", {"referent": to, "armour": armour})
    return answer.status_code, answer.json().get("error")


async def test_a_joiner_reads_what_a_colleague_seals_again_for_them(house: House, lemoine: Referent):
    envelope = await arrive(house, [LEMOINE, DIALLO])
    assert (await lemoine.get("/desk/api/rewraps")).json() == []
    house.enrol(keys_of(BENALI, "Mme Benali"))
    (waits,) = (await lemoine.get("/desk/api/rewraps")).json()
    month = keys_of(BENALI, "").months[0]
    assert waits == {
        "envelope": envelope,
        "for": {"id": BENALI, "name": "Mme Benali", "month": month.month, "recipient": month.recipient},
    }
    benali = await at_desk(house, BENALI)
    assert (await benali.get(f"/desk/api/envelopes/{envelope}")).status_code == 404
    assert await give(lemoine, envelope, BENALI) == (201, None)
    assert await give(lemoine, envelope, BENALI) == (201, None)
    shown = (await benali.get(f"/desk/api/envelopes/{envelope}")).json()
    assert (shown["armour"], shown["joined"], shown["header"]["readers"]) == (RESEALED, True, 2)
    assert [line["id"] for line in (await benali.get("/desk/api/envelopes")).json()] == [envelope]
    assert (await lemoine.get("/desk/api/rewraps")).json() == []
    await benali.http.aclose()


async def test_nobody_is_given_what_is_not_for_them(house: House, lemoine: Referent):
    envelope = await arrive(house, [LEMOINE, DIALLO])
    theirs = await arrive(house, [DIALLO])
    house.enrol(keys_of(FAURE, "M. Faure", CAMUS.id))
    house.enrol_pending(keys_of(ROCHE, "M. Roche"))
    for to in (FAURE, ROCHE, "personne"):
        assert await give(lemoine, envelope, to) == (409, "rewrap_refused")
    assert await give(lemoine, theirs, FAURE) == (404, "desk_envelope_unknown")
    assert {row.referent_id for row in house.rows("envelope_readers")} == {LEMOINE, DIALLO}


@pytest.mark.parametrize("body", [{"referent": BENALI}, {"armour": RESEALED}, {"referent": 1, "armour": RESEALED}])
async def test_a_malformed_giving_is_refused(house: House, lemoine: Referent, body: dict):
    envelope = await arrive(house, [LEMOINE, DIALLO])
    house.enrol(keys_of(BENALI, "Mme Benali"))
    answer = await lemoine.post(f"/desk/api/envelopes/{envelope}/readers", body)
    assert answer.status_code in {400, 422}
    assert {row.referent_id for row in house.rows("envelope_readers")} == {LEMOINE, DIALLO}


async def test_a_joiner_who_has_left_is_given_nothing(house: House, lemoine: Referent):
    envelope = await arrive(house, [LEMOINE, DIALLO])
    house.enrol(keys_of(BENALI, "Mme Benali"))
    assert (await lemoine.post(f"/desk/api/directory/{BENALI}/left", {"school": ZOLA.id})).status_code == 200
    assert (await lemoine.get("/desk/api/rewraps")).json() == []
    assert await give(lemoine, envelope, BENALI) == (409, "rewrap_refused")


async def ask_everything(house: House, browser: Referent, envelope: str) -> dict[str, tuple[int, object]]:
    """What each of the desk's calls answers to this browser."""
    answers = {}
    for door in DOORS:
        if not door.path.startswith("/desk/api/") or door.name in STILL:
            continue
        path = door.path.replace("{envelope}", envelope).replace("{referent}", DIALLO)
        path = path.replace("{lock}", "x").replace("{attachment}", envelope)
        answer = await browser.http.request(
            door.method, PUBLIC + path, json={} if door.writes else None, headers=OUR_HEADERS
        )
        assert ARMOUR not in answer.text, door.name
        answers[door.name] = (answer.status_code, answer.json().get("error"))
    return answers


async def test_who_leaves_by_a_colleagues_word_is_refused_by_every_call_at_once(house: House, lemoine: Referent):
    envelope = await arrive(house, [LEMOINE, DIALLO])
    assert (await lemoine.get(f"/desk/api/envelopes/{envelope}")).status_code == 200
    diallo = await at_desk(house, DIALLO)
    assert (await diallo.post(f"/desk/api/directory/{LEMOINE}/left", {"school": ZOLA.id})).status_code == 200
    answers = await ask_everything(house, lemoine, envelope)
    assert set(answers.values()) == {(401, "desk_sign_in_needed")}
    await lemoine.enter("mme.lemoine")  # still in the ENT's group
    answers = await ask_everything(house, lemoine, envelope)
    assert set(answers.values()) == {(403, "key_left")}
    assert {row.opened_at for row in house.rows("envelope_readers")} == {None}
    await diallo.http.aclose()


async def test_who_is_out_of_the_group_is_refused_at_their_next_sign_in_on_every_computer(
    house: House, lemoine: Referent
):
    envelope = await arrive(house, [LEMOINE, DIALLO])
    take_out(house, ZOLA.group_id, LEMOINE)
    elsewhere = Referent(house)
    assert (await elsewhere.enter("mme.lemoine")).status_code == 403
    answers = await ask_everything(house, lemoine, envelope)
    assert set(answers.values()) == {(401, "desk_sign_in_needed")}
    await elsewhere.http.aclose()


async def test_who_leaves_is_offered_to_no_pupil_any_more(house: House, lemoine: Referent):
    house.enrol(keys_of(BENALI, "Mme Benali"))
    envelope = await arrive(house, [LEMOINE, DIALLO])
    assert (await lemoine.post(f"/desk/api/directory/{DIALLO}/left", {"school": ZOLA.id})).status_code == 200
    with pytest.raises(AssertionError, match="readers_changed"):
        await arrive(house, [LEMOINE, DIALLO])
    assert {row.id for row in house.rows("envelopes")} == {envelope}


async def test_who_moves_to_another_school_has_not_left(house: House, lemoine: Referent):
    take_out(house, ZOLA.group_id, LEMOINE)
    put_in(house, CAMUS.group_id, LEMOINE)
    await lemoine.enter("mme.lemoine")
    assert (await lemoine.get("/desk/api/me")).json()["key"]["counted"] is True
    assert (await lemoine.get("/desk/api/rewraps")).json() == []

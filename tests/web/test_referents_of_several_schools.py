"""A nurse of two schools, a CPE who moves: one key, and it counts wherever its owner is in the group and has come to the desk."""

import pytest

from handoff.keys import counting
from handoff.keys.leaving import leave
from tests.web.arriving import arrive
from tests.web.browsers import Pupil, Referent
from tests.web.house import CAMUS, DIALLO, FAURE, LEMOINE, ZOLA, House, keys_of
from tests.web.key_sets import key_set

ZOLA_GROUP, CAMUS_GROUP = ZOLA.group_id, CAMUS.group_id


def put_in(house: House, group: str, referent: str) -> None:
    found = house.ent_world.groups[group]
    found.members = [*found.members, referent]


def take_out(house: House, group: str, referent: str) -> None:
    found = house.ent_world.groups[group]
    found.members = [member for member in found.members if member != referent]


@pytest.fixture
async def of_both(house: House, pupil: Pupil) -> Pupil:
    """A pupil of both schools; Mme Lemoine and M. Diallo have keys at Zola, M. Faure at Camus."""
    house.enrol()
    house.enrol(keys_of(FAURE, "M. Faure", CAMUS.id))
    await pupil.open()
    await pupil.sign_in("sami.haddad")
    return pupil


async def able(pupil: Pupil, school: str) -> set[str]:
    answer = (await pupil.see_readers(school)).json()
    return {reader["id"] for reader in answer.get("readers", ()) if reader["can_read"]}


async def test_a_referent_who_joins_a_second_school_reads_there_once_they_have_come_to_the_desk(
    house: House, of_both: Pupil, referent: Referent
):
    put_in(house, CAMUS_GROUP, LEMOINE)
    assert LEMOINE not in await able(of_both, CAMUS.id)
    await referent.enter("mme.lemoine")

    assert await able(of_both, CAMUS.id) == {FAURE, LEMOINE}
    assert await able(of_both, ZOLA.id) == {LEMOINE, DIALLO}


async def test_what_she_says_she_is_at_one_school_is_not_said_at_the_other(
    house: House, of_both: Pupil, referent: Referent
):
    put_in(house, CAMUS_GROUP, LEMOINE)
    await referent.enter("mme.lemoine")
    shown = {}
    for school in (ZOLA.id, CAMUS.id):
        readers = (await of_both.see_readers(school)).json()["readers"]
        shown[school] = next(reader["function"] for reader in readers if reader["id"] == LEMOINE)

    assert shown == {ZOLA.id: "CPE", CAMUS.id: None}


async def test_a_referent_who_moves_keeps_their_key_and_reads_at_the_new_school_only(
    house: House, of_both: Pupil, referent: Referent
):
    take_out(house, ZOLA_GROUP, LEMOINE)
    put_in(house, CAMUS_GROUP, LEMOINE)
    await referent.enter("mme.lemoine")
    me = (await referent.get("/desk/api/me")).json()

    assert me["school"] == {"id": CAMUS.id, "name": CAMUS.name}
    assert me["key"] is not None
    assert await able(of_both, CAMUS.id) == {FAURE, LEMOINE}
    assert LEMOINE not in await able(of_both, ZOLA.id)


async def test_a_first_key_made_at_two_schools_counts_at_both(house: House, of_both: Pupil, referent: Referent):
    leave(house.services.db, DIALLO, DIALLO, house.clock())
    put_in(house, CAMUS_GROUP, DIALLO)
    await referent.enter("m.diallo")
    assert (await referent.post("/desk/api/keys", key_set())).status_code == 201
    counting.count(house.services.db, DIALLO, house.clock())

    assert await able(of_both, ZOLA.id) == {LEMOINE, DIALLO}
    assert await able(of_both, CAMUS.id) == {FAURE, DIALLO}


async def test_a_key_counts_nowhere_its_owner_is_not_in_the_group(house: House, of_both: Pupil, referent: Referent):
    put_in(house, CAMUS_GROUP, LEMOINE)
    await referent.enter("mme.lemoine")
    take_out(house, CAMUS_GROUP, LEMOINE)

    assert LEMOINE not in await able(of_both, CAMUS.id)
    answer, _ = await of_both.deposit([FAURE, LEMOINE], header={"school": CAMUS.id}, school=CAMUS.id)
    assert answer.is_error
    assert house.rows("envelopes") == []


async def test_whoever_is_in_no_group_any_more_answers_nowhere(house: House, of_both: Pupil, referent: Referent):
    put_in(house, CAMUS_GROUP, LEMOINE)
    await referent.enter("mme.lemoine")
    take_out(house, CAMUS_GROUP, LEMOINE)
    take_out(house, ZOLA_GROUP, LEMOINE)
    assert (await referent.enter("mme.lemoine")).status_code == 403

    assert LEMOINE not in {row.referent for row in house.rows("referent_schools")}


async def test_the_desk_says_which_schools_and_of_which_each_message_is(house: House, referent: Referent):
    house.enrol()
    put_in(house, CAMUS_GROUP, LEMOINE)
    envelope = await arrive(house, [LEMOINE, DIALLO])
    await referent.enter("mme.lemoine")
    me = (await referent.get("/desk/api/me")).json()
    (line,) = (await referent.get("/desk/api/envelopes")).json()

    assert me["schools"] == [{"id": ZOLA.id, "name": ZOLA.name}, {"id": CAMUS.id, "name": CAMUS.name}]
    assert (line["id"], line["school"]) == (envelope, ZOLA.id)

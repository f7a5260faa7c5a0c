"""The ENT is down when the pupil presses "send": the list this session was last shown stands in for it, and nothing else does."""

import pytest

from handoff.carrying import outbox
from handoff.keys.leaving import leave
from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEMOINE, ROCHE, House, keys_of
from vault import KeyRing, SealBroken, unseal, unseal_with_ring
from vault.columns import SHOWN_READERS

TWO = [LEMOINE, DIALLO]


def ent_goes_down(house: House) -> None:
    house.fail_ent("unavailable", "/")


@pytest.fixture
async def shown(house: House, signed_in: Pupil) -> Pupil:
    """A signed-in pupil who has seen the list, a moment before the ENT goes down."""
    assert (await signed_in.see_readers()).status_code == 200
    ent_goes_down(house)
    return signed_in


@pytest.mark.parametrize("readers", [TWO, [DIALLO]], ids=["everyone shown", "one left out"])
async def test_an_ent_that_is_down_does_not_lose_what_was_sealed_to_those_shown(
    house: House, shown: Pupil, readers: list[str]
):
    answer, sent = await shown.deposit(readers)

    assert answer.status_code == 201
    assert answer.json() == {"id": sent.id, "state": "deposited"}
    assert {row.referent_id for row in house.rows("envelope_readers")} == set(readers)


async def test_what_was_kept_while_the_ent_was_down_is_then_promised(house: House, shown: Pupil):
    house.rasa.on_deposit = lambda envelope, conversation: outbox.promise(
        house.services.db, envelope, conversation, house.clock()
    )
    _, sent = await shown.deposit(TWO)
    played = await shown.play(1, deposit=sent.id)

    assert played.status_code == 200
    (row,) = house.rows("outbox")
    assert (row.envelope_id, row.state, row.conversation) == (
        sent.id,
        "promised",
        house.rasa.turns[0]["conversation"],
    )


async def test_the_ent_down_and_rasa_down_together_still_keep_and_promise_the_message(house: House, shown: Pupil):
    _, sent = await shown.deposit(TWO)
    house.rasa.down = True
    answer = await shown.play(1, deposit=sent.id)

    assert "gardé" in answer.json()["message"]
    assert [row.state for row in house.rows("outbox")] == ["promised"]


async def test_without_a_list_that_was_shown_an_ent_that_is_down_is_told(house: House, signed_in: Pupil):
    ent_goes_down(house)
    answer, _ = await signed_in.deposit(TWO)

    assert answer.status_code == 502
    assert answer.json()["error"] == "ent_unreachable"
    assert answer.json()["helplines"]
    assert house.rows("envelopes") == []


async def test_a_list_shown_to_another_session_does_not_count(house: House, shown: Pupil):
    other = Pupil(house)
    await other.open()
    house.ent_world.faults.arm([])
    await other.sign_in("noe.petit")
    ent_goes_down(house)

    assert (await other.deposit(TWO))[0].json()["error"] == "ent_unreachable"
    assert (await shown.deposit(TWO))[0].status_code == 201
    await other.http.aclose()


async def test_a_list_that_could_not_be_shown_does_not_count(house: House, signed_in: Pupil):
    ent_goes_down(house)
    assert (await signed_in.see_readers()).status_code == 502

    assert (await signed_in.deposit(TWO))[0].json()["error"] == "ent_unreachable"


@pytest.mark.parametrize("stranger", [ROCHE, "inconnu"], ids=["a member without a key", "nobody"])
async def test_someone_who_was_not_shown_as_a_reader_is_refused(house: House, shown: Pupil, stranger: str):
    answer, _ = await shown.deposit([LEMOINE, stranger])

    assert answer.status_code == 422
    assert answer.json()["error"] == "readers_changed"
    assert house.rows("envelopes") == []


async def test_someone_whose_key_came_after_the_list_was_shown_is_refused(house: House, shown: Pupil):
    house.enrol(keys_of(ROCHE, "M. Roche"))

    assert (await shown.deposit([LEMOINE, ROCHE]))[0].json()["error"] == "readers_changed"


async def test_someone_who_lost_their_key_since_is_refused(house: House, shown: Pupil):
    leave(house.services.db, DIALLO, LEMOINE, house.clock())

    assert (await shown.deposit(TWO))[0].json()["error"] == "readers_changed"
    assert (await shown.deposit([LEMOINE]))[0].status_code == 201


async def test_the_last_list_shown_is_the_one_that_counts(house: House, signed_in: Pupil):
    await signed_in.see_readers()
    house.enrol(keys_of(ROCHE, "M. Roche"))
    group = house.ent_world.groups["grp-parlons-en"]
    group.members = [member for member in group.members if member != DIALLO]
    await signed_in.see_readers()
    ent_goes_down(house)

    assert (await signed_in.deposit(TWO))[0].json()["error"] == "readers_changed"
    assert (await signed_in.deposit([LEMOINE, ROCHE]))[0].status_code == 201
    assert len(house.rows("shown_readers")) == 1


async def test_a_list_of_last_month_is_not_enough(house: House, signed_in: Pupil):
    await signed_in.see_readers()
    ent_goes_down(house)
    answer, _ = await signed_in.deposit(TWO, header={"month": "2026-10"})

    assert answer.json()["error"] == "readers_changed"


async def test_an_ent_that_answers_no_is_believed_whatever_was_shown(house: House, signed_in: Pupil):
    await signed_in.see_readers()
    house.fail_ent("expired_token", "/conversation/visibles")
    assert (await signed_in.deposit(TWO))[0].json()["error"] == "sign_in_needed"

    house.ent_world.faults.arm([])
    group = house.ent_world.groups["grp-parlons-en"]
    group.members = [member for member in group.members if member != DIALLO]
    assert (await signed_in.deposit(TWO))[0].json()["error"] == "group_not_alive"


@pytest.mark.parametrize("end", ["/api/leave", "/api/session"])
async def test_the_list_is_erased_with_its_session(house: House, shown: Pupil, end: str):
    assert len(house.rows("shown_readers")) == 1
    await shown.post(end)

    assert house.rows("shown_readers") == []


async def test_the_database_and_the_servers_keys_do_not_tell_who_was_shown(house: House, shown: Pupil):
    (row,) = house.rows("shown_readers")
    place = {"session": row.session, "school": row.school}
    key = house.rasa.keys[0]

    assert LEMOINE.encode() not in row.sealed
    with pytest.raises(SealBroken):
        unseal_with_ring(KeyRing(house.services.settings.server_keys), SHOWN_READERS, row.sealed, **place)
    with pytest.raises(SealBroken):
        unseal(bytes(32), SHOWN_READERS, row.sealed, **place)
    with pytest.raises(SealBroken):
        unseal(key, SHOWN_READERS, row.sealed, **place | {"school": "lyc-camus"})
    assert LEMOINE.encode() in unseal(key, SHOWN_READERS, row.sealed, **place)

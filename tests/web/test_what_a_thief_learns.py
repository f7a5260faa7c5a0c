"""A stolen database, then a stolen database with the server's keys: what each tells of who wrote, and until when (docs/threat-model.md)."""

from collections.abc import Iterator

import pytest

from database import empty_journal
from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEA, LEMOINE, House
from tests.web.signing_ent import give_key
from vault import keyed_hash
from web.pupil.leaving import sweep

SUB = "900001"  # the other id of the same account, as the ENT's seed has it
PURPOSES = {"ent-account": LEA, "ent-subject": SUB, "sender": LEA, "word-tries": LEA}


@pytest.fixture
async def pupil_with_key(house: House, pupil: Pupil) -> Pupil:
    """Signed in at an ENT that signs: there the rows carry the account, so that the ENT may end the session."""
    give_key(house)
    house.enrol()
    await pupil.open()
    assert (await pupil.sign_in()).status_code == 200
    return pupil


def marks(house: House) -> dict[str, str]:
    """What somebody who holds the keys and the ENT's list of pupils would look for, by purpose."""
    return {purpose: keyed_hash(house.services.ring, purpose, who) for purpose, who in PURPOSES.items()}


def places_of(house: House, mark: str) -> Iterator[str]:
    for table in house.tables():
        for row in house.rows(table):
            yield from (f"{table}.{column}" for column, value in row._mapping.items() if value == mark)


async def test_without_the_keys_no_row_names_a_pupil_and_no_two_rooms_share_a_mark(house: House, pupil_with_key: Pupil):
    assert (await pupil_with_key.deposit([LEMOINE, DIALLO]))[0].status_code == 201
    await pupil_with_key.post("/api/state", {"word": "un autre mot"})
    found = {purpose: sorted(places_of(house, mark)) for purpose, mark in marks(house).items()}

    assert found == {
        "ent-account": ["sessions.account"],
        "ent-subject": ["sessions.subject"],
        "sender": ["envelopes.sender", "outbox.sender"],
        "word-tries": ["word_tries.sender"],
    }
    assert LEA.encode() not in house.database_bytes()
    assert SUB.encode() not in house.database_bytes()


@pytest.mark.parametrize("how", ["leaving", "silence"])
async def test_with_the_keys_nothing_tells_who_had_a_conversation_once_it_is_over(
    house: House, pupil_with_key: Pupil, how: str
):
    if how == "leaving":
        await pupil_with_key.post("/api/leave")
    else:
        house.clock.advance(minutes=31)
    await sweep(house.services)
    empty_journal(house.services.db)
    kept = house.database_bytes()

    assert not [purpose for purpose, mark in marks(house).items() if mark.encode() in kept]
    assert house.rows("ent_tokens") == house.rows("sessions") == []


async def test_with_the_keys_a_message_tells_its_sender_for_as_long_as_it_is_kept(house: House, pupil_with_key: Pupil):
    await pupil_with_key.deposit([LEMOINE, DIALLO])
    await pupil_with_key.post("/api/leave")
    house.clock.advance(minutes=61)
    await sweep(house.services)

    assert list(places_of(house, marks(house)["sender"])) == ["envelopes.sender", "outbox.sender"]

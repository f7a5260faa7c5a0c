"""The server's table of docs/contracts/envelope.md: wrong, expired, replayed, oversized, foreign; one row a test case, through real HTTP."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from handoff.envelopes import erase
from handoff.keys import memberships
from handoff.tables import envelope_readers
from tests.handoff.scene import count_rows
from tests.web.arriving import arrive
from tests.web.browsers import Pupil, Referent, Sent, envelope_for
from tests.web.house import BENALI, CAMUS, DIALLO, LEMOINE, ROCHE, House, keys_of
from tests.web.sealed import armoured, lock_falsely, seal_falsely

TWO = [LEMOINE, DIALLO]
MANY = [f"adulte-{place}" for place in range(30)]

TABLE: dict[str, tuple[Callable[[], Sent], int, str]] = {
    "wrong: a stanza for somebody who is not named": (
        lambda: envelope_for(TWO, armour=seal_falsely(3, 2048)),
        422,
        "envelope_malformed",
    ),
    "wrong: a file that is not age": (
        lambda: envelope_for(TWO, armour=armoured(b"%PDF-1.7 \n")),
        422,
        "envelope_malformed",
    ),
    "expired: last month's keys": (lambda: envelope_for(TWO, header={"month": "2026-10"}), 422, "readers_changed"),
    "expired: next month's keys": (lambda: envelope_for(TWO, header={"month": "2026-12"}), 422, "readers_changed"),
    "expired: yesterday's date": (lambda: envelope_for(TWO, header={"date": "2026-11-23"}), 422, "envelope_malformed"),
    "expired: tomorrow's date": (lambda: envelope_for(TWO, header={"date": "2026-11-25"}), 422, "envelope_malformed"),
    "oversized: thirty readers": (
        lambda: envelope_for(MANY, header={"readers": 30}, armour=seal_falsely(30, 2048)),
        422,
        "envelope_malformed",
    ),
    "oversized: a body over its cap": (lambda: envelope_for(TWO, armour="A" * 140_000), 413, "too_big"),
    "oversized: an armour over 60,000": (
        lambda: envelope_for(TWO, armour=seal_falsely(2, 60_000)),
        422,
        "envelope_malformed",
    ),
    "foreign: a school that is not the pupil's": (
        lambda: envelope_for(TWO, school=CAMUS.id, header={"school": CAMUS.id}),
        409,
        "group_unknown",
    ),
    "foreign: a school that is not served": (
        lambda: envelope_for(TWO, school="col-autre", header={"school": "col-autre"}),
        409,
        "group_unknown",
    ),
    "foreign: a member without a key": (lambda: envelope_for([LEMOINE, ROCHE]), 422, "readers_changed"),
    "foreign: somebody who is in no group": (lambda: envelope_for([LEMOINE, "inconnu"]), 422, "readers_changed"),
    "foreign: closed to a list that has grown": (lambda: envelope_for([LEMOINE], closed=True), 422, "readers_changed"),
}


@pytest.mark.parametrize(("make", "status", "code"), TABLE.values(), ids=TABLE.keys())
async def test_what_the_outside_shows_to_be_bad_is_refused_with_its_reason_and_kept_nowhere(
    house: House, signed_in: Pupil, make: Callable[[], Sent], status: int, code: str
):
    sent = make()
    answer = await signed_in.put(f"/api/handoff/envelopes/{sent.id}", sent.body)

    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["message"]
    assert answer.json()["helplines"]
    assert [house.rows(table) for table in ("envelopes", "envelope_exclusions", "attachments", "outbox")] == [
        [],
        [],
        [],
        [],
    ]


async def test_replayed_by_another_account_or_under_another_word_it_is_a_conflict(house: House, signed_in: Pupil):
    _, sent = await signed_in.deposit(TWO)
    path = f"/api/handoff/envelopes/{sent.id}"
    thief = Pupil(house)
    await thief.open()
    await thief.sign_in("noe.petit")
    answers = [await thief.put(path, sent.body), await signed_in.put(path, sent.body | {"word": "autre mot"})]
    await thief.http.aclose()

    assert [answer.json()["error"] for answer in answers] == ["envelope_conflict", "envelope_conflict"]
    assert (await signed_in.put(path, sent.body)).status_code == 200
    assert len(house.rows("envelopes")) == 1


@pytest.mark.parametrize(
    "armour",
    [
        seal_falsely(2, 2048),
        seal_falsely(1, 4096),
        seal_falsely(1, 2047),
        lock_falsely(2048),
        seal_falsely(1, 2048, "X25519"),
    ],
    ids=["two stanzas", "another class", "a byte less", "a passphrase", "a classic stanza"],
)
async def test_a_re_wrap_of_another_shape_is_refused_and_the_joiner_may_still_be_given_the_right_one(
    house: House, referent: Referent, armour: str
):
    house.enrol()
    envelope = await arrive(house, TWO)
    house.enrol(keys_of(BENALI, "Mme Benali"))
    memberships.key_follows(house.services.db, BENALI, ("col-zola",))
    await referent.enter("mme.lemoine")
    path = f"/desk/api/envelopes/{envelope}/readers"
    wrong = await referent.post(path, {"referent": BENALI, "armour": armour})

    assert (wrong.status_code, wrong.json()["error"]) == (400, "bad_request")
    assert count_rows(house.services.db, envelope_readers) == 2
    assert (await referent.post(path, {"referent": BENALI, "armour": seal_falsely(1, 2048)})).status_code == 201
    assert count_rows(house.services.db, envelope_readers) == 3


async def test_what_is_erased_or_somebody_elses_is_as_if_it_had_never_been(house: House, referent: Referent):
    house.enrol()
    mine, other = await arrive(house, [LEMOINE]), await arrive(house, [DIALLO])
    await referent.enter("mme.lemoine")
    erase(house.services.db, mine)
    answers = [await referent.get(f"/desk/api/envelopes/{one}") for one in (mine, other, str(uuid.uuid4()))]

    said: list[Any] = [(answer.status_code, answer.json()["error"]) for answer in answers]
    assert said == [(404, "desk_envelope_unknown")] * 3

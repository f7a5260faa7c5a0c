"""Whoever sits at the desk with somebody's ENT account, and none of their locks, changes nothing of their key."""

import pytest

from tests.web.browsers import Referent
from tests.web.house import BENALI, DIALLO, LEMOINE, House, keys_of
from tests.web.key_sets import ARMOUR, lock
from tests.web.own_signatures import signed_lock, signed_months, signed_recovery, signed_removal, signed_shares

SHARES = {"shares": [{"holder": who, "armour": ARMOUR} for who in (DIALLO, BENALI)]}
NEXT_YEAR = {"months": [{"month": "2027-11", "recipient": keys_of("x", "x").key_recipient, "wrapped_identity": ARMOUR}]}
TABLES = ("referent_locks", "referent_months", "recovery_shares", "recoveries", "recovery_given", "directory_log")


@pytest.fixture
async def thief(house: House, referent: Referent) -> Referent:
    """Signed in as Mme Lemoine, whose next month begins to lack."""
    house.enrol()
    house.enrol(keys_of(BENALI, "Mme Benali"))
    house.clock.advance(days=10)
    await referent.enter("mme.lemoine")
    return referent


def attempts(house: House) -> dict[str, tuple[str, str, dict, dict]]:
    """What could be tried: the method, the path, the body signed by somebody else, and by its owner."""
    mine = next(row.id for row in house.rows("referent_locks") if row.referent_id == LEMOINE)
    locks = {"locks": [lock(label="à moi")]}
    return {
        "a lock": ("POST", "keys/locks", signed_lock(DIALLO, lock()), signed_lock(LEMOINE, lock())),
        "a lock less": (
            "POST",
            f"keys/locks/{mine}/remove",
            signed_removal(DIALLO, mine),
            signed_removal(LEMOINE, mine),
        ),
        "a month": ("POST", "keys/months", signed_months(DIALLO, NEXT_YEAR), signed_months(LEMOINE, NEXT_YEAR)),
        "shares": ("PUT", "recovery/shares", signed_shares(DIALLO, SHARES), signed_shares(LEMOINE, SHARES)),
        "locks anew": ("POST", "recovery/done", signed_recovery(DIALLO, locks), signed_recovery(LEMOINE, locks)),
    }


@pytest.mark.parametrize("what", ["a lock", "a lock less", "a month", "shares", "locks anew"])
async def test_nothing_is_changed_without_the_owners_signature(house: House, thief: Referent, what: str):
    method, path, forged, owned = attempts(house)[what]
    send = thief.put if method == "PUT" else thief.post
    before = {table: house.rows(table) for table in TABLES}
    unsigned = {name: value for name, value in forged.items() if name != "signature"}
    for body in (forged, unsigned, unsigned | {"signature": "A" * 86}, unsigned | {"signature": 1}):
        answer = await send(f"/desk/api/{path}", body)
        assert (answer.status_code, answer.json()["error"]) == (422, "signature_refused")
    assert {table: house.rows(table) for table in TABLES} == before
    assert (await send(f"/desk/api/{path}", owned)).json().get("error") != "signature_refused"


async def test_a_signature_of_other_months_or_of_another_act_is_worth_nothing(house: House, thief: Referent):
    other = NEXT_YEAR | {"months": [NEXT_YEAR["months"][0] | {"recipient": keys_of("y", "y").key_recipient}]}
    stolen = signed_months(LEMOINE, other)["signature"]
    elsewhere = signed_shares(LEMOINE, SHARES)["signature"]
    for signature in (stolen, elsewhere):
        answer = await thief.post("/desk/api/keys/months", NEXT_YEAR | {"signature": signature})
        assert answer.json()["error"] == "signature_refused"

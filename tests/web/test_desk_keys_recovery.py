"""Recovery by two, at the desk."""

import pytest

from tests.keys import recipient_for
from tests.web.browsers import Referent
from tests.web.house import BENALI, DIALLO, LEMOINE, ROCHE, House, keys_of
from tests.web.key_sets import ARMOUR, lock
from tests.web.own_signatures import signed_recovery, signed_shares
from tests.web.sealed import seal_falsely
from tests.web.test_desk_keys_directory import at_desk, directory_of

TEMPORARY = {"recipient": recipient_for("temporary", "now"), "wrapped_identity": ARMOUR}


def shares_for(*holders: str) -> dict:
    return {"shares": [{"holder": holder, "armour": ARMOUR} for holder in holders]}


@pytest.fixture
async def lemoine(house: House, referent: Referent) -> Referent:
    """Mme Lemoine, whose key is shared between two colleagues."""
    house.enrol()
    house.enrol(keys_of(BENALI, "Mme Benali"))
    await referent.enter("mme.lemoine")
    assert (await directory_of(referent))["shares_wanted"] is True
    assert (
        await referent.put("/desk/api/recovery/shares", signed_shares(LEMOINE, shares_for(DIALLO, BENALI)))
    ).status_code == 200
    assert (await directory_of(referent))["shares_wanted"] is False
    return referent


async def give(house: House, who: str, armour: str = ARMOUR) -> tuple[int, object]:
    colleague = await at_desk(house, who)
    answer = await colleague.post(f"/desk/api/recovery/{LEMOINE}", {"armour": armour})
    await colleague.http.aclose()
    return answer.status_code, answer.json().get("error")


async def finish(referent: Referent) -> tuple[int, object]:
    answer = await referent.post(
        "/desk/api/recovery/done", signed_recovery(LEMOINE, {"locks": [lock(label="Nouvelle phrase")]})
    )
    return answer.status_code, answer.json().get("error")


async def test_a_key_comes_back_by_two_colleagues(house: House, lemoine: Referent):
    assert (await lemoine.post("/desk/api/recovery", TEMPORARY)).status_code == 200
    assert (await lemoine.get("/desk/api/me")).json()["recovery"] == {"recipient": TEMPORARY["recipient"], "given": 0}
    diallo = await at_desk(house, DIALLO)
    (asks,) = (await diallo.get("/desk/api/recovery")).json()["others"]
    assert (asks["referent"], asks["name"], asks["recipient"], asks["armour"]) == (
        LEMOINE,
        "Mme Lemoine",
        TEMPORARY["recipient"],
        ARMOUR,
    )
    assert len(asks["fingerprint"].split()) == 10
    given = seal_falsely(1, 60)
    assert await give(house, DIALLO, given) == (200, None)
    assert await give(house, DIALLO, seal_falsely(1, 60)) == (200, None)
    assert await finish(lemoine) == (409, "recovery_refused")
    assert await give(house, BENALI) == (200, None)
    mine = (await lemoine.get("/desk/api/recovery")).json()["mine"]
    assert (mine["recipient"], mine["wrapped_identity"]) == (TEMPORARY["recipient"], ARMOUR)
    assert {one["holder"]: one["armour"] for one in mine["given"]} == {DIALLO: given, BENALI: ARMOUR}
    assert await finish(lemoine) == (200, None)
    key = (await lemoine.get("/desk/api/me")).json()["key"]
    assert [one["label"] for one in key["locks"]] == ["Nouvelle phrase"]
    assert (await lemoine.get("/desk/api/recovery")).json() == {"mine": None, "others": []}
    kinds = [entry["kind"] for entry in (await directory_of(lemoine))["log"]]
    assert kinds[-4:] == ["recovery_asked", "recovery_given", "recovery_given", "recovered"]
    await diallo.http.aclose()


async def test_nobody_gives_what_was_not_asked_for_or_what_they_do_not_hold(house: House, lemoine: Referent):
    assert await give(house, DIALLO) == (409, "recovery_refused")
    assert await finish(lemoine) == (409, "recovery_refused")
    await lemoine.post("/desk/api/recovery", TEMPORARY)
    himself = await lemoine.post(f"/desk/api/recovery/{LEMOINE}", {"armour": ARMOUR})
    assert himself.json()["error"] == "recovery_refused"
    assert (await lemoine.post(f"/desk/api/recovery/{ROCHE}", {"armour": ARMOUR})).json()["error"] == "recovery_refused"


@pytest.mark.parametrize(
    ("holders", "status", "code"),
    [
        ((), 409, "shares_refused"),
        ((DIALLO,), 409, "shares_refused"),
        ((DIALLO, DIALLO), 422, "keys_malformed"),
        ((DIALLO, LEMOINE), 409, "shares_refused"),
        ((DIALLO, ROCHE), 409, "shares_refused"),
        ((DIALLO, BENALI, "personne"), 409, "shares_refused"),
    ],
)
async def test_shares_for_anybody_else_are_refused_and_the_old_ones_stay(
    house: House, lemoine: Referent, holders: tuple[str, ...], status: int, code: str
):
    answer = await lemoine.put("/desk/api/recovery/shares", signed_shares(LEMOINE, shares_for(*holders)))
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert {row.holder_id for row in house.rows("recovery_shares")} == {DIALLO, BENALI}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("recovery", {**TEMPORARY, "recipient": "age1x"}),
        ("recovery", {**TEMPORARY, "wrapped_identity": "AGE-SECRET-KEY-PQ-1Q"}),
        (f"recovery/{LEMOINE}", {"armour": "clear"}),
        ("recovery/done", {"locks": []}),
        ("recovery/done", {"locks": [lock(kind="autre")]}),
    ],
)
async def test_what_is_malformed_is_refused(lemoine: Referent, path: str, body: dict):
    answer = await lemoine.post(f"/desk/api/{path}", body)
    assert (answer.status_code, answer.json()["error"]) == (422, "keys_malformed")


async def test_a_second_asking_takes_the_place_of_the_first(house: House, lemoine: Referent):
    await lemoine.post("/desk/api/recovery", TEMPORARY)
    for who in (DIALLO, BENALI):
        await give(house, who)
    other = TEMPORARY | {"recipient": recipient_for("temporary", "later")}
    await lemoine.post("/desk/api/recovery", other)
    assert await finish(lemoine) == (409, "recovery_refused")
    assert (await lemoine.get("/desk/api/recovery")).json()["mine"] == {**other, "given": []}

"""A referent's own keys at the desk: what is shown, added and taken away."""

import pytest

from tests.keys import months_from, recipient_for, signing_key_of
from tests.web.browsers import Referent
from tests.web.house import DIALLO, LEMOINE, House
from tests.web.key_sets import ARMOUR, key_set, lock
from tests.web.own_signatures import signed_lock, signed_months, signed_removal

HEX = "0123456789abcdef "


async def key_of(referent: Referent) -> dict:
    return (await referent.get("/desk/api/me")).json()["key"]


@pytest.fixture
async def lemoine(house: House, referent: Referent) -> Referent:
    """Mme Lemoine at the desk, with a key that counts, beside M. Diallo."""
    house.enrol()
    await referent.enter("mme.lemoine")
    return referent


async def test_a_fresh_key_waits_for_two_colleagues(house: House, referent: Referent):
    await referent.enter("mme.lemoine")
    assert (await referent.post("/desk/api/keys", key_set(function="CPE"))).status_code == 201
    key = await key_of(referent)
    assert (key["counted"], key["left"], key["drill_due"]) == (False, False, False)
    assert key["signing_key"] == signing_key_of("x")
    assert set(key["fingerprint"]) <= set(HEX)
    assert len(key["fingerprint"].split()) == 10
    (way,) = key["locks"]
    assert way.pop("id")
    assert way == {**lock(), "rehearsed_at": None}
    assert [row.counted_at for row in house.rows("referents")] == [None]


async def test_a_key_that_never_counted_is_made_anew(house: House, referent: Referent):
    await referent.enter("mme.lemoine")
    for who in ("x", "y"):
        assert (await referent.post("/desk/api/keys", key_set(who))).status_code == 201
    assert (await key_of(referent))["signing_key"] == signing_key_of("y")


async def test_ways_in_come_and_go_but_the_last_one(lemoine: Referent):
    (first,) = (await key_of(lemoine))["locks"]
    removal = signed_removal(LEMOINE, first["id"])
    last = await lemoine.post(f"/desk/api/keys/locks/{first['id']}/remove", removal)
    assert (last.status_code, last.json()["error"]) == (409, "last_lock")
    passkey = lock(kind="passkey", label="Ordinateur du bureau", credential="AGE-PLUGIN-FIDO2PRF-1QQ")
    added = await lemoine.post("/desk/api/keys/locks", signed_lock(LEMOINE, passkey))
    assert added.status_code == 201
    assert (await lemoine.post(f"/desk/api/keys/locks/{first['id']}/remove", removal)).status_code == 200
    (left,) = (await key_of(lemoine))["locks"]
    assert left == {"id": added.json()["id"], **passkey, "rehearsed_at": None}


async def test_a_colleagues_way_in_is_out_of_reach(house: House, lemoine: Referent):
    (theirs,) = [row for row in house.rows("referent_locks") if row.referent_id == DIALLO]
    await lemoine.post("/desk/api/keys/locks", signed_lock(LEMOINE, lock(label="Un autre")))
    await lemoine.post(f"/desk/api/keys/locks/{theirs.id}/remove", signed_removal(LEMOINE, theirs.id))
    assert theirs.id in {row.id for row in house.rows("referent_locks")}


async def test_a_rehearsal_is_kept_with_its_way_in_and_goes_with_it(house: House, lemoine: Referent):
    (first,) = (await key_of(lemoine))["locks"]
    house.clock.advance(minutes=1)
    sheet = (await lemoine.post("/desk/api/keys/locks", signed_lock(LEMOINE, lock(kind="sheet")))).json()["id"]
    house.clock.advance(minutes=1)
    assert (await lemoine.post(f"/desk/api/keys/locks/{sheet}/rehearsed")).json() == {"id": sheet}
    shown = {way["id"]: way["rehearsed_at"] for way in (await key_of(lemoine))["locks"]}
    assert shown == {first["id"]: None, sheet: house.clock().isoformat()}
    house.clock.advance(minutes=1)
    await lemoine.post(f"/desk/api/keys/locks/{sheet}/rehearsed")
    assert [way["rehearsed_at"] for way in (await key_of(lemoine))["locks"]] == [None, house.clock().isoformat()]
    await lemoine.post(f"/desk/api/keys/locks/{sheet}/remove", signed_removal(LEMOINE, sheet))
    assert house.rows("lock_rehearsals") == []
    again = await lemoine.post(f"/desk/api/keys/locks/{sheet}/rehearsed")
    assert (again.status_code, again.json()["error"]) == (404, "key_unknown")


async def test_nobody_rehearses_a_colleagues_way_in(house: House, lemoine: Referent):
    (theirs,) = [row for row in house.rows("referent_locks") if row.referent_id == DIALLO]
    refused = await lemoine.post(f"/desk/api/keys/locks/{theirs.id}/rehearsed")
    assert (refused.status_code, refused.json()["error"]) == (404, "key_unknown")
    assert house.rows("lock_rehearsals") == []


@pytest.mark.parametrize(
    "wrong",
    [
        lock(kind="autre"),
        lock(kind="passkey"),
        lock(credential="x"),
        lock(label=""),
        lock(label="x" * 61),
        lock(label=None),
        lock(wrapped_key="AGE-SECRET-KEY-1"),
        {},
    ],
)
async def test_a_malformed_way_in_is_refused(lemoine: Referent, wrong: dict):
    answer = await lemoine.post("/desk/api/keys/locks", signed_lock(LEMOINE, wrong))
    assert (answer.status_code, answer.json()["error"]) == (422, "keys_malformed")
    assert len((await key_of(lemoine))["locks"]) == 1


def months(*names: str, by: str = "x") -> dict:
    return {"months": [{"month": n, "recipient": recipient_for(by, n), "wrapped_identity": ARMOUR} for n in names]}


async def test_a_drill_exercises_the_key_and_makes_months_ahead(house: House, lemoine: Referent):
    house.clock.advance(days=100)
    await lemoine.enter("mme.lemoine")
    assert (await key_of(lemoine))["drill_due"] is True
    assert (await lemoine.post("/desk/api/drill")).status_code == 200
    there = [one["month"] for one in (await key_of(lemoine))["months"]]
    wanted = [month for month in months_from(house.clock(), 12) if month not in there]
    assert wanted == ["2027-11", "2027-12", "2028-01", "2028-02"]
    added = await lemoine.post("/desk/api/keys/months", signed_months(LEMOINE, months(*wanted)))
    again = await lemoine.post("/desk/api/keys/months", signed_months(LEMOINE, months(*wanted)))
    assert (added.json(), again.json()) == ({"months": 4}, {"months": 0})
    key = await key_of(lemoine)
    assert key["drill_due"] is False
    assert len(key["months"]) == 16
    assert key["exercised_at"] == house.clock().isoformat()


@pytest.mark.parametrize("wrong", [("2027-11",), ("2026-10",), ("2026-12",), ("2027-13",), ()])
async def test_months_too_far_gone_by_or_there_already_are_refused(house: House, lemoine: Referent, wrong: tuple):
    answer = await lemoine.post("/desk/api/keys/months", signed_months(LEMOINE, months(*wrong)))
    assert (answer.status_code, answer.json()["error"]) == (422, "keys_malformed")
    assert len([row for row in house.rows("referent_months") if row.referent_id == LEMOINE]) == 12


async def test_an_administrator_is_told_apart(house: House, referent: Referent):
    house.ent_world.groups["grp-parlons-en"].members.append("c3d5c0de-0000-4000-8000-000000000006")
    await referent.enter("mme.besson")
    assert (await referent.get("/desk/api/me")).json()["is_administrator"] is True


async def test_the_platforms_own_team_is_nobodys_reader(house: House, referent: Referent):
    house.ent_world.groups["grp-parlons-en"].members.append("e5d5c0de-0000-4000-8000-000000000001")
    assert (await referent.enter("super.admin")).status_code == 403


async def test_nothing_of_a_key_is_shown_to_its_leaver_but_what_is_compared(house: House, lemoine: Referent):
    diallo = Referent(house)
    await diallo.enter("m.diallo")
    assert (await diallo.post(f"/desk/api/directory/{LEMOINE}/left", {"school": "col-zola"})).status_code == 200
    assert (await lemoine.get("/desk/api/me")).json()["error"] == "desk_sign_in_needed"
    await lemoine.enter("mme.lemoine")
    key = await key_of(lemoine)
    assert (key["left"], key["counted"], key["locks"], key["months"], key["wrapped_signing"]) == (
        True,
        False,
        [],
        [],
        None,
    )
    assert key["signing_key"] == signing_key_of(LEMOINE)
    await diallo.http.aclose()


async def test_a_key_made_by_whoever_came_back_waits_again(house: House, lemoine: Referent):
    group = house.ent_world.groups["grp-parlons-en"]
    group.members.remove(LEMOINE)
    assert (await lemoine.enter("mme.lemoine")).status_code == 403
    group.members.append(LEMOINE)
    await lemoine.enter("mme.lemoine")
    assert (await key_of(lemoine))["left"] is True
    assert (await lemoine.post("/desk/api/keys", key_set())).status_code == 201
    key = await key_of(lemoine)
    assert (key["left"], key["counted"], len(key["locks"])) == (False, False, 1)

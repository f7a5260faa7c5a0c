import pytest

from handoff.keys import counting
from tests.keys import recipient_for
from tests.web.arriving import arrive
from tests.web.browsers import Referent
from tests.web.house import DIALLO, FAURE, LEMOINE, MONTHS, House, keys_of
from tests.web.key_sets import key_set, lock


async def test_a_key_that_counts_is_never_overwritten(house: House, referent: Referent):
    await referent.enter("mme.lemoine")
    first = await referent.post("/desk/api/keys", key_set(function="CPE"))
    counting.count(house.services.db, LEMOINE, house.clock())
    again = await referent.post("/desk/api/keys", key_set("y"))

    assert first.status_code == 201
    assert again.status_code == 409
    assert again.json()["error"] == "key_exists"
    key = (await referent.get("/desk/api/me")).json()["key"]
    assert key["key_recipient"] == recipient_for("x", "own")
    assert [month["month"] for month in key["months"]] == list(MONTHS)


WRONG_KEYS = {
    "eleven months": {"months": key_set()["months"][:11]},
    "thirteen months": {"months": [*key_set()["months"], key_set()["months"][0] | {"month": "2027-11"}]},
    "a month twice": {"months": [*key_set()["months"][:11], key_set()["months"][0]]},
    "months that begin later": {"months": [*key_set()["months"][1:], key_set()["months"][0] | {"month": "2027-11"}]},
    "no month": {"months": []},
    "months that are no list": {"months": "2026-11"},
    "a clear identity": {"locks": [lock(wrapped_key="AGE-SECRET-KEY-PQ-1QQQ")]},
    "no lock": {"locks": []},
    "a lock of another kind": {"locks": [lock(kind="fingerprint")]},
    "a passkey that cannot be asked for": {"locks": [lock(kind="passkey")]},
    "a passphrase with a credential": {"locks": [lock(credential="x")]},
    "a lock without a name": {"locks": [lock(label=" ")]},
    "too many locks": {"locks": [lock()] * 21},
    "a signing key of another kind": {"signing_key": "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE"},
    "a signing key that is not on the curve": {"signing_key": key_set()["signing_key"][:-8] + "AAAAAAAA"},
    "a clear signing key": {"wrapped_signing": "secret"},
    "a classic recipient": {"key_recipient": "age1" + "q" * 58},
    "a function without end": {"function": "x" * 61},
    "no recipient": {"key_recipient": None},
}


@pytest.mark.parametrize("change", WRONG_KEYS.values(), ids=WRONG_KEYS.keys())
async def test_a_malformed_key_set_is_refused_and_nothing_is_kept(house: House, referent: Referent, change: dict):
    await referent.enter("mme.lemoine")
    answer = await referent.post("/desk/api/keys", key_set(**change))

    assert answer.status_code == 422
    assert answer.json()["error"] == "keys_malformed"
    assert house.rows("referents") == []


async def test_only_envelopes_addressed_to_me_are_listed_and_given(house: House, referent: Referent):
    house.enrol()
    mine = await arrive(house, [LEMOINE, DIALLO])
    theirs = await arrive(house, [DIALLO])
    await referent.enter("mme.lemoine")

    listed = (await referent.get("/desk/api/envelopes")).json()
    assert [line["id"] for line in listed] == [mine]
    given = (await referent.get(f"/desk/api/envelopes/{mine}")).json()
    assert given["header"]["id"] == mine
    assert given["header"] == {
        "v": 1,
        "id": mine,
        "school": "col-zola",
        "date": "2026-11-24",
        "month": "2026-11",
        "readers": 2,
        "size": 2048,
    }
    assert given["armour"].startswith("-----BEGIN AGE")
    unknown = await referent.get("/desk/api/envelopes/6f1f3f3e-0000-4000-8000-000000000000")
    refused = await referent.get(f"/desk/api/envelopes/{theirs}")
    assert refused.status_code == unknown.status_code == 404
    assert refused.json() == unknown.json()


async def test_opened_and_taken_are_seen_by_the_group(house: House, referent: Referent):
    house.enrol()
    envelope = await arrive(house, [LEMOINE, DIALLO])
    await referent.enter("mme.lemoine")
    assert (await referent.post(f"/desk/api/envelopes/{envelope}/opened")).status_code == 200
    assert (await referent.post(f"/desk/api/envelopes/{envelope}/taken")).status_code == 200

    colleague = Referent(house)
    await colleague.enter("m.diallo")
    (line,) = (await colleague.get("/desk/api/envelopes")).json()
    assert line["opened_by"] == ["Mme Lemoine"]
    assert line["taken_by"] == "Mme Lemoine"
    assert line["mine"] == {"opened": False}
    await colleague.http.aclose()


async def test_someone_who_changed_school_no_longer_reads_the_old_ones(house: House, referent: Referent):
    house.enrol()
    envelope = await arrive(house, [LEMOINE, DIALLO])
    zola, camus = house.ent_world.groups["grp-parlons-en"], house.ent_world.groups["92766-1510043922665"]
    zola.members = [member for member in zola.members if member != LEMOINE]
    camus.members = [*camus.members, LEMOINE]
    await referent.enter("mme.lemoine")

    assert (await referent.get("/desk/api/envelopes")).json() == []
    assert (await referent.get(f"/desk/api/envelopes/{envelope}")).status_code == 404


async def test_a_referent_of_another_school_sees_nothing_of_ours(house: House, referent: Referent):
    house.enrol()
    house.enrol(keys_of(FAURE, "M. Faure", "lyc-camus"))
    envelope = await arrive(house, [LEMOINE, DIALLO])
    await referent.enter("m.faure")

    assert (await referent.get("/desk/api/envelopes")).json() == []
    assert (await referent.get(f"/desk/api/envelopes/{envelope}")).status_code == 404
    assert (await referent.post(f"/desk/api/envelopes/{envelope}/opened")).status_code == 404

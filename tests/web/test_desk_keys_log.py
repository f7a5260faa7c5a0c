"""The log at the desk: what I signed of it is there for my colleagues, and each school has its own."""

from tests.keys import keys_for, sign
from tests.web.browsers import Referent
from tests.web.house import CAMUS, DIALLO, FAURE, LEMOINE, ROCHE, START, ZOLA, House, keys_of
from tests.web.test_desk_keys_directory import at_desk, countersign, directory_of, vouch_for
from tests.web.test_referents_of_several_schools import put_in, take_out


async def test_my_head_is_kept_for_my_colleagues_to_see(house: House, referent: Referent):
    house.enrol()
    await referent.enter("mme.lemoine")
    last = (await directory_of(referent))["log"][-1]
    said = {"head": last["hash"], "school": ZOLA.id, "seq": last["seq"]}
    body = {"school": ZOLA.id, "seq": last["seq"], "hash": last["hash"], "signature": sign(LEMOINE, said)}
    assert (await referent.post("/desk/api/directory/head", body)).status_code == 200
    diallo = await at_desk(house, DIALLO)
    (head,) = (await directory_of(diallo))["heads"]
    assert head == {"referent": LEMOINE, "seq": last["seq"], "hash": last["hash"], "signature": body["signature"]}
    forged = await diallo.post("/desk/api/directory/head", body)
    assert forged.json()["error"] == "signature_refused"
    off = await referent.post("/desk/api/directory/head", body | {"hash": "a" * 64})
    assert (off.status_code, off.json()["error"]) == (409, "head_refused")
    for seq in ("1", 0, -1, True, 10**12, None):
        assert (await referent.post("/desk/api/directory/head", body | {"seq": seq})).status_code == 400
    await diallo.http.aclose()


async def test_a_key_made_elsewhere_has_its_log_where_it_was_made(house: House, referent: Referent):
    house.enrol()
    house.enrol(keys_for(FAURE, CAMUS.id, "M. Faure", START))
    put_in(house, CAMUS.group_id, LEMOINE)
    await referent.enter("mme.lemoine")
    assert {one["id"] for one in (await directory_of(referent))["people"]} == {LEMOINE, DIALLO}
    there = await directory_of(referent, CAMUS.id)
    assert [one["id"] for one in there["people"]] == [FAURE]
    assert {entry["subject"] for entry in there["log"]} == {FAURE}
    assert there["shares_wanted"] is False


async def test_a_key_that_counts_here_and_was_made_elsewhere_is_shown_with_its_proof(house: House, referent: Referent):
    house.enrol(*(keys_of(who, name) for who, name in ((LEMOINE, "Mme Lemoine"), (DIALLO, "M. Diallo"))))
    house.enrol(keys_of(FAURE, "M. Faure", CAMUS.id))
    put_in(house, CAMUS.group_id, LEMOINE)
    await referent.enter("mme.lemoine")
    faure = Referent(house)
    await faure.enter("m.faure")
    there = await directory_of(faure, CAMUS.id)
    (zola,) = there["elsewhere"]
    shown = {one["id"]: one for one in zola["people"]}
    assert (zola["school"], zola["log"]) == (ZOLA.id, (await directory_of(referent))["log"])
    assert (shown[LEMOINE]["name"], shown[LEMOINE]["here"], shown[LEMOINE]["counted"]) == ("Mme Lemoine", True, True)
    assert shown[DIALLO].keys() == {"id", "key_recipient", "signing_key", "counted", "left", "here"}
    assert "Diallo" not in str(there)
    assert (await directory_of(referent))["elsewhere"] == []
    await faure.http.aclose()


async def test_who_moved_is_gone_from_the_first_school_and_counts_at_the_second(house: House, referent: Referent):
    house.enrol()
    house.enrol(keys_of(FAURE, "M. Faure", CAMUS.id))
    put_in(house, CAMUS.group_id, LEMOINE)
    take_out(house, ZOLA.group_id, LEMOINE)
    await referent.enter("mme.lemoine")
    diallo = await at_desk(house, DIALLO)
    at_zola = {one["id"]: one for one in (await directory_of(diallo))["people"]}
    assert (at_zola[LEMOINE]["left"], at_zola[LEMOINE]["counted"], at_zola[LEMOINE]["offered"]) == (True, False, False)
    (zola,) = (await directory_of(referent, CAMUS.id))["elsewhere"]
    moved = next(one for one in zola["people"] if one["id"] == LEMOINE)
    assert (moved["left"], moved["counted"], moved["here"]) == (False, True, True)
    await diallo.http.aclose()


async def test_who_came_from_elsewhere_vouches_for_nobody_here(house: House, referent: Referent):
    house.enrol()
    house.enrol(keys_of(FAURE, "M. Faure", CAMUS.id))
    house.enrol_pending(keys_of(ROCHE, "M. Roche", CAMUS.id))
    for who in (LEMOINE, ROCHE):
        put_in(house, CAMUS.group_id, who)
    await referent.enter("mme.lemoine")
    said = vouch_for(ROCHE, LEMOINE, CAMUS.id)
    assert await countersign(referent, ROCHE, said) == (409, "key_not_counted")

"""What cannot be taken back asks for the owner of the key, there and now: an ENT account, a session or an old proof are not enough."""

import pytest

from handoff.keys import recovery
from tests.web.arriving import arrive
from tests.web.browsers import OUR_HEADERS, Referent
from tests.web.house import BENALI, DIALLO, LEMOINE, PUBLIC, House, keys_of
from tests.web.key_sets import ARMOUR, lock
from tests.web.own_signatures import proof_of, signed_lock, signed_recovery, signed_removal
from web.app import DOORS
from web.desk.presence import PRESENCE_SECONDS

ASKED_FOR = {
    "desk_add_lock",
    "desk_remove_lock",
    "desk_left",
    "desk_recovery_done",
    "desk_recovery_give",
    "desk_exported",
    "desk_hold",
    "desk_release",
}
HEADER = "X-Parlons-Presence"


@pytest.fixture
async def desk(house: House, referent: Referent) -> Referent:
    """Mme Lemoine at the desk, with a colleague who asked her for her share."""
    house.enrol()
    house.enrol(keys_of(BENALI, "Mme Benali"))
    recovery.keep_shares(house.services.db, DIALLO, {LEMOINE: ARMOUR, BENALI: ARMOUR})
    recovery.ask(house.services.db, DIALLO, keys_of("x", "x").key_recipient, ARMOUR, house.clock())
    await referent.enter("mme.lemoine")
    referent.shows_presence = False
    return referent


async def acts(house: House) -> dict[str, tuple[str, dict]]:
    """Each act that asks for presence, whole but for the proof."""
    envelope = await arrive(house, [LEMOINE, BENALI])
    mine = next(row.id for row in house.rows("referent_locks") if row.referent_id == LEMOINE)
    locks = {"locks": [lock(label="Autre")]}
    return {
        "desk_add_lock": ("/desk/api/keys/locks", signed_lock(LEMOINE, lock(label="Autre"))),
        "desk_remove_lock": (f"/desk/api/keys/locks/{mine}/remove", signed_removal(LEMOINE, mine)),
        "desk_left": (f"/desk/api/directory/{BENALI}/left", {"school": "col-zola"}),
        "desk_recovery_done": ("/desk/api/recovery/done", signed_recovery(LEMOINE, locks)),
        "desk_recovery_give": (f"/desk/api/recovery/{DIALLO}", {"armour": ARMOUR}),
        "desk_exported": (f"/desk/api/envelopes/{envelope}/exported", {}),
        "desk_hold": (f"/desk/api/envelopes/{envelope}/hold", {}),
        "desk_release": (f"/desk/api/envelopes/{envelope}/release", {}),
    }


TABLES = ("referent_locks", "recoveries", "recovery_given", "directory_log", "case_events", "referents")


def everything(house: House) -> dict[str, list]:
    return {table: house.rows(table) for table in TABLES}


async def challenge_of(browser: Referent) -> str:
    return (await browser.get("/desk/api/presence")).json()["challenge"]


async def send(browser: Referent, path: str, body: dict, proof: dict[str, str]) -> tuple[int, str | None]:
    answer = await browser.http.post(PUBLIC + path, json=body, headers=OUR_HEADERS | proof)
    return answer.status_code, answer.json().get("error")


def test_the_list_is_of_the_route_table():
    assert {door.name for door in DOORS if door.caller.name.endswith("who is there")} == ASKED_FOR


@pytest.mark.parametrize("name", sorted(ASKED_FOR))
async def test_nothing_is_done_without_a_proof_of_this_moment(house: House, desk: Referent, name: str):
    path, body = (await acts(house))[name]
    challenge = await challenge_of(desk)
    good = proof_of(LEMOINE, challenge)[HEADER]
    other = Referent(house)
    await other.enter("m.diallo")
    theirs = await challenge_of(other)
    again = Referent(house)
    await again.enter("mme.lemoine")
    before = everything(house)
    refused = {
        "none": {},
        "empty": {HEADER: ""},
        "a challenge alone": {HEADER: challenge},
        "by a colleague's key": proof_of(DIALLO, challenge),
        "of a colleague's session": proof_of(LEMOINE, theirs),
        "of another session of hers": proof_of(LEMOINE, await challenge_of(again)),
        "of another moment": {HEADER: str(int(good.partition(".")[0]) - 1) + "." + good.partition(".")[2]},
        "of a challenge that is not ours": proof_of(LEMOINE, challenge[:-1] + ("0" if challenge[-1] != "0" else "1")),
        "damaged": {HEADER: good[:-4] + "AAAA"},
        "very long": {HEADER: good + "A" * 4000},
        "of other digits": {HEADER: "٣" + good},
    }
    for why, proof in refused.items():
        sent = {header: value.encode() for header, value in proof.items()}
        assert await send(desk, path, body, sent) == (403, "presence_needed"), why
    assert everything(house) == before
    assert (await send(desk, path, body, {HEADER: good}))[1] != "presence_needed"
    for browser in (other, again):
        await browser.http.aclose()


async def test_a_proof_serves_for_five_minutes_and_not_one_second_more(house: House, desk: Referent):
    path, body = (await acts(house))["desk_hold"]
    proof = proof_of(LEMOINE, await challenge_of(desk))
    house.clock.advance(seconds=PRESENCE_SECONDS - 1)
    assert (await send(desk, path, body, proof))[0] == 200
    house.clock.advance(seconds=1)
    assert await send(desk, path, body, proof) == (403, "presence_needed")


async def test_a_challenge_of_the_future_serves_nobody(house: House, desk: Referent):
    path, body = (await acts(house))["desk_hold"]
    proof = proof_of(LEMOINE, await challenge_of(desk))
    house.clock.advance(seconds=-1)
    assert await send(desk, path, body, proof) == (403, "presence_needed")


async def test_a_proof_outlives_a_rotation_of_the_servers_keys(house: House, desk: Referent):
    path, body = (await acts(house))["desk_hold"]
    proof = proof_of(LEMOINE, await challenge_of(desk))
    house.changes = {"server_keys": (bytes(range(1, 33)), bytes(range(32)))}
    house.restart_web()
    assert (await send(desk, path, body, proof))[0] == 200


async def test_whoever_left_is_given_no_challenge(house: House, desk: Referent):
    body = {"school": "col-zola"}
    await send(desk, f"/desk/api/directory/{BENALI}/left", body, proof_of(LEMOINE, await challenge_of(desk)))
    gone = Referent(house)
    await gone.enter("mme.benali")
    answer = await gone.get("/desk/api/presence")
    assert (answer.status_code, answer.json()["error"]) == (403, "key_left")
    await gone.http.aclose()


async def test_who_does_not_read_a_message_is_not_asked_for_anything(house: House, desk: Referent):
    """The answer is the one for a message that never was, with a proof or without."""
    envelope = await arrive(house, [DIALLO, BENALI])
    proof = proof_of(LEMOINE, await challenge_of(desk))
    for one in (envelope, "e" * 8, "00000000-0000-4000-8000-000000000000"):
        for act in ("exported", "hold", "release"):
            for given in ({}, proof):
                assert await send(desk, f"/desk/api/envelopes/{one}/{act}", {}, given) == (404, "desk_envelope_unknown")


async def test_help_is_asked_for_by_whoever_has_just_come_back_from_the_ent(house: House, desk: Referent):
    asked = {"recipient": keys_of("y", "y").key_recipient, "wrapped_identity": ARMOUR}
    recovery.keep_shares(house.services.db, LEMOINE, {DIALLO: ARMOUR, BENALI: ARMOUR})
    house.clock.advance(seconds=PRESENCE_SECONDS)
    proof = proof_of(LEMOINE, await challenge_of(desk))
    assert await send(desk, "/desk/api/recovery", asked, proof) == (403, "fresh_sign_in_needed")
    page = await desk.come_again()
    assert "C&#39;est bien vous" in page.text
    assert (await send(desk, "/desk/api/recovery", asked, {}))[0] == 200


async def test_coming_back_as_somebody_else_changes_nothing(house: House, desk: Referent):
    await desk.log_in_to_ent("m.diallo")
    before = house.rows("desk_sessions")
    page = await desk.come_again()

    assert page.status_code == 403
    assert "pas le même compte" in page.text
    assert house.rows("desk_sessions") == before
    assert (await desk.get("/desk/api/me")).json()["id"] == LEMOINE


async def test_coming_back_makes_another_session_and_ends_the_one_before(house: House, desk: Referent):
    (before,) = house.rows("desk_sessions")
    await desk.come_again()
    (after,) = house.rows("desk_sessions")

    assert before.session != after.session
    assert (await desk.get("/desk/api/me")).json()["id"] == LEMOINE


async def test_coming_back_when_the_desk_is_shut_is_a_sign_in_like_another(house: House, referent: Referent):
    await referent.log_in_to_ent("mme.lemoine")
    page = await referent.come_again()

    assert str(page.url).endswith("/desk")
    assert (await referent.get("/desk/api/me")).status_code == 200

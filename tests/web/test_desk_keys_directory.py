"""The directory at the desk: who vouches for whom, and the log that tells it."""

from itertools import permutations

import pytest

from handoff.keys import directory_log
from handoff.keys.directory_log import LogEntry
from tests.keys import recipient_for, sign, signing_key_of
from tests.web.browsers import Referent
from tests.web.house import BENALI, CAMUS, DIALLO, FAURE, LEMOINE, ROCHE, START, ZOLA, House, keys_of
from tests.web.key_sets import key_set
from tests.web.test_referents_of_several_schools import put_in, take_out

LOGINS = {LEMOINE: "mme.lemoine", DIALLO: "m.diallo", BENALI: "mme.benali"}
BESSON = "c3d5c0de-0000-4000-8000-000000000006"


def vouch_for(subject: str, by: str, school: str = ZOLA.id, **changes: str) -> dict:
    """What the browser of `by` posts."""
    said = {"countersigns": subject, "key": keys_of(subject, "").hash, "school": school, **changes}
    return {"school": school, "key": said["key"], "signature": sign(by, said)}


async def at_desk(house: House, who: str) -> Referent:
    browser = Referent(house)
    await browser.enter(LOGINS[who])
    return browser


async def directory_of(browser: Referent, school: str = ZOLA.id) -> dict:
    answer = await browser.get(f"/desk/api/directory?school={school}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def countersign(browser: Referent, subject: str, body: dict) -> tuple[int, object]:
    answer = await browser.post(f"/desk/api/directory/{subject}/countersign", body)
    return answer.status_code, answer.json().get("counted", answer.json().get("error"))


async def test_a_first_ceremony_of_three_at_the_desk(house: House):
    people = {who: await at_desk(house, who) for who in LOGINS}
    for who, browser in people.items():
        assert (await browser.post("/desk/api/keys", key_set(who))).status_code == 201
    last = None
    for by, subject in permutations(LOGINS, 2):
        assert all(not one["offered"] for one in (await directory_of(people[by]))["people"])
        last = await countersign(people[by], subject, vouch_for(subject, by))
    assert last == (200, sorted(LOGINS))
    shown = await directory_of(people[LEMOINE])
    assert {one["id"]: (one["counted"], one["offered"], one["left"]) for one in shown["people"]} == dict.fromkeys(
        LOGINS, (True, True, False)
    )
    for one in shown["people"]:
        assert {each["id"] for each in one["countersigned_by"]} == LOGINS.keys() - {one["id"]}
    assert [entry["kind"] for entry in shown["log"]] == ["enrolled"] * 3 + ["countersigned"] * 6 + ["counted"] * 3
    assert directory_log.is_whole(ZOLA.id, [LogEntry(**entry) for entry in shown["log"]])
    for browser in people.values():
        await browser.http.aclose()


async def test_the_public_half_of_each_key_is_shown_and_no_more(house: House, referent: Referent):
    house.enrol(keys_of(LEMOINE, "Mme Lemoine", function="CPE"))
    await referent.enter("mme.lemoine")
    (person,) = (await directory_of(referent))["people"]
    assert person == {
        "id": LEMOINE,
        "name": "Mme Lemoine",
        "function": "CPE",
        "key_recipient": recipient_for(LEMOINE, "own"),
        "signing_key": signing_key_of(LEMOINE),
        "fingerprint": person["fingerprint"],
        "counted": True,
        "left": False,
        "offered": True,
        "exercised_at": START.isoformat(),
        "countersigned_by": [],
        "absent": None,
    }
    assert "wrapped" not in str(person)
    assert person["fingerprint"].replace(" ", "") == keys_of(LEMOINE, "").hash[:40]


REFUSED = {
    "my own key": (LEMOINE, {}, 409, "key_of_yourself"),
    "a key that changed": (ROCHE, {"key": "a" * 64}, 409, "key_changed"),
    "signed for somebody else": (ROCHE, {"countersigns": DIALLO}, 422, "signature_refused"),
    "signed for another school": (ROCHE, {"school": CAMUS.id}, 422, "signature_refused"),
    "nobody": ("personne", {}, 404, "key_unknown"),
}


@pytest.mark.parametrize(("subject", "said", "status", "code"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_countersign_is_refused(house: House, referent: Referent, subject, said, status, code):
    house.enrol()
    house.enrol_pending(keys_of(ROCHE, "M. Roche"))
    await referent.enter("mme.lemoine")
    body = vouch_for(subject, LEMOINE, **said) | {"school": ZOLA.id}
    assert await countersign(referent, subject, body) == (status, code)
    assert house.rows("key_countersigns") == []


async def test_the_two_signatures_of_colleagues_make_a_key_count(house: House, referent: Referent):
    house.enrol()
    house.enrol_pending(keys_of(ROCHE, "M. Roche"))
    await referent.enter("mme.lemoine")
    diallo = await at_desk(house, DIALLO)
    assert await countersign(referent, ROCHE, vouch_for(ROCHE, LEMOINE)) == (200, [])
    assert await countersign(diallo, ROCHE, vouch_for(ROCHE, LEMOINE)) == (422, "signature_refused")
    assert await countersign(diallo, ROCHE, vouch_for(ROCHE, DIALLO)) == (200, [ROCHE])
    await diallo.http.aclose()


async def test_an_administrator_vouches_for_nobody_even_with_a_key_that_counts(house: House, referent: Referent):
    house.enrol()
    house.enrol(keys_of(BESSON, "Mme Besson"))
    house.enrol_pending(keys_of(ROCHE, "M. Roche"))
    put_in(house, ZOLA.group_id, BESSON)
    await referent.enter("mme.besson")
    assert await countersign(referent, ROCHE, vouch_for(ROCHE, BESSON)) == (409, "key_administrator")
    assert house.rows("key_countersigns") == []


async def test_whose_key_does_not_count_vouches_for_nobody_where_others_do(house: House, referent: Referent):
    house.enrol()
    house.enrol_pending(keys_of(BENALI, "Mme Benali"), keys_of(ROCHE, "M. Roche"))
    await referent.enter("mme.benali")
    assert await countersign(referent, ROCHE, vouch_for(ROCHE, BENALI)) == (409, "key_not_counted")
    left = await referent.post(f"/desk/api/directory/{LEMOINE}/left", {"school": ZOLA.id})
    assert left.json()["error"] == "key_not_counted"


@pytest.mark.parametrize("body", [{}, {"key": "A" * 64}, {"signature": "x"}, {"key": 1}, {"signature": None}])
async def test_a_malformed_countersign_is_refused(house: House, referent: Referent, body: dict):
    house.enrol()
    house.enrol_pending(keys_of(ROCHE, "M. Roche"))
    await referent.enter("mme.lemoine")
    whole = vouch_for(ROCHE, LEMOINE)
    sent = whole | body if body else {"school": ZOLA.id}
    assert await countersign(referent, ROCHE, sent) == (400, "bad_request")


async def test_another_schools_directory_is_out_of_reach(house: House, referent: Referent):
    house.enrol()
    house.enrol_pending(keys_of(FAURE, "M. Faure", CAMUS.id))
    await referent.enter("mme.lemoine")
    for school in (CAMUS.id, "autre", ""):
        answer = await referent.get(f"/desk/api/directory?school={school}")
        assert (answer.status_code, answer.json()["error"]) == (404, "key_unknown")
    status = await countersign(referent, FAURE, vouch_for(FAURE, LEMOINE, CAMUS.id))
    assert status == (404, "key_unknown")
    assert await countersign(referent, FAURE, vouch_for(FAURE, LEMOINE)) == (404, "key_unknown")
    assert (await referent.post(f"/desk/api/directory/{FAURE}/left", {"school": ZOLA.id})).status_code == 404


async def test_a_leaver_is_shown_as_gone_and_whoever_came_back_as_waiting(house: House, referent: Referent):
    house.enrol()
    house.enrol(keys_of(BENALI, "Mme Benali"))
    await referent.enter("mme.lemoine")
    take_out(house, ZOLA.group_id, DIALLO)
    gone = Referent(house)
    assert (await gone.enter("m.diallo")).status_code == 403
    shown = {one["id"]: one for one in (await directory_of(referent))["people"]}
    assert (shown[DIALLO]["left"], shown[DIALLO]["counted"], shown[DIALLO]["offered"]) == (True, False, False)
    put_in(house, ZOLA.group_id, DIALLO)
    await gone.enter("m.diallo")
    shown = {one["id"]: one for one in (await directory_of(referent))["people"]}
    assert (shown[DIALLO]["left"], shown[DIALLO]["counted"]) == (False, False)
    benali = await at_desk(house, BENALI)
    assert await countersign(referent, DIALLO, vouch_for(DIALLO, LEMOINE)) == (200, [])
    assert await countersign(benali, DIALLO, vouch_for(DIALLO, BENALI)) == (200, [DIALLO])
    assert (await gone.get("/desk/api/me")).json()["key"]["counted"] is True
    for browser in (gone, benali):
        await browser.http.aclose()


async def test_nobody_sees_when_a_colleague_has_used_their_key(house: House, referent: Referent):
    house.enrol(keys_of(LEMOINE, "Mme Lemoine"), keys_of(DIALLO, "M. Diallo"))
    await referent.enter("mme.lemoine")
    used = {one["id"]: one["exercised_at"] for one in (await directory_of(referent))["people"]}
    assert used == {LEMOINE: START.isoformat(), DIALLO: None}

"""The sign-in gives a cookie of its own: whoever knew the one of before has nothing of what it brought."""

import asyncio

import pytest

from tests.doors.cookies import NAME, WithCookie, cookie_of, let_it_be_due
from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEMOINE, House
from web.pupil.leaving import sweep
from web.pupil.session_keys import read_token
from web.pupil.session_tokens import GRACE_SECONDS, NewToken, Succession, sign_in_with, succeed
from web.pupil.sessions import find_session


async def test_signing_in_gives_another_cookie_at_once(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    before = cookie_of(pupil)
    await pupil.sign_in()

    assert cookie_of(pupil) != before
    assert (await pupil.see_readers()).status_code == 200


async def test_who_knew_the_cookie_of_before_has_nothing_of_what_the_sign_in_brought(house: House, pupil: Pupil):
    """Somebody opened the assistant, wrote the cookie down, and left the window open for another child."""
    house.enrol()
    await pupil.open()
    planted = WithCookie(house, cookie_of(pupil), pupil)
    await pupil.sign_in()

    readers = await planted.get("/api/handoff/readers?school=col-zola")
    assert (readers.status_code, readers.json()["error"]) == (401, "sign_in_needed")
    state = await planted.post("/api/state", {"word": "parapluie"})
    assert (state.status_code, state.json()["error"]) == (401, "sign_in_needed")
    assert (await pupil.see_readers()).status_code == 200
    house.clock.advance(seconds=GRACE_SECONDS)
    assert not await planted.still_in()
    assert (await pupil.see_readers()).status_code == 200


async def test_a_successor_of_the_cookie_of_before_is_not_signed_in_either(house: House, pupil: Pupil):
    await pupil.open()
    planted = WithCookie(house, cookie_of(pupil), pupil)
    await pupil.sign_in()  # whose answer is under way
    await let_it_be_due(house)
    answer = await planted.play(1, text="bonjour")
    planted.cookie = answer.cookies[NAME]
    planted.turn = 1
    assert await planted.still_in()
    refused = await planted.get("/api/handoff/readers?school=col-zola")

    assert refused.json()["error"] == "sign_in_needed"
    assert (await pupil.see_readers()).json().get("error") not in {"sign_in_needed", "session_over"}


async def test_an_answer_of_the_sign_in_that_was_lost_is_made_up_for_by_signing_in_again(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    before = cookie_of(pupil)
    await pupil.sign_in()
    pupil.http.cookies.set(NAME, before, domain="bot.localhost", path="/")
    assert (await pupil.see_readers()).json()["error"] == "sign_in_needed"
    await pupil.say("je suis toujours là")
    await pupil.sign_in()

    assert (await pupil.see_readers()).status_code == 200
    answer, _ = await pupil.deposit([LEMOINE, DIALLO])
    assert answer.status_code == 201


async def test_an_adult_who_signs_in_keeps_their_cookie(house: House, pupil: Pupil):
    await pupil.open()
    before = cookie_of(pupil)
    await pupil.sign_in("parent.martin")

    assert cookie_of(pupil) == before


async def test_a_signed_in_window_stays_so_through_every_change(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    await pupil.sign_in()
    for number in range(5):
        await let_it_be_due(house)
        await pupil.say(f"message {number}")
        house.clock.advance(seconds=GRACE_SECONDS)

    assert (await pupil.see_readers()).status_code == 200


@pytest.mark.parametrize("meanwhile", ["signed in", "left", "begun anew"])
async def test_an_answer_that_took_long_brings_no_cookie_in_the_place_of_a_newer_one(
    house: House, pupil: Pupil, meanwhile: str
):
    await pupil.open()
    await let_it_be_due(house)
    house.rasa.hold = asyncio.Event()
    late = asyncio.create_task(pupil.play(1, text="bonjour"))
    await asyncio.sleep(0.1)
    assert len(house.rasa.turns) == 2, "the call is under way"
    if meanwhile == "signed in":
        assert (await pupil.sign_in()).is_success
    else:
        assert (await pupil.post("/api/leave")).is_success
    house.rasa.hold.set()
    if meanwhile == "begun anew":
        await pupil.open()
    newest = pupil.http.cookies.get(NAME)
    answer = await late

    assert NAME not in answer.headers.get("set-cookie", "")
    assert pupil.http.cookies.get(NAME) == newest


@pytest.mark.parametrize("ended", ["left", "swept"])
async def test_a_session_that_ended_is_not_begun_again_by_a_change_under_way(house: House, pupil: Pupil, ended: str):
    await pupil.open()
    services = house.services
    session = find_session(services.db, services.ring, read_token(cookie_of(pupil)) or b"", house.clock())
    assert session is not None
    if ended == "left":
        await pupil.post("/api/leave")
    else:
        house.clock.advance(minutes=31)
        await sweep(services)
    new = NewToken.draw(services.random_bytes)
    of = Succession(session.session, session.key, session.held, house.clock())

    assert not succeed(services.db, services.ring, of, new, house.clock())
    assert not sign_in_with(services.db, services.ring, session.session, session.key, new, house.clock())
    assert house.rows("session_tokens") == []

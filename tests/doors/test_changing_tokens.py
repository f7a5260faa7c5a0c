"""A pupil's cookie changes while it is used, and at the sign-in; neither two tabs nor a lost answer lose the conversation by it."""

import asyncio
import re
from pathlib import Path

import pytest

from tests.doors.cookies import WithCookie, cookie_of, let_it_be_due
from tests.web.browsers import Pupil
from tests.web.house import House
from vault import SealBroken, derive, unseal
from vault.columns import SESSION_KEY
from web.pupil.leaving import sweep
from web.pupil.session_keys import SESSION_PURPOSE, read_token
from web.pupil.session_tokens import GRACE_SECONDS, ROTATE_SECONDS

ROOT = Path(__file__).resolve().parents[2]


async def test_a_cookie_that_served_for_five_minutes_is_changed_and_the_conversation_goes_on(
    house: House, pupil: Pupil
):
    await pupil.open()
    seen = {cookie_of(pupil)}
    for number in range(4):
        await let_it_be_due(house)
        await pupil.say(f"message {number}")
        seen.add(cookie_of(pupil))

    assert len(seen) == 5
    assert len({turn["conversation"] for turn in house.rasa.turns}) == 1
    assert len(set(house.rasa.keys)) == 1


async def test_no_cookie_serves_for_ten_minutes_of_use(house: House, pupil: Pupil):
    await pupil.open()
    given_at, cookie = house.clock(), cookie_of(pupil)
    for number in range(40):
        house.clock.advance(seconds=50)
        await pupil.say(f"message {number}")
        if cookie_of(pupil) != cookie:
            given_at, cookie = house.clock(), cookie_of(pupil)
        assert (house.clock() - given_at).total_seconds() < 600


async def test_a_cookie_is_not_changed_before_it_is_due(house: House, pupil: Pupil):
    await pupil.open()
    before = cookie_of(pupil)
    house.clock.advance(seconds=ROTATE_SECONDS - 1)
    await pupil.say("bonjour")

    assert cookie_of(pupil) == before


async def test_the_one_before_opens_nothing_once_calls_under_way_have_had_their_time(house: House, pupil: Pupil):
    await pupil.open()
    before = WithCookie(house, cookie_of(pupil), pupil)
    await let_it_be_due(house)
    await pupil.say("un")
    await pupil.say("deux")
    before.turn = pupil.turn
    house.clock.advance(seconds=GRACE_SECONDS - 1)
    assert await before.still_in()

    house.clock.advance(seconds=1)
    assert not await before.still_in()
    pupil.turn += 1
    await pupil.say("trois")


def test_a_piece_that_takes_as_long_as_a_browser_waits_is_still_let_in_by_the_cookie_it_left_with():
    source = (ROOT / "web/client/src/net/pupil-api.ts").read_text(encoding="utf-8")
    (limit,) = re.findall(r"const PIECE_LIMIT = ([0-9_]+);", source)

    assert int(limit) / 1000 < GRACE_SECONDS


async def test_an_answer_that_was_lost_loses_nothing(house: House, pupil: Pupil):
    """The browser never heard of the new cookie: it goes on with the one it has, for as long as it takes, and is given others."""
    await pupil.open()
    deaf = WithCookie(house, cookie_of(pupil), pupil)
    for _ in range(5):
        await let_it_be_due(house)
        assert await deaf.still_in()
        deaf.turn += 1

    assert len(house.rows("session_tokens")) == 2, "the one it has, and the last that was given"


async def test_several_calls_at_once_are_given_one_cookie(house: House, pupil: Pupil):
    await pupil.open()
    await let_it_be_due(house)
    answers = await asyncio.gather(*(pupil.play(1, text="bonjour") for _ in range(6)))

    assert [answer.status_code for answer in answers] == [200] * 6
    assert sum("set-cookie" in answer.headers for answer in answers) == 1
    pupil.turn = 1
    await pupil.say("encore")


async def test_a_refusal_brings_the_new_cookie_too(house: House, pupil: Pupil):
    await pupil.open()
    before = cookie_of(pupil)
    await let_it_be_due(house)
    assert (await pupil.play(1, text=" ")).status_code == 400

    assert cookie_of(pupil) != before
    await pupil.say("bonjour")


async def test_leaving_destroys_every_cookie_of_the_session(house: House, pupil: Pupil):
    await pupil.open()
    before = WithCookie(house, cookie_of(pupil), pupil)
    await let_it_be_due(house)
    await pupil.say("bonjour")
    await pupil.post("/api/leave")

    assert house.rows("session_tokens") == []
    assert not await before.still_in()


async def test_what_opens_nothing_any_more_is_gone_after_the_next_sweep(house: House, pupil: Pupil):
    await pupil.open()
    await let_it_be_due(house)
    await pupil.say("un")
    await pupil.say("deux")
    house.clock.advance(seconds=GRACE_SECONDS)
    await sweep(house.services)

    assert len(house.rows("session_tokens")) == 1


async def test_each_cookie_opens_its_own_row_only(house: House, pupil: Pupil):
    await pupil.open()
    old = read_token(cookie_of(pupil))
    await let_it_be_due(house)
    await pupil.say("un")
    new = read_token(cookie_of(pupil))
    assert old is not None
    assert new is not None
    rows = {row.begun_at: row for row in house.rows("session_tokens")}
    first, second = rows[min(rows)], rows[max(rows)]

    assert unseal(derive(new, SESSION_PURPOSE, second.salt), SESSION_KEY, second.wrapped_key, session=second.session)
    for token, row in ((old, second), (new, first)):
        with pytest.raises(SealBroken):
            unseal(derive(token, SESSION_PURPOSE, row.salt), SESSION_KEY, row.wrapped_key, session=row.session)

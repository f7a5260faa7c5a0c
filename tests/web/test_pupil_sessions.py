import asyncio
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from handoff.carrying import outbox
from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import DIALLO, LEMOINE, House
from vault import KeyRing, SealBroken, derive, unseal, unseal_with_ring
from vault.columns import SESSION_KEY, SESSION_REPLY
from web.pupil import leaving
from web.pupil.leaving import sweep
from web.pupil.sessions import end_session
from web.tables import SESSION_TOKENS


async def test_leaving_destroys_every_row_and_the_cookie_and_asks_rasa_to_forget(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")
    await pupil.sign_in()
    conversation = house.rasa.turns[0]["conversation"]
    answer = await pupil.post("/api/leave")

    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    for table in (
        "sessions",
        "session_tokens",
        "session_replies",
        "sign_ins",
        "session_deposits",
        "ent_tokens",
        "forgets",
    ):
        assert house.rows(table) == [], table
    assert house.rasa.forgotten == [conversation]


async def test_after_leaving_the_old_cookie_opens_nothing(house: House, pupil: Pupil):
    await pupil.open()
    kept = dict(pupil.http.cookies)
    await pupil.post("/api/leave")
    pupil.http.cookies.set("__Host-parlons_session", kept["__Host-parlons_session"], domain="bot.localhost", path="/")
    answer = await pupil.play(1, text="bonjour")

    assert answer.status_code == 401
    assert answer.json()["error"] == "session_over"


async def test_leaving_twice_is_fine(pupil: Pupil):
    await pupil.open()
    assert (await pupil.post("/api/leave")).status_code == 204
    assert (await pupil.post("/api/leave")).status_code == 204


async def test_a_rasa_that_is_down_when_the_pupil_leaves_forgets_at_the_next_sweep(house: House, pupil: Pupil):
    await pupil.open()
    house.rasa.down = True
    assert (await pupil.post("/api/leave")).status_code == 204
    assert house.rows("sessions") == []
    assert len(house.rows("forgets")) == 1

    house.rasa.down = False
    await sweep(house.services)

    assert house.rasa.forgotten == [house.rasa.turns[0]["conversation"]]
    assert house.rows("forgets") == []


async def test_leaving_during_a_turn_keeps_no_answer_and_forgets_after_it(house: House, pupil: Pupil):
    await pupil.open()
    house.rasa.hold = asyncio.Event()
    turn = asyncio.create_task(pupil.play(1, text="bonjour"))
    await asyncio.sleep(0.1)
    await pupil.post("/api/leave")
    house.rasa.hold.set()

    assert (await turn).status_code == 401
    assert house.rows("session_replies") == []
    await sweep(house.services)
    assert house.rasa.forgotten == [house.rasa.turns[0]["conversation"]]


async def test_after_thirty_minutes_of_silence_the_cookie_opens_nothing(house: House, pupil: Pupil):
    await pupil.open()
    house.clock.advance(minutes=30)
    answer = await pupil.play(1, text="bonjour")

    assert answer.status_code == 401
    assert answer.json()["error"] == "session_over"
    assert house.rasa.texts() == []


async def test_thirty_minutes_of_silence_end_the_session_even_if_nobody_comes_back(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.sign_in()
    house.clock.advance(minutes=30)
    await sweep(house.services)

    for table in ("sessions", "session_tokens", "session_replies", "sign_ins", "ent_tokens", "forgets"):
        assert house.rows(table) == [], table
    assert len(house.rasa.forgotten) == 1


async def test_a_session_that_cannot_be_ended_keeps_no_other_from_ending(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    other = Pupil(house)
    await pupil.open()
    await other.open()
    stuck = min(row.session for row in house.rows("sessions"))

    def ends(db: Engine, session: str, conversation: str, now: datetime) -> None:
        if session == stuck:
            raise ValueError("a row that nobody can read")
        end_session(db, session, conversation, now)

    monkeypatch.setattr(leaving, "end_session", ends)
    house.clock.advance(minutes=30)
    with pytest.raises(ValueError, match="a row that nobody can read"):
        await sweep(house.services)

    assert [row.session for row in house.rows("sessions")] == [stuck]
    await other.http.aclose()
    assert len(house.rasa.forgotten) == 1  # what comes after the sessions had its turn too


async def test_someone_who_writes_every_ten_minutes_is_not_cut_off(house: House, pupil: Pupil):
    await pupil.open()
    for number in range(6):
        house.clock.advance(minutes=10)
        await sweep(house.services)
        await pupil.say(f"message {number}")


async def test_after_silence_the_same_browser_begins_afresh(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")
    house.clock.advance(minutes=31)
    answer = await pupil.post("/api/session")

    assert answer.status_code == 201
    assert len({turn["conversation"] for turn in house.rasa.turns}) == 2


@pytest.mark.parametrize("cookie", ["", "x", "A" * 43, "é" * 20, "A" * 5000, "../../etc", "A" * 42 + "="])
async def test_a_cookie_we_did_not_make_is_no_session(house: House, pupil: Pupil, cookie: str):
    headers = OUR_HEADERS | {"X-Parlons-Turn": "0", "Cookie": f"__Host-parlons_session={cookie}".encode()}
    answer = await pupil.http.post("https://bot.localhost/api/turns", json={"turn": 1, "text": "a"}, headers=headers)

    assert answer.status_code == 401


async def test_the_database_and_the_servers_keys_open_no_conversation(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("un secret")
    (session,) = house.rows("session_tokens")
    (reply,) = house.rows("session_replies")
    stolen = house.services.settings.server_keys

    place = {"conversation": reply.conversation, "turn": str(reply.turn)}
    with pytest.raises(SealBroken):
        unseal_with_ring(KeyRing(stolen), SESSION_KEY, session.wrapped_key, session=session.session)
    for secret in (*stolen, session.salt * 2, derive(stolen[0], "pupil-session", session.salt)):
        with pytest.raises(SealBroken):
            unseal(secret, SESSION_KEY, session.wrapped_key, session=session.session)
        with pytest.raises(SealBroken):
            unseal(secret, SESSION_REPLY, reply.sealed, **place)


async def test_the_cookies_token_and_the_conversations_key_are_nowhere_in_the_database(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")
    stored = house.database_bytes()

    assert pupil.http.cookies["__Host-parlons_session"].encode() not in stored
    assert house.rasa.keys[0] not in stored
    assert house.rasa.keys[0].hex().encode() not in stored


async def test_a_row_copied_over_another_session_opens_nothing(house: House, pupil: Pupil):
    await pupil.open()
    other = Pupil(house)
    await other.open()
    mine, theirs = house.rows("session_tokens")
    with house.services.db.begin() as connection:
        swap = {"wrapped_key": theirs.wrapped_key, "salt": theirs.salt}
        connection.execute(sa.update(SESSION_TOKENS).where(SESSION_TOKENS.c.token == mine.token).values(swap))

    answers = [await browser.play(1, text="bonjour") for browser in (pupil, other)]
    assert sorted(answer.status_code for answer in answers) == [200, 401]
    await other.http.aclose()


async def test_a_rotated_server_key_ends_no_conversation(house: House, pupil: Pupil):
    await pupil.open()
    house.changes = {"server_keys": (bytes(range(1, 33)), bytes(range(32)))}
    house.restart_web()

    assert (await pupil.play(1, text="bonjour")).status_code == 200


async def test_leaving_right_after_sending_keeps_the_token_until_the_message_has_left(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    await pupil.sign_in()
    _, sent = await pupil.deposit([LEMOINE, DIALLO])
    conversation = house.rasa.turns[0]["conversation"]
    outbox.promise(house.services.db, sent.id, conversation, house.clock())
    await pupil.post("/api/leave")

    assert len(house.rows("ent_tokens")) == 1
    assert house.rows("sessions") == []

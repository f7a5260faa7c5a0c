"""Several children use one computer: whoever opens the assistant finds nothing of the one before, and never acts in their name."""

import asyncio

import pytest

from handoff import tokens
from handoff.carrying import outbox
from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import DIALLO, LEA, LEMOINE, PUBLIC, House
from web.pupil.leaving import sweep


async def test_opening_again_begins_another_conversation_and_shows_nothing_of_the_one_before(
    house: House, pupil: Pupil
):
    await pupil.open()
    last = await pupil.say("on se moque de moi")
    before = pupil.http.cookies["__Host-parlons_session"]
    opened = await pupil.open()

    assert opened["messages"] != last["messages"]
    assert pupil.http.cookies["__Host-parlons_session"] != before
    first, second = [turn["conversation"] for turn in house.rasa.turns if turn["kind"] == "start"]
    assert first != second
    assert house.rasa.keys[0] != house.rasa.keys[-1]
    assert house.rasa.forgotten == [first]
    for table in ("sessions", "session_replies"):
        assert [row.conversation for row in house.rows(table)] == [second], table
    assert house.rows("forgets") == []


async def test_the_cookie_of_the_one_before_opens_nothing(house: House, pupil: Pupil):
    await pupil.open()
    kept, number = pupil.http.cookies["__Host-parlons_session"], pupil.first + 1
    headers = OUR_HEADERS | pupil.window_headers() | {"Cookie": f"__Host-parlons_session={kept}"}
    await pupil.open()
    browser = Pupil(house)
    answer = await browser.http.post(PUBLIC + "/api/turns", json={"turn": number, "text": "x"}, headers=headers)

    assert answer.json()["error"] == "session_over"
    await browser.http.aclose()


async def test_the_next_child_is_not_signed_in_as_the_first(house: House, signed_in: Pupil):
    assert (await signed_in.see_readers()).status_code == 200
    await signed_in.open()

    assert (await signed_in.see_readers()).json()["error"] == "sign_in_needed"
    for table in ("ent_tokens", "sign_ins", "shown_readers", "session_deposits"):
        assert house.rows(table) == [], table


async def test_a_sign_in_that_the_first_child_began_does_not_sign_the_next_one_in(house: House, pupil: Pupil):
    await pupil.open()
    code = await pupil.come_back_from_ent("lea.martin")
    await pupil.open()

    assert (await pupil.post("/api/sign-in/join", {"code": code})).json()["error"] == "sign_in_expired"
    assert house.rows("ent_tokens") == []


async def test_a_new_session_that_cannot_begin_ends_the_one_before_all_the_same(house: House, signed_in: Pupil):
    house.rasa.down = True
    answer = await signed_in.post("/api/session")

    assert answer.status_code == 503
    assert answer.json()["helplines"]
    for table in ("sessions", "session_replies", "ent_tokens"):
        assert house.rows(table) == [], table
    house.rasa.down = False
    assert (await signed_in.play(1, text="je suis le suivant")).json()["error"] == "session_over"
    assert house.rasa.texts() == []


async def test_a_rasa_that_hangs_while_forgetting_does_not_keep_the_next_child_waiting(house: House, pupil: Pupil):
    await pupil.open()
    house.rasa.hold_forget = asyncio.Event()
    answer = await asyncio.wait_for(pupil.post("/api/session"), 5)

    assert answer.status_code == 201
    assert len(house.rows("forgets")) == 1
    house.rasa.hold_forget.set()
    await house.services.in_flight.settle()
    assert house.rows("forgets") == []


@pytest.mark.parametrize("promised", [True, False], ids=["promised", "only deposited"])
async def test_a_message_that_the_first_child_sent_still_leaves(house: House, signed_in: Pupil, promised: bool):
    _, sent = await signed_in.deposit([LEMOINE, DIALLO])
    conversation = house.rasa.turns[0]["conversation"]
    if promised:
        outbox.promise(house.services.db, sent.id, conversation, house.clock())
    await signed_in.open()

    (row,) = house.rows("outbox")
    assert (row.state, row.conversation) == ("promised", conversation)
    services = house.services
    kept = tokens.find(services.db, services.ring, conversation, house.clock())
    assert kept is not None
    assert kept.user_id == LEA
    assert (await signed_in.see_readers()).json()["error"] == "sign_in_needed"


async def test_opening_again_after_a_lost_answer_is_harmless_and_what_was_lost_is_erased(house: House, pupil: Pupil):
    await pupil.open()
    pupil.http.cookies.clear()
    house.clock.advance(minutes=20)
    await pupil.open()
    lost = house.rasa.turns[0]["conversation"]

    assert (await pupil.play(1, text="bonjour")).status_code == 200
    house.clock.advance(minutes=10)
    await sweep(house.services)
    assert house.rasa.forgotten == [lost]
    assert (await pupil.play(2, text="et après")).status_code == 200


async def test_a_page_that_never_opened_its_session_does_not_speak_in_the_one_before(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")
    for number in (1, 2):
        answer = await pupil.post("/api/turns", {"turn": number, "text": "je suis quelqu'un d'autre"})
        assert answer.json()["error"] == "session_over"
    assert house.rasa.texts() == ["bonjour"]

"""Several children use one computer: whoever opens the assistant finds nothing of the one before, and no window acts for another."""

import asyncio

import pytest

from handoff import outbox, tokens
from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import DIALLO, LEA, LEMOINE, PUBLIC, House
from web.pupil.leaving import sweep

NOE = "a1d5c0de-0000-4000-8000-000000000002"


def other_window(pupil: Pupil) -> Pupil:
    """Another window of the same browser: the same jar of cookies, whichever of them fills it."""
    window = Pupil(pupil.house)
    window.http._cookies = pupil.http._cookies
    return window


def token_of(house: House) -> tokens.PupilToken | None:
    """The ENT token of the conversation that began last."""
    services = house.services
    conversation = [turn for turn in house.rasa.turns if turn["kind"] == "start"][-1]["conversation"]
    return tokens.find(services.db, services.ring, conversation, house.clock())


async def test_opening_again_begins_another_conversation_and_shows_nothing_of_the_one_before(
    house: House, pupil: Pupil
):
    await pupil.open()
    last = await pupil.say("on se moque de moi")
    before = pupil.http.cookies["parlons_session"]
    opened = await pupil.open()

    assert opened["messages"] != last["messages"]
    assert pupil.http.cookies["parlons_session"] != before
    first, second = [turn["conversation"] for turn in house.rasa.turns if turn["kind"] == "start"]
    assert first != second
    assert house.rasa.keys[0] != house.rasa.keys[-1]
    assert house.rasa.forgotten == [first]
    for table in ("sessions", "session_replies"):
        assert [row.conversation for row in house.rows(table)] == [second], table
    assert house.rows("forgets") == []


async def test_the_cookie_of_the_one_before_opens_nothing(house: House, pupil: Pupil):
    await pupil.open()
    kept, number = pupil.http.cookies["parlons_session"], pupil.first + 1
    await pupil.open()
    headers = OUR_HEADERS | {"Cookie": f"parlons_session={kept}"}
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


async def test_an_older_window_never_gets_what_another_window_was_answered(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")
    newer = other_window(pupil)
    await newer.open()
    told = await newer.play(1, text="oui")
    same_words = await pupil.play(1, text="oui")
    next_words = await pupil.play(2, text="oui")

    assert told.status_code == 200
    for answer in (same_words, next_words):
        assert answer.status_code == 401
        assert answer.json()["error"] == "session_over"
        assert "messages" not in answer.json()
    assert house.rasa.texts() == ["bonjour", "oui"]
    assert (await newer.play(2, text="et toi")).status_code == 200


async def test_an_older_window_presses_no_button_and_promises_nothing_in_the_newer_session(house: House, pupil: Pupil):
    house.enrol()
    button = (await pupil.open())["messages"][0]["buttons"][0]["token"]
    newer = other_window(pupil)
    await newer.open()
    await newer.sign_in("noe.petit")
    _, sent = await newer.deposit([LEMOINE, DIALLO])

    assert (await pupil.play(1, button=button)).json()["error"] == "session_over"
    assert (await pupil.play(1, deposit=sent.id)).json()["error"] == "session_over"
    assert [row.state for row in house.rows("outbox")] == ["deposited"]


async def test_a_page_that_never_opened_its_session_does_not_speak_in_the_one_before(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")
    for number in (1, 2):
        answer = await pupil.post("/api/turns", {"turn": number, "text": "je suis quelqu'un d'autre"})
        assert answer.json()["error"] == "session_over"
    assert house.rasa.texts() == ["bonjour"]


async def say_number(window: Pupil, method: str, path: str, body: object = None):
    headers = OUR_HEADERS | {"X-Parlons-Turn": str(window.first + window.turn)}
    return await window.http.request(method, PUBLIC + path, json=body, headers=headers)


async def test_an_older_window_that_says_its_number_neither_signs_in_nor_sends_for_the_newer_one(
    house: House, pupil: Pupil
):
    house.enrol()
    await pupil.open()
    await pupil.sign_in("lea.martin")
    newer = other_window(pupil)
    await newer.open()
    await newer.sign_in("noe.petit")
    older_asks = [
        await say_number(pupil, "POST", "/api/sign-in", {}),
        await say_number(pupil, "POST", "/api/sign-in/join", {"code": "x"}),
        await say_number(pupil, "GET", "/api/handoff/readers?school=col-zola"),
        await say_number(pupil, "PUT", "/api/handoff/envelopes/x", {}),
        await say_number(pupil, "POST", "/api/state", {"word": "parapluie"}),
    ]

    assert [answer.json()["error"] for answer in older_asks] == ["session_over"] * 5
    assert (await say_number(newer, "GET", "/api/handoff/readers?school=col-zola")).status_code == 200
    kept = token_of(house)
    assert kept is not None
    assert kept.user_id == NOE


@pytest.mark.parametrize("number", ["", "x", "-1", "1.0", "٣", "9" * 17, "1"])
async def test_a_number_that_is_none_of_the_session_opens_nothing(house: House, pupil: Pupil, number: str):
    await pupil.open()
    headers = OUR_HEADERS | {"X-Parlons-Turn": number.encode()}
    answer = await pupil.http.post(PUBLIC + "/api/sign-in", json={}, headers=headers)

    assert answer.json()["error"] == "session_over"


async def test_two_windows_that_open_at_once_leave_one_that_works_and_one_that_is_told(house: House, pupil: Pupil):
    await pupil.open()
    newer = other_window(pupil)
    await asyncio.gather(pupil.open(), newer.open())
    answers = [(await window.play(1, text="bonjour")) for window in (pupil, newer)]

    assert sorted(answer.status_code for answer in answers) == [200, 401]
    assert house.rasa.texts() == ["bonjour"]

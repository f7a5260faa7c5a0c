"""All windows of a browser share one cookie, of the session that began last: none speaks, signs in or sends in the session of another."""

import asyncio

import pytest

from handoff import tokens
from tests.web.browsers import OUR_HEADERS, Pupil
from tests.web.house import DIALLO, LEMOINE, PUBLIC, House

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


async def test_an_older_window_neither_signs_in_nor_sends_for_the_newer_one(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    await pupil.sign_in("lea.martin")
    newer = other_window(pupil)
    await newer.open()
    await newer.sign_in("noe.petit")
    older_asks = [
        await pupil.post("/api/sign-in"),
        await pupil.post("/api/sign-in/join", {"code": "x"}),
        await pupil.see_readers(),
        await pupil.put("/api/handoff/envelopes/x", {}),
        await pupil.post("/api/state", {"word": "parapluie"}),
    ]

    assert [answer.json()["error"] for answer in older_asks] == ["session_over"] * 5
    assert (await newer.see_readers()).status_code == 200
    kept = token_of(house)
    assert kept is not None
    assert kept.user_id == NOE


@pytest.mark.parametrize("number", ["", "x", "-1", "1.0", "٣", "9" * 17, "1"])
async def test_a_number_that_is_none_of_the_session_opens_nothing(house: House, pupil: Pupil, number: str):
    await pupil.open()
    headers = OUR_HEADERS | {"X-Parlons-Turn": number.encode()}
    answer = await pupil.http.post(PUBLIC + "/api/sign-in", json={}, headers=headers)

    assert answer.json()["error"] == "session_over"


async def test_an_older_window_that_leaves_does_not_end_the_newer_session(house: House, pupil: Pupil):
    await pupil.open()
    newer = other_window(pupil)
    await newer.open()
    await newer.sign_in("noe.petit")
    answer = await pupil.post("/api/leave")

    assert answer.status_code == 204
    assert "set-cookie" not in answer.headers
    assert token_of(house) is not None
    assert (await newer.play(1, text="bonjour")).status_code == 200


async def test_a_page_that_says_no_number_ends_no_session(house: House, pupil: Pupil):
    await pupil.open()
    answer = await pupil.http.post(PUBLIC + "/api/leave", json={}, headers=OUR_HEADERS)

    assert answer.status_code == 204
    assert (await pupil.play(1, text="bonjour")).status_code == 200


async def test_a_window_leaves_with_any_number_of_its_own_session(house: House, pupil: Pupil):
    await pupil.open()
    await pupil.say("bonjour")
    late = OUR_HEADERS | {"X-Parlons-Turn": str(pupil.first)}
    await pupil.http.post(PUBLIC + "/api/leave", json={}, headers=late)

    assert house.rows("sessions") == []


CALLS_OF_A_WINDOW = [
    ("POST", "/api/turns"),
    ("POST", "/api/sign-in"),
    ("POST", "/api/sign-in/join"),
    ("GET", "/api/handoff/readers?school=col-zola"),
    ("PUT", "/api/handoff/envelopes/x"),
    ("POST", "/api/state"),
]


@pytest.mark.parametrize(("method", "path"), CALLS_OF_A_WINDOW)
async def test_a_window_that_says_no_number_is_of_no_session(signed_in: Pupil, method: str, path: str):
    body = {"turn": signed_in.first + 1, "text": "bonjour"}
    answer = await signed_in.http.request(method, PUBLIC + path, json=body, headers=OUR_HEADERS)

    assert answer.status_code == 401
    assert answer.json()["error"] == "session_over"


async def test_two_windows_that_open_at_once_leave_one_that_works_and_one_that_is_told(house: House, pupil: Pupil):
    await pupil.open()
    newer = other_window(pupil)
    await asyncio.gather(pupil.open(), newer.open())
    answers = [(await window.play(1, text="bonjour")) for window in (pupil, newer)]

    assert sorted(answer.status_code for answer in answers) == [200, 401]
    assert house.rasa.texts() == ["bonjour"]

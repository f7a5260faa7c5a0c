"""A turn that rasa failed, or was killed in, is asked for once more, the same act under the same mark; never twice more, never one that is refused."""

import asyncio

import httpx
import pytest

from tests.web.browsers import Pupil
from tests.web.fake_rasa import FakeRasa
from tests.web.house import House


def said_of(rasa: FakeRasa, since: int) -> list[tuple[str, str]]:
    return [(turn["text"], turn["mark"]) for turn in rasa.turns[since:]]


async def test_a_turn_that_failed_once_is_asked_again_with_its_mark_and_the_pupil_never_knows(
    house: House, pupil: Pupil
):
    await pupil.open()
    began = len(house.rasa.turns)
    house.rasa.fails = 1
    answer = await pupil.play(1, text="on se moque de moi")
    first, second = said_of(house.rasa, began)
    assert answer.status_code == 200
    assert first == second


async def test_a_rasa_that_is_stopping_has_shut_its_door_before_it_is_asked_again(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    await pupil.open()
    real, clock = house.services.rasa_http.post, asyncio.get_running_loop().time
    shut = clock() + 0.3

    async def post(*given: object, **named: object) -> httpx.Response:
        if clock() < shut:
            raise httpx.RemoteProtocolError("reset by the one that stops")
        return await real(*given, **named)

    monkeypatch.setattr(house.services.rasa_http, "post", post)
    assert (await pupil.play(1, text="on se moque de moi")).status_code == 200


async def test_a_beginning_that_failed_once_is_asked_again_for_the_same_conversation(house: House, pupil: Pupil):
    house.rasa.fails = 1
    await pupil.open()
    first, second = house.rasa.turns
    assert (first["conversation"], first["mark"]) == (second["conversation"], second["mark"])


async def test_a_turn_that_fails_twice_is_told_of_with_the_numbers_and_asked_no_third_time(house: House, pupil: Pupil):
    await pupil.open()
    began = len(house.rasa.turns)
    house.rasa.fails = 5
    answer = await pupil.play(1, text="on se moque de moi")
    assert (answer.status_code, answer.json()["error"]) == (503, "assistant_down")
    assert answer.json()["helplines"]
    assert len(said_of(house.rasa, began)) == 2


@pytest.mark.parametrize("status", [400, 401, 413])
async def test_what_rasa_does_not_want_is_not_asked_again(house: House, pupil: Pupil, status: int):
    await pupil.open()
    began = len(house.rasa.turns)
    house.rasa.status = status
    await pupil.play(1, text="bonjour")
    assert len(house.rasa.turns) == began + 1


async def test_a_line_that_breaks_is_asked_again_and_a_silence_is_not(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    await pupil.open()
    posted, real = list[httpx.TransportError](), house.services.rasa_http.post
    failures: list[httpx.TransportError] = []

    async def post(*given: object, **named: object) -> httpx.Response:
        if failures:
            posted.append(failures.pop())
            raise posted[-1]
        return await real(*given, **named)

    monkeypatch.setattr(house.services.rasa_http, "post", post)
    for broken in (httpx.RemoteProtocolError("cut"), httpx.ReadError("cut"), httpx.ConnectError("nobody")):
        failures.append(broken)
        assert (await pupil.play(len(posted) + 1, text="bonjour")).status_code == 200
    failures.append(httpx.ReadTimeout("late"))
    assert (await pupil.play(4, text="bonjour")).json()["error"] == "assistant_down"
    await asyncio.sleep(0)
    assert failures == []


async def test_a_turn_names_its_conversation_to_whoever_sends_it_home(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch
):
    await pupil.open()
    named, real = list[str](), house.services.rasa_http.post

    async def post(url: str, *, headers: dict[str, str], **what: object) -> httpx.Response:
        named.append(headers["X-Conversation"])
        return await real(url, headers=headers, **what)

    monkeypatch.setattr(house.services.rasa_http, "post", post)
    await pupil.play(1, text="bonjour")
    await pupil.play(2, text="encore")
    assert named == [house.rasa.turns[-1]["conversation"]] * 2

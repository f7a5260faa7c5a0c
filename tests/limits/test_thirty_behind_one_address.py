"""The real process over HTTP: a class behind one address gets through together; a flood is slowed, with the numbers served meanwhile."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from settings.values import LEAST_SESSIONS_PER_MINUTE
from tests.limits.served import Served, served
from tests.limits.working import numbers_of

THIRTY = 30


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("class"), SESSIONS_PER_MINUTE=str(LEAST_SESSIONS_PER_MINUTE)) as running:
        yield running


class Window:
    """A pupil's window, as its page behaves."""

    def __init__(self, web: Served, http: httpx.AsyncClient) -> None:
        self.web, self.http, self.headers, self.turn = web, http, dict(web.ours), 0
        self.waited = 0

    async def begin(self) -> int:
        answer = await self.call("/api/session", {})
        if answer.status_code == 201:
            self.take(answer)
        return answer.status_code

    def take(self, answer: httpx.Response) -> None:
        self.turn = answer.json()["turn"]
        self.headers |= {"Cookie": answer.headers["set-cookie"].partition(";")[0], "X-Parlons-Turn": str(self.turn)}

    async def say(self, text: str) -> None:
        """Until it is through, waiting for as long as is told."""
        while (answer := await self.call("/api/turns", {"turn": self.turn + 1, "text": text})).status_code == 429:
            self.waited += 1
            assert answer.json()["helplines"]
            await asyncio.sleep(answer.json()["retry_after"])
        assert answer.status_code == 200, answer.text
        self.turn += 1
        self.headers["X-Parlons-Turn"] = str(self.turn)

    async def call(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return await self.http.post(
            f"http://127.0.0.1:{self.web.port}{path}", json=body, headers=self.headers, timeout=30
        )


async def talk(web: Served, http: httpx.AsyncClient, name: str) -> None:
    window = Window(web, http)
    assert await window.begin() == 201
    for place in range(5):
        await window.say(f"{name} {place}")
    assert window.waited == 0


async def test_a_class_of_thirty_behind_one_address_all_get_through_within_a_minute(web: Served):
    began = time.monotonic()
    async with httpx.AsyncClient() as http:
        await asyncio.gather(*(talk(web, http, f"élève {number}") for number in range(THIRTY)))

    assert time.monotonic() - began < 60
    for number in range(THIRTY):
        said = [text for text in web.rasa.texts() if text.startswith(f"élève {number} ")]
        assert said == [f"élève {number} {place}" for place in range(5)]


async def test_one_pupil_with_thirty_messages_is_slowed_and_each_is_answered_once_in_order(web: Served):
    async with httpx.AsyncClient() as http:
        window = Window(web, http)
        assert await window.begin() == 201
        for place in range(14):
            await window.say(f"seul {place}")

    assert window.waited > 0
    assert [text for text in web.rasa.texts() if text.startswith("seul")] == [f"seul {place}" for place in range(14)]


async def held_back(web: Served, http: httpx.AsyncClient) -> httpx.Response:
    """The first beginning that is asked to work: on a slow machine places come free again meanwhile, two a second."""
    for _ in range(LEAST_SESSIONS_PER_MINUTE):
        answer = await Window(web, http).call("/api/session", {})
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            return answer
    raise AssertionError("nobody is held back")


async def test_in_a_flood_of_beginnings_the_numbers_are_served_and_whoever_has_worked_begins(web: Served):
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=40)) as http:
        flood = [await asyncio.gather(*(Window(web, http).begin() for _ in range(20))) for _ in range(6)]
        refused = await held_back(web, http)
        help_ = await http.get(f"http://127.0.0.1:{web.port}/aide")
        challenge = refused.json()["challenge"]
        work = {"challenge": challenge, "numbers": await asyncio.to_thread(numbers_of, challenge)}
        await asyncio.gather(*(Window(web, http).begin() for _ in range(20)))
        pupil = Window(web, http)
        begun = await pupil.call("/api/session", {"work": work})
        pupil.take(begun)
        await pupil.say("bonjour")

    assert 429 in flood[-1]
    assert "119" in help_.text
    assert begun.status_code == 201

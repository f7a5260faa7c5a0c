"""The real process, over HTTP, with a rasa that cannot answer as many as come: those who would begin get the numbers, those who talk go on."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from tests.hostile.document import require_documented
from tests.limits.served import HOST, Served, served
from tests.limits.slow_rasa import SlowRasa
from tests.web.browsers import Pupil
from tests.web.house import DIALLO, LEMOINE, House
from web import admission
from web.admission import BEGINNINGS

SERVICE = 0.02  # seconds: fifty answers a second, less on a busy machine
CROWD = BEGINNINGS.most + 36
PAUSE = 1.0  # seconds before somebody who got the numbers tries again
TALKERS = 5
SOON = 40  # seconds


class Child:
    """One window, over HTTP."""

    def __init__(self, web: Served, http: httpx.AsyncClient) -> None:
        self.http, self.web = http, web
        self.base = f"http://{HOST}:{web.port}"
        self.cookie, self.turn = "", 0
        self.refused: list[httpx.Response] = []

    async def tries_to_begin(self) -> bool:
        answer = await self.http.post(f"{self.base}/api/session", json={}, headers=self.web.ours)
        self.http.cookies.clear()
        if answer.status_code != 201:
            self.refused.append(answer)
            return False
        self.cookie, self.turn = answer.headers["set-cookie"].split(";")[0], answer.json()["turn"]
        return True

    async def says(self, text: str) -> int:
        headers = {**self.web.ours, "Cookie": self.cookie, "X-Parlons-Turn": str(self.turn)}
        answer = await self.http.post(
            f"{self.base}/api/turns", json={"turn": self.turn + 1, "text": text}, headers=headers
        )
        self.turn += answer.status_code == 200
        return answer.status_code

    async def talks(self, times: int) -> set[int]:
        """Each time until it is answered, as the page does; what it was answered."""
        answers = set()
        for number in range(times):
            while (answer := await self.says(f"encore {number}")) != 200:
                answers.add(answer)
        return answers

    async def knocks_until(self, over: asyncio.Event) -> "Child":
        while not over.is_set():
            await self.tries_to_begin()
            await asyncio.sleep(PAUSE)
        return self


@pytest.fixture
def rasa() -> SlowRasa:
    return SlowRasa()


@pytest.fixture
def web(tmp_path: Path, rasa: SlowRasa) -> Iterator[Served]:
    with served(tmp_path, rasa_there=rasa, SESSIONS_PER_MINUTE="100000") as running:
        yield running
        rasa.is_held = False


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=2 * CROWD, max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=60, limits=limits, trust_env=False) as client:
        client.event_hooks["response"].append(require_documented)
        yield client


async def until(what: str, holds: object) -> None:
    end = time.monotonic() + SOON
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, what
        await asyncio.sleep(0.05)


def is_told_honestly(refused: httpx.Response) -> bool:
    said = refused.json()
    has_numbers = {card["id"] for card in said["helplines"]} >= {"119", "3018", "3114"}
    return refused.status_code == 503 and said["error"] == "assistant_full" and has_numbers and said["retry_after"] > 0


async def test_the_crowd_gets_the_numbers_and_those_who_talk_never_wait_behind_it(
    web: Served, rasa: SlowRasa, http: httpx.AsyncClient
):
    talkers = [Child(web, http) for _ in range(TALKERS)]
    assert all([await child.tries_to_begin() for child in talkers])
    rasa.seconds, over = SERVICE, asyncio.Event()
    crowd = [asyncio.create_task(Child(web, http).knocks_until(over)) for _ in range(CROWD)]
    talked = await asyncio.gather(*(child.talks(10) for child in talkers))
    over.set()
    knocked = await asyncio.gather(*crowd)

    assert 429 not in set().union(*talked)  # a 503 is a rasa that this machine left without a processor for seconds
    assert max(rasa.ahead) < BEGINNINGS.most + TALKERS  # and not the whole crowd
    refused = [answer for child in knocked for answer in child.refused]
    assert any(is_told_honestly(answer) for answer in refused)
    assert all(answer.status_code == 503 and answer.json()["helplines"] for answer in refused)


async def test_full_is_full_for_beginnings_only_and_ends_by_itself(
    web: Served, rasa: SlowRasa, http: httpx.AsyncClient
):
    talker = Child(web, http)
    assert await talker.tries_to_begin()
    rasa.is_held = True
    inside = [asyncio.create_task(Child(web, http).tries_to_begin()) for _ in range(BEGINNINGS.most)]
    await until("they are all under way", lambda: rasa.waiting == BEGINNINGS.most)
    late = Child(web, http)
    assert not await late.tries_to_begin()
    assert is_told_honestly(late.refused[0])
    assert "3018" in (await http.get(f"http://{HOST}:{web.port}/aide")).text
    saying = asyncio.create_task(talker.says("je suis là"))
    await until("the turn is taken all the same", lambda: rasa.waiting > BEGINNINGS.most)
    rasa.is_held = False

    assert await saying == 200
    assert all(await asyncio.gather(*inside))
    assert await late.tries_to_begin()


async def test_nobody_is_refused_for_slowness_alone(web: Served, rasa: SlowRasa, http: httpx.AsyncClient):
    rasa.seconds = BEGINNINGS.target
    few = [Child(web, http) for _ in range(BEGINNINGS.least)]
    began = [await child.tries_to_begin() for child in few]
    again = await asyncio.gather(*(child.tries_to_begin() for child in few))

    assert began + again == [True] * 2 * len(few)


async def test_a_deposit_passes_while_not_even_a_turn_does(house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(admission, "BEGINNINGS", admission.Bounds(target=0.4, least=1, most=1))
    monkeypatch.setattr(admission, "TURNS", admission.Bounds(target=4.0, least=1, most=1))
    house.restart_web()
    house.enrol()
    await pupil.open()
    await pupil.sign_in()
    talker, neighbour = Pupil(house), Pupil(house)
    await talker.open()
    await neighbour.open()
    house.rasa.hold = asyncio.Event()
    held = asyncio.create_task(talker.play(1, text="bonjour"))
    await until("a turn is under way", house.rasa.texts)
    assert (await neighbour.play(1, text="bonjour")).json()["error"] == "slow_down"
    assert (await Pupil(house).post("/api/session")).json()["error"] == "assistant_full"
    put, sent = await pupil.deposit([LEMOINE, DIALLO])
    promised = asyncio.create_task(pupil.play(1, deposit=sent.id))
    await until("rasa has the deposit", lambda: house.rasa.turns[-1]["kind"] == "deposit")
    house.rasa.hold.set()

    assert put.status_code == 201
    assert (await promised).status_code == 200
    assert (await held).status_code == 200
    assert (await neighbour.play(1, text="bonjour")).status_code == 200

"""What web knows of rasa before a pupil has to wait for it."""

import asyncio
import contextlib
from collections.abc import Iterator

import httpx
import pytest

from tests.web.house import House
from web.rasa_watch import RasaWatch
from web.watch import DownError


class Rasa:
    """Answers, refuses or keeps silent, as it is told."""

    def __init__(self) -> None:
        self.mood = "answers"
        self.asked = 0
        self.was_asked = asyncio.Event()

    async def __call__(self, _request: httpx.Request) -> httpx.Response:
        self.asked += 1
        self.was_asked.set()
        if self.mood == "silent":
            await asyncio.Event().wait()
        if self.mood == "refuses":
            raise httpx.ConnectError("no")
        return httpx.Response(500 if self.mood == "fails" else 200)


@pytest.fixture
def rasa() -> Rasa:
    return Rasa()


@pytest.fixture
def watch(rasa: Rasa) -> RasaWatch:
    return RasaWatch(httpx.AsyncClient(transport=httpx.MockTransport(rasa)), "http://rasa.test/", 0.05, 0.01)


@contextlib.contextmanager
def watching(watch: RasaWatch) -> Iterator[None]:
    task = asyncio.ensure_future(watch.watch())
    try:
        yield
    finally:
        task.cancel()


async def answer() -> str:
    return "réponse"


async def test_before_the_first_look_a_turn_is_tried(watch: RasaWatch):
    assert await watch.unless_down(answer) == "réponse"


@pytest.mark.parametrize("mood", ["silent", "refuses", "fails"])
async def test_a_rasa_that_does_not_answer_keeps_nobody_waiting_until_it_does(watch: RasaWatch, rasa: Rasa, mood: str):
    rasa.mood = mood
    await watch.look()
    assert not watch.is_up
    with pytest.raises(DownError):
        await watch.unless_down(answer)
    rasa.mood = "answers"
    await watch.look()
    assert await watch.unless_down(answer) == "réponse"


async def test_one_look_without_an_answer_is_not_enough(watch: RasaWatch, rasa: Rasa):
    rasa.mood = "silent"
    looking = asyncio.ensure_future(watch.look())
    await rasa.was_asked.wait()
    rasa.mood = "answers"
    await looking
    assert rasa.asked == 2
    assert watch.is_up


async def test_a_rasa_that_answers_turns_is_busy_and_not_down(watch: RasaWatch, rasa: Rasa):
    rasa.mood = "silent"
    looking = asyncio.ensure_future(watch.look())
    await asyncio.sleep(0)
    await watch.unless_down(answer)
    await looking
    assert watch.is_up


async def test_the_turn_under_way_ends_when_rasa_falls_silent(watch: RasaWatch, rasa: Rasa):
    undone = asyncio.Event()

    async def never() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            undone.set()

    rasa.mood = "silent"
    with watching(watch), pytest.raises(DownError):
        await asyncio.wait_for(watch.unless_down(never), 5)
    await asyncio.wait_for(undone.wait(), 5)


async def test_what_a_turn_raises_is_raised(watch: RasaWatch):
    async def fails() -> None:
        raise httpx.ReadTimeout("late")

    with pytest.raises(httpx.ReadTimeout):
        await watch.unless_down(fails)


async def test_ready_means_that_a_turn_could_be_played(house: House):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(house.app), base_url="http://bot") as anyone:
        assert (await anyone.get("/ready")).json() == {"status": "ok"}
        house.services.rasa_watch._down.set()
        refused = await anyone.get("/ready")
        assert (refused.status_code, refused.json()["error"]) == (503, "assistant_down")
        assert (await anyone.get("/health")).json() == {"status": "ok"}


async def test_each_turn_has_a_mark_of_its_own_and_the_same_when_it_is_asked_again(house: House, pupil):
    await pupil.open()
    house.rasa.down = True
    await pupil.play(1, text="bonjour")
    house.rasa.down = False
    await pupil.play(1, text="bonjour")
    await pupil.play(2, text="bonjour")
    *failed, other = [turn["mark"] for turn in house.rasa.turns if turn["kind"] == "text"]
    assert len(set(failed)) == 1
    assert other not in failed
    assert all(len(mark) == 64 for mark in (*failed, other))

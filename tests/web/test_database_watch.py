"""A database that takes a question and says nothing, seen from the pupil's side: nobody waits for it, the numbers need none."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.web.browsers import Pupil
from tests.web.house import House
from web import database_watch
from web.database_watch import DatabaseWatch
from web.watch import DownError

SOON = 0.05


class Silence:
    """Held, whoever reads waits; let go, they go on."""

    def __init__(self) -> None:
        self._free = threading.Event()
        self._free.set()
        self.waiting = 0

    def hold(self) -> None:
        self._free.clear()

    def let_go(self) -> None:
        self._free.set()

    def before(self, read: Callable[..., object]) -> Callable[..., object]:
        def silent(*given: object, **named: object) -> object:
            self.waiting += 1
            assert self._free.wait(30)
            return read(*given, **named)

        return silent


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> Iterator[Silence]:
    silence = Silence()
    monkeypatch.setattr(database_watch, "reading", silence.before(database_watch.reading))
    yield silence
    silence.let_go()


@pytest.fixture
def watch(house: House) -> DatabaseWatch:
    return DatabaseWatch(house.services.db, SOON, SOON)


async def test_a_database_that_says_nothing_is_down_and_back_with_its_first_answer(
    watch: DatabaseWatch, silence: Silence
):
    await watch.look()
    assert watch.is_up
    silence.hold()
    await watch.look()
    assert not watch.is_up
    silence.let_go()
    while not watch.is_up:
        await watch.look()


async def test_looks_at_a_silent_database_hold_one_thread_however_many_there_are(
    watch: DatabaseWatch, silence: Silence
):
    silence.hold()
    for _ in range(10):
        await watch.look()
    assert silence.waiting == 1


async def test_whoever_waits_for_it_is_told_as_soon_as_it_is_known(watch: DatabaseWatch, silence: Silence):
    silence.hold()
    waiting = asyncio.ensure_future(watch.unless_down(asyncio.Event().wait))
    await watch.look()
    with pytest.raises(DownError):
        await waiting


async def test_a_pupil_gets_the_honest_sentence_with_the_numbers_and_the_pages_of_numbers_need_none(
    house: House, pupil: Pupil
):
    await pupil.open()
    house.services.db_watch._down.set()
    refused = await pupil.play(1, text="on se moque de moi")
    assert (refused.status_code, refused.json()["error"]) == (500, "trouble")
    assert {"119", "3018"} <= {card["id"] for card in refused.json()["helplines"]}
    for path in ("/aide", "/reperes", "/tes-mots", "/api/your-words", "/assistant", "/health"):
        assert (await pupil.get(path)).status_code == 200, path
    assert (await pupil.get("/ready")).status_code == 503
    house.services.db_watch._down.clear()
    assert (await pupil.play(1, text="on se moque de moi")).status_code == 200


@pytest.mark.parametrize("path", ["/desk/sign-in", "/administration/sign-in"])
async def test_adults_are_told_too_and_do_not_wait(house: House, pupil: Pupil, path: str):
    house.services.db_watch._down.set()
    refused = await pupil.get(path)
    assert refused.status_code == 500
    assert "Réessayez" in refused.text

"""The database of several machines away for ten seconds, silent or gone: pupils are told at once, with the numbers, and all goes on by itself."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from database import open_engine
from tests.databases import database_for
from tests.standing.child import Child
from tests.topology.database_away import Postgres
from tests.topology.ground import Ground
from tests.topology.judged import judge
from tests.topology.load import Load, Shown, steady

AWAY_SECONDS = 10
SOON_DOWN_SECONDS = 4  # two looks of a second, and a turn that was under way
CROWD = 36  # more than web has threads
AWAY = {"silent": (Postgres.freeze, Postgres.thaw), "gone": (Postgres.stop, Postgres.start)}


@pytest.fixture(scope="session")
def postgres(ground: Ground) -> Postgres:
    return Postgres(ground.database_url)


async def _are_told(children: list[Child]) -> None:
    """Each of them is refused, with the numbers, whatever they do."""
    answers = await asyncio.gather(*(child.tries(text="on se moque de moi") for child in children))
    for answer in answers:
        assert answer.status_code in (500, 503)
        assert {"119", "3018"} <= {card["id"] for card in answer.json()["helplines"]}


async def _numbers_are_served(load: Load) -> None:
    page = await load.http.get(f"{load.ground.front}/aide")
    assert page.status_code == httpx.codes.OK
    assert "3018" in page.text


@pytest.mark.parametrize("how", AWAY)
async def test_a_database_that_is_away_is_told_at_once_and_all_goes_on_when_it_is_back(
    ground: Ground, expected: dict[str, list[Shown]], postgres: Postgres, how: str
):
    leave, come_back = AWAY[how]
    kept, delivered = ground.turns_kept(), len(ground.delivered())
    async with steady(ground) as load:
        children = [ground.child(load.http) for _ in range(CROWD)]
        await asyncio.gather(*(child.begins() for child in children))
        load.handing.extend(children)
        await asyncio.to_thread(leave, postgres)
        back = asyncio.create_task(_later(lambda: come_back(postgres)))
        try:
            await asyncio.sleep(SOON_DOWN_SECONDS)
            await _are_told(children)
            await _numbers_are_served(load)
            await _are_told(children[:1])
            assert not back.done(), "they were told only when it was back"
        finally:
            await back
        await load.hands_over()
    await judge(load, expected, kept, delivered)
    for child in load.handing[CROWD:]:
        assert all(refusal.has_numbers for refusal in child.refusals if not refusal.code.startswith("proxy")), (
            child.refusals
        )


async def _later(act: Callable[[], None]) -> None:
    await asyncio.sleep(AWAY_SECONDS)
    await asyncio.to_thread(act)


def test_a_machine_that_goes_without_a_word_is_noticed_by_each_connection(tmp_path: Path):
    engine = open_engine(database_for(tmp_path / "any.db"))
    with engine.connect() as connection:
        chosen = connection.connection.get_dsn_parameters()
    engine.dispose()
    probes = int(chosen["keepalives_interval"]) * int(chosen["keepalives_count"])
    assert int(chosen["keepalives_idle"]) + probes <= 15
    assert 0 < int(chosen["tcp_user_timeout"]) <= 15_000

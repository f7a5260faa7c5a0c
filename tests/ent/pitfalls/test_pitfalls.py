"""The 32 pitfalls of reference/ent-contract.md §8: each promise is kept by our client and broken by a naive one."""

import importlib.util
import inspect
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from types import ModuleType

import pytest

from handoff.database import open_database
from tests.databases import ready_database_for
from tests.ent.emulated import EmulatedEnt
from tests.ent.pitfalls import addressing, reading, sending, signing_in
from tests.ent.pitfalls.detour import Detour
from tests.ent.pitfalls.naive import Naive
from tests.ent.pitfalls.ours import Ours
from tests.ent.pitfalls.promise import PromiseBroken

Scenario = Callable[[Ours | Naive, EmulatedEnt], Awaitable[None]]
NUMBERED = re.compile(r"pitfall_(\d\d)_\w+")
COUNT = 32
WEB_ONLY = 19  # the state is drawn by the web process, which never runs where starlette is not installed


@pytest.fixture
async def ours(emulated: EmulatedEnt, tmp_path: Path) -> AsyncIterator[Ours]:
    db = open_database(ready_database_for(tmp_path / "parlons-en.db"))
    client = Ours(emulated.url, Detour(), db)
    yield client
    await client.http.aclose()
    db.dispose()


@pytest.fixture
async def naive(emulated: EmulatedEnt) -> AsyncIterator[Naive]:
    client = Naive(emulated.url, Detour())
    yield client
    await client.http.aclose()


def scenarios_of(*modules: ModuleType) -> dict[int, Scenario]:
    found = [pair for module in modules for pair in inspect.getmembers(module, inspect.iscoroutinefunction)]
    return {int(match[1]): scenario for name, scenario in found if (match := NUMBERED.fullmatch(name))}


SCENARIOS = scenarios_of(signing_in, addressing, sending, reading)


def kept(number: int, scenario: Scenario) -> Callable[..., Awaitable[None]]:
    async def test(ours: Ours, emulated: EmulatedEnt) -> None:
        if number == WEB_ONLY and importlib.util.find_spec("starlette") is None:
            pytest.skip("the web process does not run on this Python")
        await scenario(ours, emulated)

    return test


def broken(scenario: Scenario) -> Callable[..., Awaitable[None]]:
    async def test(naive: Naive, emulated: EmulatedEnt) -> None:
        with pytest.raises(PromiseBroken):
            await scenario(naive, emulated)

    return test


for number, scenario in SCENARIOS.items():
    globals()[f"test_{scenario.__name__}"] = kept(number, scenario)
    globals()[f"test_{scenario.__name__}__broken_by_a_naive_client"] = broken(scenario)


def test_all_thirty_two_pitfalls_are_here_once():
    modules = (signing_in, addressing, sending, reading)
    names = [name for module in modules for name in vars(module) if NUMBERED.fullmatch(name)]
    assert sorted(SCENARIOS) == list(range(1, COUNT + 1))
    assert len(names) == COUNT


def test_the_naive_client_is_asked_the_same_as_ours():
    assert {name for name in vars(Ours) if not name.startswith("_")} <= {
        name for name in vars(Naive) if not name.startswith("_")
    }

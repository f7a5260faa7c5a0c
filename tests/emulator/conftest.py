from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.emulator.running_ent import RunningEnt, options, started


@pytest.fixture(scope="session")
def one_ent() -> Iterator[RunningEnt]:
    yield from started(options())


@pytest.fixture
def ent(one_ent: RunningEnt) -> RunningEnt:
    one_ent.anyone().post("/__test/reset").raise_for_status()
    return one_ent


@pytest.fixture
def start_ent() -> Iterator[Callable[..., RunningEnt]]:
    running: list[Iterator[RunningEnt]] = []

    def start(**changes: Any) -> RunningEnt:
        running.append(started(options(**changes)))
        return next(running[-1])

    yield start
    for server in running:
        next(server, None)

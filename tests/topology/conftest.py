import asyncio
from collections.abc import Iterator

import httpx
import pytest

from tests.databases import on_postgres
from tests.topology.ground import Ground
from tests.topology.load import Shown, undisturbed


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    assert on_postgres(), (
        "several machines need PostgreSQL: bin/with-postgres .venv/web/bin/python -m pytest tests/topology"
    )
    with Ground(tmp_path_factory.mktemp("topology")).standing() as standing:
        yield standing


@pytest.fixture(scope="session")
def expected(ground: Ground) -> dict[str, list[Shown]]:
    """What is answered to each dialogue while nothing happens."""

    async def played() -> dict[str, list[Shown]]:
        async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
            return await undisturbed(ground, http)

    return asyncio.run(played())

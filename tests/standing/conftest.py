from collections.abc import AsyncIterator, Callable, Iterator

import httpx
import pytest

from benchmarks.soak.visitor import Visitor
from tests.standing.child import Child
from tests.standing.grounds import Grounds


@pytest.fixture(scope="session")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    with Grounds(tmp_path_factory.mktemp("standing")).standing() as standing:
        yield standing


@pytest.fixture
async def arrive(grounds: Grounds) -> AsyncIterator[Callable[[], Child]]:
    """A child comes, in a browser of their own."""
    grounds.all_serve()
    async with httpx.AsyncClient(timeout=30, trust_env=False) as http:
        yield lambda: Child(Visitor(http, grounds.bot, grounds.settings.bot_url), grounds.ent)

import asyncio
from collections.abc import Iterator

import pytest

from cli.offline_agent import offline_agent
from tests.stories.stage import Clockwork, Stage
from tests.stories.written import USUAL_HOUR


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """Loaded once: it takes seconds, a turn takes milliseconds."""
    clock = Clockwork(USUAL_HOUR)
    loop = asyncio.new_event_loop()
    with offline_agent(clock) as agent:
        yield Stage(agent, clock, loop)
    loop.close()

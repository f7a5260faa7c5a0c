from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import left_out

left_out.install()

from rasa.shared.core.domain import Domain  # noqa: E402

from bot.memory.tracker_store import SealedTrackerStore  # noqa: E402
from database import open_engine  # noqa: E402
from tests.databases import ready_database_for  # noqa: E402
from vault import KeyRing  # noqa: E402

RING = KeyRing((b"r" * 32,))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def store(database: Path) -> Iterator[SealedTrackerStore]:
    engine = open_engine(ready_database_for(database))
    yield SealedTrackerStore(engine, RING, Domain.empty())
    engine.dispose()

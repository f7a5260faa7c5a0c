import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff.database import open_database
from tests.databases import ready_database_for, ready_file_for
from tests.ent.emulated import NO_TLS, EmulatedEnt, running_ent
from tests.handoff.scene import Carrier, keep_token


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(ready_database_for(tmp_path / "parlons-en.db"))
    yield engine
    engine.dispose()


@pytest.fixture
def file_db(tmp_path: Path) -> Iterator[Engine]:
    """A database whose bytes a test reads in `tmp_path`: always SQLite."""
    engine = open_database(ready_file_for(tmp_path / "bytes.db"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def ent_process() -> Iterator[EmulatedEnt]:
    with running_ent() as ent:
        yield ent


@pytest.fixture
def ent(ent_process: EmulatedEnt) -> EmulatedEnt:
    ent_process.reset()
    return ent_process


@pytest.fixture
async def carrier(db: Engine, ent: EmulatedEnt) -> AsyncIterator[Carrier]:
    async with httpx.AsyncClient(verify=NO_TLS) as http:
        yield Carrier(db, EntClient(ent.url, http))


@pytest.fixture
def signed_in(db: Engine, ent: EmulatedEnt) -> str:
    token = ent.token("lea.martin")
    keep_token(db, token)
    return token


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What the hand-off writes for the operator."""
    caplog.set_level(logging.INFO, "parlons_en.handoff")
    return caplog

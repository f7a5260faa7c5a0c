from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from ent import EntClient, open_http
from ent.administration import AdministrationClient
from ent.sessions import sign_in
from tests.ent.emulated import EmulatedEnt, running_ent


@pytest.fixture(scope="session")
def ent_process() -> Iterator[EmulatedEnt]:
    with running_ent() as ent:
        yield ent


@pytest.fixture
def emulated(ent_process: EmulatedEnt) -> EmulatedEnt:
    ent_process.reset()
    return ent_process


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with open_http() as client:
        yield client


@pytest.fixture
def client(emulated: EmulatedEnt, http: httpx.AsyncClient) -> EntClient:
    return EntClient(emulated.url, http)


@pytest.fixture
async def administration(emulated: EmulatedEnt, http: httpx.AsyncClient) -> AdministrationClient:
    return AdministrationClient(emulated.url, http, await sign_in(http, emulated.url, "mme.besson", "demo"))

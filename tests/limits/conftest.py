from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.web.browsers import Pupil, Referent
from tests.web.house import House


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    built = House(tmp_path / "web.db")
    yield built
    await built.close()


@pytest.fixture
async def pupil(house: House) -> AsyncIterator[Pupil]:
    browser = Pupil(house)
    yield browser
    await browser.http.aclose()


@pytest.fixture
async def referent(house: House) -> AsyncIterator[Referent]:
    house.enrol()
    browser = Referent(house)
    await browser.enter("mme.lemoine")
    yield browser
    await browser.http.aclose()

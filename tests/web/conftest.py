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
    browser = Referent(house)
    yield browser
    await browser.http.aclose()


@pytest.fixture
async def signed_in(house: House, pupil: Pupil) -> Pupil:
    """A pupil who has signed in, in a school where two referents can read."""
    house.enrol()
    await pupil.open()
    await pupil.sign_in()
    return pupil

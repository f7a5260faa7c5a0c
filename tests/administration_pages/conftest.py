from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.administration_pages.administrators import Administrator
from tests.web.house import House


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    built = House(tmp_path / "web.db")
    yield built
    await built.close()


@pytest.fixture
async def besson(house: House) -> AsyncIterator[Administrator]:
    """The local administrator of Zola, signed in."""
    browser = Administrator(house)
    await browser.enter("mme.besson")
    yield browser
    await browser.http.aclose()

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.telegram.fake_telegram import FakeTelegram
from tests.telegram.house_with_telegram import HouseWithTelegram, served
from tests.telegram.phones import Phone


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
async def api_url(telegram: FakeTelegram) -> AsyncIterator[str]:
    async with served(telegram) as url:
        yield url


@pytest.fixture
async def house(tmp_path: Path, telegram: FakeTelegram, api_url: str) -> AsyncIterator[HouseWithTelegram]:
    built = HouseWithTelegram(tmp_path / "web.db", telegram, api_url)
    yield built
    await built.close()


@pytest.fixture
def phone(house: HouseWithTelegram) -> Phone:
    return Phone(house)

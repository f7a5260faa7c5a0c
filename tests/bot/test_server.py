"""What runs beside the turns."""

import asyncio
import contextlib

import pytest
from sqlalchemy.exc import OperationalError

from bot import server


class Store:
    def __init__(self) -> None:
        self.rounds = 0
        self.third = asyncio.Event()

    async def erase_expired(self) -> None:
        self.rounds += 1
        if self.rounds == 1:
            raise OperationalError("DELETE", {}, Exception("database is locked"))
        if self.rounds == 3:
            self.third.set()


async def test_erasing_goes_on_after_a_round_that_failed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(server, "ERASE_EVERY_SECONDS", 0)
    store = Store()
    erasing = asyncio.ensure_future(server._erase_for_ever(store, None))
    try:
        await asyncio.wait_for(store.third.wait(), 5)
    finally:
        erasing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await erasing

"""The house of the web tests, with a bot of Telegram that a real HTTP server plays."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import uvicorn

from settings import TelegramSettings
from tests.telegram.fake_telegram import TOKEN, FakeTelegram
from tests.web.house import House
from web.telegram.door import TelegramDoor

SECRET = "zibeline-secret-du-webhook"


class HouseWithTelegram(House):
    """`telegram` is what Telegram was asked; the other pieces are those of the web tests."""

    def __init__(self, database: Path, telegram: FakeTelegram, api_url: str, **changes: Any) -> None:
        self.telegram = telegram
        settings = TelegramSettings(TOKEN, SECRET, api_url)
        super().__init__(database, changes={"telegram": settings, **changes})

    @property
    def door(self) -> TelegramDoor | None:
        found: TelegramDoor | None = self.app.state.telegram
        return found

    async def close(self) -> None:
        if self.door is not None:
            await self.door.lines.settle()
            await self.door.talk.messenger.close()
        await super().close()


@contextlib.asynccontextmanager
async def served(telegram: FakeTelegram) -> AsyncIterator[str]:
    """Serve it on a real socket of this machine; its address."""
    sock = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(telegram.app(), log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    while not server.started:  # noqa: ASYNC110 (the server has no event for it)
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving

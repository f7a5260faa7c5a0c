"""The emulated ENT on one site, our web process with a fake rasa on the other, a real Chromium between them."""

import asyncio
import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext

from emulator.app import create_app as create_ent
from emulator.options import Options
from emulator.seed import read_seed
from ent import open_http
from tests.web.fake_rasa import FakeRasa, message
from tests.web.house import settings_for
from web.app import create_app

HANDOFF = {**message("On peut écrire aux adultes."), "panel": "handoff"}


@dataclass
class Sites:
    """Where both are, and what is behind them."""

    ent_url: str
    bot_url: str
    world: Any
    rasa: FakeRasa
    services: Any


def listening() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0))


def served(app: Any, sock: socket.socket, *clients: httpx.AsyncClient) -> Iterator[None]:
    """In a thread of its own, which closes the clients that it used: playwright keeps this one's loop."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))

    async def live() -> None:
        await server.serve(sockets=[sock])
        for client in clients:
            await client.aclose()

    thread = threading.Thread(target=lambda: asyncio.run(live()), daemon=True)
    thread.start()
    yield
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Sites]:
    ent_socket, bot_socket = listening(), listening()
    ent_port, bot_port = ent_socket.getsockname()[1], bot_socket.getsockname()[1]
    ent_url, bot_url = f"http://ent.localhost:{ent_port}", f"http://bot.localhost:{bot_port}"
    options = Options(public_url=ent_url, bot_url=bot_url, openid_key=True)
    ent = create_ent(read_seed(), options, lambda: datetime.now(timezone.utc))
    world = ent.state.world
    world.application_by_name("vpe-bot").logout_url = f"http://127.0.0.1:{bot_port}/ent/logout"
    places = {"public_url": bot_url, "ent_public_url": ent_url, "ent_api_url": f"http://127.0.0.1:{ent_port}"}
    settings = settings_for(tmp_path / "web.db", **places, ent_issuer=ent_url)
    rasa = FakeRasa()
    rasa_http = httpx.AsyncClient(transport=httpx.ASGITransport(rasa.app()))
    ent_http = open_http()
    web = create_app(settings, ent_http, rasa_http, lambda: datetime.now(timezone.utc), os.urandom)
    for _ in served(ent, ent_socket):
        for _ in served(web, bot_socket, ent_http, rasa_http):
            yield Sites(ent_url, bot_url, world, rasa, web.state.services)
    web.state.services.db.dispose()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(locale="fr-FR")
    yield opened
    opened.close()

"""The desk's keys in a real Chromium: the emulated ENT on one site, our web process on the other; the keys are made in the pages."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext

from emulator.app import create_app as create_ent
from emulator.options import Options
from emulator.seed import read_seed
from ent import open_http
from tests.keys_browser.colleague import Colleague
from tests.keys_browser.school_of_keys import SchoolOfKeys
from tests.signing_in.conftest import listening, served
from tests.web.fake_rasa import FakeRasa
from tests.web.house import settings_for
from web.app import create_app


def now() -> datetime:
    return datetime.now(timezone.utc)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolOfKeys]:
    ent_socket, bot_socket = listening(), listening()
    ent_url = f"http://ent.localhost:{ent_socket.getsockname()[1]}"
    bot_url = f"http://bot.localhost:{bot_socket.getsockname()[1]}"
    ent = create_ent(read_seed(), Options(public_url=ent_url, bot_url=bot_url), now)
    api = f"http://127.0.0.1:{ent_socket.getsockname()[1]}"
    settings = settings_for(tmp_path / "web.db", public_url=bot_url, ent_public_url=ent_url, ent_api_url=api)
    rasa_http = httpx.AsyncClient(transport=httpx.ASGITransport(FakeRasa().app()))
    ent_http = open_http()
    web = create_app(settings, ent_http, rasa_http, now, os.urandom)
    for _ in served(ent, ent_socket):
        for _ in served(web, bot_socket, ent_http, rasa_http):
            yield SchoolOfKeys(bot_url, ent.state.world, web.state.services, settings.database_url)
    web.state.services.db.dispose()


@pytest.fixture
def arrives(chromium: Browser, school: SchoolOfKeys) -> Iterator[Callable[[str], Colleague]]:
    """Somebody at a browser of their own, signed in at the desk."""
    contexts: list[BrowserContext] = []

    def arrive(login: str) -> Colleague:
        contexts.append(chromium.new_context(locale="fr-FR"))
        contexts[-1].set_default_timeout(30_000)
        return Colleague(contexts[-1], school.bot_url, login)

    yield arrive
    for context in contexts:
        context.close()

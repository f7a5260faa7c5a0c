"""Web alone, that a test may kill: neither rasa nor the ENT is there, as on the day when the numbers matter most."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from cli.demo_settings import DemoSettings
from cli.stack import Stack
from tests.ports import free_ports
from tests.ways_in.grounds import web_at

EXIT = "https://meteofrance.com/**"


class WebAlone:
    """The web process, its address, and the switch."""

    def __init__(self, folder: Path, **more: str) -> None:
        settings = DemoSettings(folder, free_ports())
        self.url, self.ent_url = settings.bot_url, settings.ent_url
        self.local_url = f"http://127.0.0.1:{settings.port_base + 1}"
        self.database_url = settings.database_url
        self._program = web_at(settings.port_base + 1)
        self._stack = Stack(settings.environment() | more, folder / "logs")

    def starts(self) -> None:
        """Serves, if it did not."""
        self._stack.start([self._program])

    def is_killed(self) -> None:
        """At once, as by a power cut."""
        self._stack.kill(self._program.name)

    def stops(self) -> None:
        """For good."""
        self._stack.stop()


@pytest.fixture
def web(tmp_path: Path) -> Iterator[WebAlone]:
    alone = WebAlone(tmp_path)
    try:
        alone.starts()
        yield alone
    finally:
        alone.stops()


@pytest.fixture(scope="module")
def lasting_web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebAlone]:
    """One for a whole file."""
    alone = WebAlone(tmp_path_factory.mktemp("web"))
    try:
        alone.starts()
        yield alone
    finally:
        alone.stops()


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of its own, in which the place where one leaves to is a page of the test's."""
    contexts = []

    def fresh(**settings: Any) -> BrowserContext:
        context = chromium.new_context(**{"locale": "fr-FR", "viewport": {"width": 375, "height": 700}, **settings})
        context.route(EXIT, lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html"))
        contexts.append(context)
        return context

    yield fresh
    for context in contexts:
        context.close()

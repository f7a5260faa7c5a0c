"""The real processes on free ports, a real Chromium, two sites: ent.localhost and bot.localhost."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from cli.demo_settings import DemoSettings
from cli.programs import emulated_ent, product
from cli.stack import Stack

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Running:
    """The whole product, running."""

    settings: DemoSettings
    stack: Stack
    emulator_api: str

    def sent_messages(self) -> list[dict[str, object]]:
        """Every message that the ENT carried."""
        return list(httpx.get(f"{self.emulator_api}/__test/messages").json())


def _free_ports() -> int:
    """The first of four free ports in a row."""
    for base in range(18090, 19090, 10):
        try:
            for port in range(base, base + 4):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        return base
    raise RuntimeError("no four free ports in a row")


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp("journey")
    settings = DemoSettings(folder, _free_ports())
    base = settings.port_base
    stack = Stack(settings.environment(), folder / "logs")
    try:
        stack.start([emulated_ent(base, settings.ent_url, settings.bot_url), *product(base + 1, base + 2, base + 3)])
        yield Running(settings, stack, f"http://127.0.0.1:{base}")
    finally:
        stack.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def someone_s_browser(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    yield context
    context.close()

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.conftest import CHROMIUM_FLAGS
from tests.journey.conftest import referents, running, wires
from tests.pages.lighthouse import Lighthouse
from tests.pages.looking import WIDE, Looker

__all__ = ["referents", "running", "wires"]


@pytest.fixture(scope="session")
def debugging_port() -> int:
    """Of the system's choice: those of the product are drawn from lower ones."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, debugging_port: int) -> Iterator[Browser]:
    """The browser of the run, in which Lighthouse may look too."""
    flags = [*CHROMIUM_FLAGS, f"--remote-debugging-port={debugging_port}"]
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def kept(pictures: Path) -> Path:
    folder = pictures / "pages"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def looker(kept: Path) -> Looker:
    return Looker(kept)


@pytest.fixture(scope="module")
def lighthouse(chromium: Browser, kept: Path, debugging_port: int) -> Lighthouse:
    """What asks Lighthouse, once the browser listens on that port."""
    return Lighthouse(debugging_port, kept / "lighthouse.json")


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of one's own."""
    context = chromium.new_context(locale="fr-FR", viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context
    context.close()

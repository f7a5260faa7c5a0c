from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journey.conftest import referents, running, wires
from tests.pages.looking import WIDE, Looker

__all__ = ["referents", "running", "wires"]


@pytest.fixture(scope="module")
def looker(pictures: Path) -> Looker:
    folder = pictures / "pages"
    folder.mkdir(exist_ok=True)
    return Looker(folder)


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of one's own."""
    context = chromium.new_context(locale="fr-FR", viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context
    context.close()

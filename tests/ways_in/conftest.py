from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from cli.demo_referents import enrol_referents
from cli.demo_settings import SCHOOL
from tests.ports import free_ports
from tests.ways_in.grounds import Grounds

DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grounds]:
    grounds = Grounds(tmp_path_factory.mktemp("ways_in"), free_ports(6))
    with grounds.running():
        enrol_referents(grounds.settings.database_url, SCHOOL["id"], datetime.now(timezone.utc))
        yield grounds


@pytest.fixture
def grounds(everything: Grounds) -> Grounds:
    """The ENT as it is when nobody has set anything."""
    everything.begin_anew()
    return everything


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of its own."""
    contexts = []

    def fresh(**settings: Any) -> BrowserContext:
        contexts.append(chromium.new_context(**{"locale": "fr-FR", "viewport": DESKTOP, **settings}))
        contexts[-1].set_default_timeout(15_000)
        return contexts[-1]

    yield fresh
    for context in contexts:
        context.close()


@pytest.fixture
def picture(pictures: Path) -> Callable[[Page, str], None]:
    """Keeps a page as it looks now."""

    def keep(page: Page, name: str) -> None:
        page.wait_for_timeout(700)  # scrolling is smooth: let it end
        page.screenshot(path=pictures / f"way-{name}.png")

    return keep

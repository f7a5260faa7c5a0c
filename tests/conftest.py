"""The one browser of a run, and what it leaves behind. Only for runs without asynchronous tests: playwright keeps the loop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

JOURNEY = Path(__file__).resolve().parents[1] / "var" / "journey"
PATIENCE = 30_000  # milliseconds for what is expected of a page, where a test says nothing else: every core is busy
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pictures FOLDER`: keep the pages' pictures there (docs/pictures when the documentation is to be refreshed)."""
    parser.addoption("--pictures", type=Path, default=JOURNEY / "pictures")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 (the Rasa environment has none)

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.config.getoption("--pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Leave a picture of every open page when a test fails, in var/journey."""
    report = yield
    if report.when == "call" and report.failed:
        _picture_everything(item)
    return report


def _picture_everything(item: pytest.Item) -> None:
    browser = getattr(item, "funcargs", {}).get("chromium")
    pages = [page for context in browser.contexts for page in context.pages] if browser else []
    JOURNEY.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        page.screenshot(path=JOURNEY / f"{item.name[:100]}-{number}.png")

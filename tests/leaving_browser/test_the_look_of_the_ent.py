"""The operator's theme in a real browser: worn, readable in both schemes, and never stronger than what a pupil chose."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.axe import violations
from tests.leaving_browser.conftest import WebAlone

pytestmark = pytest.mark.browser
# The nearest to Edifice's own blue and orange that we accept: at the very edge of what may be.
THEME = """secondary: {accent: "#1d6c8b", font: [Arimo], round: 0.25}
primary: {accent: "#a44c00"}
"""
ACCENT = "getComputedStyle(document.documentElement).getPropertyValue('--pe-accent').trim()"


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebAlone]:
    folder: Path = tmp_path_factory.mktemp("theme")
    (folder / "theme.yml").write_text(THEME, encoding="utf-8")
    alone = WebAlone(folder, PARLONS_EN_THEME=str(folder / "theme.yml"))
    try:
        alone.starts()
        yield alone
    finally:
        alone.stops()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/assistant", "/aide", "/reperes", "/reperes/primaire", "/tes-mots", "/desk", "/administration"]
)
def test_every_page_wears_it_and_can_be_read(
    themed: WebAlone, browse: Callable[..., BrowserContext], pictures: Path, path: str, scheme: str
):
    page = browse(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(themed.url + path, wait_until="networkidle")

    assert page.evaluate(ACCENT) != ("#1b5d64" if scheme == "light" else "#8ed4c9")
    assert violations(page) == []
    page.screenshot(path=pictures / f"theme-{path.strip('/').replace('/', '-')}-{scheme}.png")


def test_strong_contrast_and_other_letters_stay_what_the_pupil_chose(
    themed: WebAlone, browse: Callable[..., BrowserContext]
):
    page = browse().new_page()
    page.goto(f"{themed.url}/assistant")
    expect(page.locator("main")).to_be_visible()
    assert page.evaluate(ACCENT) == "#1d6c8b"
    for level in ("", "primaire"):
        page.evaluate("(level) => document.documentElement.dataset.register = level", level)
        page.evaluate("document.documentElement.dataset.colours = 'contrast'")
        page.evaluate("document.documentElement.dataset.letters = 'true'")
        assert page.evaluate(ACCENT) == "#00305c"
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson')
        page.evaluate("document.documentElement.dataset.colours = 'device'")
    assert page.evaluate(ACCENT) == "#a44c00"


def test_dark_or_light_as_the_pupil_chose_and_paper_is_light(themed: WebAlone, browse: Callable[..., BrowserContext]):
    page = browse(color_scheme="light").new_page()
    page.goto(f"{themed.url}/assistant")
    page.get_by_test_id("display").click()
    page.get_by_test_id("colours-dark").check()
    dark = page.evaluate(ACCENT)
    assert dark not in {"#1d6c8b", "#8ed4c9"}
    assert violations(page) == []
    page.get_by_test_id("colours-light").check()
    assert page.evaluate(ACCENT) == "#1d6c8b"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ACCENT) == "#1d6c8b"
    page.get_by_test_id("colours-device").check()
    assert page.evaluate(ACCENT) == dark
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(ACCENT) == "#1d6c8b"


def test_the_copy_without_network_wears_it_too(themed: WebAlone, browse: Callable[..., BrowserContext]):
    context = browse()
    page = context.new_page()
    page.goto(f"{themed.url}/aide")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.goto(f"{themed.url}/aide")
    expect(page.locator(".kept").first).to_be_visible()
    assert page.evaluate(ACCENT) == "#1d6c8b"

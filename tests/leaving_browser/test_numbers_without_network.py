"""The page of numbers, opened once: it is there without network and while we are down, says how old it is, and leaves with who leaves."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.axe import violations
from tests.leaving_browser.conftest import EXIT, WebAlone
from tests.leaving_browser.staying import left_behind

pytestmark = pytest.mark.browser
READY = "() => navigator.serviceWorker.ready.then((one) => new URL(one.scope).pathname)"
KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) =>
    new URL(one.url).pathname)))).flat().sort()"""
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
OF_THE_MOMENT = ".number .now"
OLD = "Cette copie est trop ancienne"


def reads_once(context: BrowserContext, web: WebAlone, query: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{web.url}/aide{query}")
    assert page.evaluate(READY) == "/aide"
    return page


def opens_again(context: BrowserContext, web: WebAlone, query: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{web.url}/aide{query}")
    return page


@pytest.fixture
def context(browse: Callable[..., BrowserContext]) -> BrowserContext:
    return browse()


def sees_the_copy(page: Page) -> None:
    for number in ("119", "3018", "112"):
        expect(page.locator(f'a[href="tel:{number}"]').first).to_be_visible()
    expect(page.locator(".kept").first).to_contain_text(str(datetime.now(timezone.utc).year))
    expect(page.locator(OF_THE_MOMENT)).to_have_count(0)
    expect(page.locator(".facts").first).not_to_be_empty()


@pytest.mark.parametrize("query", ["", "?ecole=0330139P"])
def test_the_numbers_are_there_while_we_are_down(web: WebAlone, context: BrowserContext, pictures, query: str):
    reads_once(context, web).close()
    web.is_killed()
    page = opens_again(context, web, query)

    sees_the_copy(page)
    expect(page.get_by_text(OLD)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.exit a')).borderRadius") != "0px"  # dressed, too
    page.screenshot(path=pictures / f"aide-sans-reseau{'-ecole' if query else ''}.png")


def test_the_numbers_are_there_without_network(web: WebAlone, context: BrowserContext):
    reads_once(context, web).close()
    context.set_offline(True)

    sees_the_copy(opens_again(context, web))


def test_as_soon_as_we_are_back_the_page_knows_the_hour_again(web: WebAlone, context: BrowserContext):
    reads_once(context, web).close()
    web.is_killed()
    sees_the_copy(opens_again(context, web))
    web.starts()
    page = opens_again(context, web)

    expect(page.locator(OF_THE_MOMENT).first).to_be_visible()
    expect(page.locator(".kept")).to_have_count(0)


def test_a_copy_of_more_than_thirty_days_says_that_it_is_old(web: WebAlone, context: BrowserContext):
    reads_once(context, web).close()
    web.is_killed()
    context.clock.set_fixed_time(datetime.now(timezone.utc) + timedelta(days=31))
    page = opens_again(context, web)

    expect(page.get_by_text(OLD)).to_be_visible()
    expect(page.locator('a[href="tel:119"]').first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_a_copy_that_is_old(
    web: WebAlone, browse: Callable[..., BrowserContext], pictures, scheme: str, width: int
):
    context = browse(color_scheme=scheme, viewport={"width": width, "height": 850})
    context.clock.set_fixed_time(datetime.now(timezone.utc) + timedelta(days=31))
    page = context.new_page()
    page.goto(f"{web.url}/aide/sans-reseau")
    expect(page.get_by_text(OLD)).to_be_visible()
    page.screenshot(path=pictures / f"aide-sans-reseau-{scheme}-{width}.png")
    assert violations(page, ["html"]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_kept_is_that_page_and_what_dresses_it(web: WebAlone, context: BrowserContext):
    page = reads_once(context, web, "?ecole=0330139P")
    kept = page.evaluate(KEPT)

    assert kept[0] == "/aide/sans-reseau"
    assert all(path.startswith("/static/") for path in kept[1:])
    assert not any("widget" in path or "sealing" in path for path in kept)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize("path", ["/assistant", "/reperes", "/tes-mots"])
def test_no_other_page_keeps_anything_nor_is_reached_by_the_worker(web: WebAlone, context: BrowserContext, path: str):
    page = context.new_page()
    page.goto(web.url + path)
    page.wait_for_timeout(1_000)
    assert page.evaluate(WORKERS) == 0
    assert page.evaluate(KEPT) == []
    reads_once(context, web)
    page.goto(web.url + path)

    assert page.evaluate("navigator.serviceWorker.controller") is None


def test_the_server_itself_says_how_far_the_worker_reaches(web: WebAlone):
    answer = httpx.get(f"{web.local_url}/aide/sans-reseau.js")

    assert answer.headers["service-worker-allowed"] == "/aide"
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    assert "no-cache" in answer.headers["cache-control"]


def presses_shift_thrice(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def presses_the_first_stop_of_the_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Quitter vite")).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("leaves", [presses_shift_thrice, presses_the_first_stop_of_the_keyboard])
def test_leaving_takes_the_copy_along_and_back_shows_nothing(
    web: WebAlone, context: BrowserContext, leaves: Callable[[Page], None]
):
    page = reads_once(context, web)
    leaves(page)
    page.wait_for_url(EXIT)
    page.go_back()
    assert "/aide" not in page.url
    assert left_behind(context, web.url) == {}


def test_the_keyboard_exit_is_announced_while_it_is_under_way(web: WebAlone, context: BrowserContext):
    page = reads_once(context, web)
    said = page.get_by_role("status").and_(page.get_by_test_id("exit-state"))
    page.keyboard.press("Shift")
    expect(said).to_have_text("Quitter : encore 2 fois Maj.")
    page.keyboard.press("a")
    expect(said).to_have_text("")


def test_without_script_the_page_is_whole_and_its_exit_works(web: WebAlone, browse: Callable[..., BrowserContext]):
    page = browse(java_script_enabled=False).new_page()
    page.goto(f"{web.url}/assistant")
    page.get_by_role("link", name="Les numéros, eux, sont là").click()
    page.wait_for_url("**/aide*")
    expect(page).to_have_title("Espace élève")
    assert page.locator(OF_THE_MOMENT).count() > 5
    page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url(EXIT)

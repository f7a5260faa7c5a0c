"""Leaving each page that a pupil may see, on the day when only web is there: first stop, Shift, history, what stays, without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.leaving_browser.conftest import EXIT, WebAlone
from tests.leaving_browser.staying import kept_in, left_behind

pytestmark = pytest.mark.browser
# The last is where the ENT sends a pupil back to, when too much time has passed.
OURS = [
    "/assistant",
    "/aide",
    "/aide/sans-reseau",
    "/reperes",
    "/reperes/1",
    "/reperes/primaire/2",
    "/tes-mots",
    "/tes-mots/primaire",
    "/ent/callback",
]
# Playwright's own keyboard waits for the window to have gone.
SHIFT_BY_ITSELF = """() => { setTimeout(() => { for (let press = 0; press < 3; press += 1)
  document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Shift'})); }); }"""
FOCUSED = "document.activeElement.textContent.trim()"


@pytest.fixture
def web(lasting_web: WebAlone) -> WebAlone:
    """Nobody kills it here."""
    return lasting_web


@pytest.fixture
def context(browse: Callable[..., BrowserContext]) -> BrowserContext:
    return browse()


@pytest.fixture
def plain(browse: Callable[..., BrowserContext]) -> BrowserContext:
    """Without a script."""
    return browse(java_script_enabled=False)


def opens(context: BrowserContext, web: WebAlone, path: str) -> Page:
    page = context.new_page()
    page.goto(web.url + path)
    expect(way_out(page)).to_be_visible()
    return page


def way_out(page: Page):
    """A link of the server's page, a button once the assistant's script has taken over."""
    return page.get_by_role("link", name="Quitter vite").or_(page.get_by_role("button", name="Quitter vite")).first


def presses_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def is_gone(page: Page) -> None:
    """At the neutral place, with nothing of ours behind it."""
    page.wait_for_url(EXIT)
    page.go_back()
    assert page.url == "about:blank"


@pytest.mark.parametrize("path", OURS)
def test_with_a_script_the_exit_is_the_first_stop_and_takes_the_place_of_the_page(
    web: WebAlone, context: BrowserContext, path: str
):
    page = opens(context, web, path)
    page.keyboard.press("Tab")
    assert str(page.evaluate(FOCUSED)).startswith("Quitter vite")
    page.keyboard.press("Enter")
    is_gone(page)
    assert left_behind(context, web.url) == {}


@pytest.mark.parametrize("path", OURS)
def test_without_a_script_the_exit_is_the_first_stop_and_leads_out(web: WebAlone, plain: BrowserContext, path: str):
    page = opens(plain, web, path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(EXIT)
    assert plain.cookies(web.url) == []


@pytest.mark.parametrize("path", OURS)
def test_shift_three_times_leaves_every_page_and_is_told_before(web: WebAlone, context: BrowserContext, path: str):
    page = opens(context, web, path)
    told = page.get_by_test_id("exit-state")
    expect(told).to_have_role("status")
    presses_shift(page, 1)
    expect(told).to_have_text("Quitter : encore 2 fois Maj.")
    page.keyboard.press("a")
    expect(told).to_have_text("")
    presses_shift(page, 2)
    expect(told).to_have_text("Quitter : encore une fois Maj.")
    presses_shift(page, 1)
    is_gone(page)


@pytest.mark.parametrize("path", OURS)
def test_title_icon_and_address_say_nothing(web: WebAlone, context: BrowserContext, path: str):
    page = opens(context, web, path)
    expect(page).to_have_title("Espace élève")
    icon = page.locator("link[rel=icon]").get_attribute("href") or ""
    assert icon.partition("?")[0] == "/static/icon.svg"
    assert not {"harc", "viol", "danger", "parole", "parler", "quitt"} & set(page.url.lower().split("/"))


@pytest.mark.parametrize("path", ["/assistant", "/reperes", "/reperes/1", "/tes-mots", "/ent/callback"])
def test_leaving_by_another_page_takes_away_what_the_page_of_numbers_kept(
    web: WebAlone, context: BrowserContext, path: str
):
    numbers = opens(context, web, "/aide")
    numbers.evaluate("() => navigator.serviceWorker.ready")
    numbers.close()
    page = opens(context, web, path)
    assert kept_in(page) == {"caches": 1, "workers": 1}
    way_out(page).click()
    is_gone(page)
    assert left_behind(context, web.url) == {}


@pytest.mark.parametrize("wait", [0, 20, 60, 150, 400])
def test_whoever_leaves_while_the_copy_is_being_made_leaves_no_copy(web: WebAlone, context: BrowserContext, wait: int):
    page = context.new_page()
    page.goto(f"{web.url}/aide", wait_until="domcontentloaded")
    page.wait_for_timeout(wait)
    presses_shift(page, 3)
    page.wait_for_url(EXIT)
    page.wait_for_timeout(2_000)  # what was under way comes to its end
    assert left_behind(context, web.url) == {}


def test_from_page_to_page_there_is_one_entry_and_back_shows_none_of_them(web: WebAlone, context: BrowserContext):
    page = opens(context, web, "/aide")
    page.get_by_role("link", name="Lire des exemples").click()
    page.get_by_role("link", name="À l'école", exact=True).click()
    expect(page.get_by_role("heading", name="Rouge : il faut de l'aide")).to_be_visible()
    page.get_by_role("link", name="Revenir au tchat").first.click()
    page.wait_for_url("**/assistant*")
    way_out(page).click()
    is_gone(page)


@pytest.mark.parametrize("path", OURS)
def test_nothing_is_left_to_see_where_the_neutral_place_does_not_come(
    web: WebAlone, context: BrowserContext, path: str
):
    context.route(EXIT, lambda route: route.fulfill(status=204))  # a browser then stays where it is
    page = opens(context, web, path)
    page.evaluate(SHIFT_BY_ITSELF)
    page.wait_for_function("document.body.childElementCount === 0")
    assert page.title() == "Espace élève"  # without one, a tab shows the address
    assert page.content().count("<main") == 0


def test_with_no_rasa_the_assistants_page_has_the_numbers_and_its_exit(web: WebAlone, context: BrowserContext):
    page = opens(context, web, "/assistant")
    expect(page.locator('a[href="tel:119"]').first).to_be_visible()
    expect(page.locator('a[href="tel:3018"]').first).to_be_visible(timeout=60_000)
    way_out(page).click()
    is_gone(page)

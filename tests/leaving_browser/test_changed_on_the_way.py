"""A file of ours that something changed on its way (a school's filter, a broken cache) is refused, and the numbers stay on the page."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.leaving_browser.conftest import WebAlone
from web.shelf import Shelf

pytestmark = pytest.mark.browser


def one_byte_more(route: Route) -> None:
    file = Shelf().find(urlsplit(route.request.url).path.removeprefix("/static/"))
    assert file is not None
    route.fulfill(body=file.content + b"\n", content_type=file.media_type)


@pytest.mark.parametrize(
    ("path", "script", "number"), [("/assistant", "widget.js", "119"), ("/aide", "aide.js", "119")]
)
def test_a_changed_script_does_not_run_and_the_numbers_are_there(
    web: WebAlone, browse: Callable[..., BrowserContext], path: str, script: str, number: str
):
    context = browse()
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.route(f"**/{script}*", one_byte_more)
    page.goto(web.url + path, wait_until="load")

    expect(page.locator(f'a[href="tel:{number}"]').first).to_be_visible()
    expect(page.locator(".exit a").first).to_be_visible()
    expect(page.get_by_test_id("write")).to_have_count(0)
    assert any("integrity" in line for line in said)


def test_a_changed_sheet_is_not_worn_and_the_page_can_be_read(web: WebAlone, browse: Callable[..., BrowserContext]):
    page = browse().new_page()
    page.route("**/aide.css*", one_byte_more)
    page.goto(f"{web.url}/aide", wait_until="load")

    expect(page.locator('a[href="tel:119"]').first).to_be_visible()
    assert page.evaluate("[...document.styleSheets].filter((one) => one.href.includes('aide.css')).length") == 0


@pytest.mark.parametrize(("path", "script"), [("/assistant", "widget.js"), ("/desk", "desk.js")])
def test_after_a_while_the_page_says_that_it_does_not_open_and_a_reload_opens_it(
    web: WebAlone, browse: Callable[..., BrowserContext], path: str, script: str
):
    page = browse().new_page()
    page.route(f"**/{script}*", one_byte_more)
    page.goto(web.url + path, wait_until="load")
    late = page.get_by_role("link", name="Recharger la page")
    expect(late).to_have_count(0)  # the script may still be on its way
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    expect(late).to_be_visible()

    page.unroute(f"**/{script}*")
    late.click()
    expect(page.locator(".late")).to_have_count(0)

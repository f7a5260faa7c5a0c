from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NARROW = {"width": 320, "height": 640}
PAGES = ["/timeline/timeline", "/conversation/conversation", "/conversation/conversation#/new-mail", "/actualites"]
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def shown(one_ent) -> Iterator[Page]:
    one_ent.anyone().post("/__test/reset").raise_for_status()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield running.new_context(base_url=one_ent.url, viewport=NARROW).new_page()
        running.close()


def enter(page: Page, login: str) -> None:
    page.goto("/auth/logout?callback=/auth/login")
    page.fill("input[name=email] >> visible=true", login)
    page.fill("input[name=password] >> visible=true", "demo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/timeline")


@pytest.mark.browser
def test_the_way_in_fits_a_narrow_screen(shown: Page):
    shown.goto("/auth/login")
    assert shown.evaluate(OVERFLOW) <= 0


@pytest.mark.browser
@pytest.mark.parametrize("login", ["lea.martin", "mme.lemoine", "mme.besson"])
def test_no_page_of_the_ent_is_wider_than_a_narrow_screen(shown: Page, login: str):
    enter(shown, login)
    for path in PAGES:
        shown.goto(path)
        shown.wait_for_load_state("networkidle")
        assert (path, shown.evaluate(OVERFLOW)) == (path, 0)

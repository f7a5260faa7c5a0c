"""Chromium against the real process: too many begin, or one pupil goes too fast. Nobody presses anything, nothing is lost, the numbers are there."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from settings.values import LEAST_SESSIONS_PER_MINUTE
from tests.limits.served import HOST, Served, served

CHEAP_PHONE = 6  # so many times slower than this machine
MESSAGES = 14
SECONDS = 1_000


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("crowd"), SESSIONS_PER_MINUTE=str(LEAST_SESSIONS_PER_MINUTE)) as running:
        yield running


@contextmanager
def flood(web: Served) -> Iterator[None]:
    """Somebody takes every beginning there is, again and again."""
    over = threading.Event()

    def take() -> None:
        with httpx.Client() as http:
            while not over.is_set():
                http.post(f"http://{HOST}:{web.port}/api/session", json={}, headers=web.ours, timeout=10)
                over.wait(0.02)

    taking = threading.Thread(target=take)
    taking.start()
    try:
        while begin(web).status_code == 201:
            pass
        yield
    finally:
        over.set()
        taking.join()


def begin(web: Served) -> httpx.Response:
    return httpx.post(f"http://{HOST}:{web.port}/api/session", json={}, headers=web.ours, timeout=10)


def come_in_the_crowd(web: Served, page: Page) -> None:
    """The first call is one that the server refuses for the crowd, and the work takes as long to come as on a slow line."""

    def refused(route: Route) -> None:
        while (answer := begin(web)).status_code == 201:
            pass
        route.fulfill(status=answer.status_code, body=answer.content, content_type="application/json")

    def later(route: Route) -> None:
        time.sleep(1.5)
        route.continue_()

    page.route("**/api/session", refused, times=1)
    page.route("**/work.js*", later, times=1)


def slow_down(page: Page, times: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def test_in_a_crowd_the_phone_works_by_itself_with_the_numbers_on_the_screen_and_the_assistant_opens(
    web: Served, page: Page
):
    slow_down(page, CHEAP_PHONE)
    come_in_the_crowd(web, page)
    with flood(web):
        page.goto(f"{web.public}/assistant")
        working = page.get_by_test_id("working")
        expect(working).to_contain_text("Ton tour arrive")
        expect(working).to_contain_text("119")
        page.get_by_test_id("write").fill("j'ai peur")
        page.keyboard.press("Enter")
        began = time.monotonic()
        expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=30 * SECONDS)
        expect(page.get_by_test_id("bubble-bot")).to_have_count(2, timeout=20 * SECONDS)

    assert time.monotonic() - began < 30
    assert web.rasa.texts() == ["j'ai peur"]
    expect(working).to_have_count(0)


def test_it_is_said_aloud_once_and_the_page_can_still_be_used_while_it_works(web: Served, page: Page):
    slow_down(page, CHEAP_PHONE)
    come_in_the_crowd(web, page)
    with flood(web):
        page.goto(f"{web.public}/assistant")
        expect(page.get_by_test_id("working")).to_be_visible()
        assert sum("Ton tour arrive" in said for said in page.locator("[aria-live] p").all_text_contents()) == 1
        began = time.monotonic()
        page.get_by_test_id("numbers").click()
        expect(page.get_by_test_id("numbers-panel")).to_contain_text("119")
        assert time.monotonic() - began < 3
        expect(page.get_by_test_id("bubble-bot").first).to_be_attached(timeout=30 * SECONDS)


def test_one_pupil_who_writes_without_a_pause_sees_for_how_long_and_every_message_goes_out_by_itself_in_order(
    web: Served, page: Page
):
    time.sleep(2)  # one place is enough
    page.goto(f"{web.public}/assistant")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=30 * SECONDS)
    said = [f"vite {place}" for place in range(MESSAGES)]
    for text in said:
        page.get_by_test_id("write").fill(text)
        page.keyboard.press("Enter")
    waiting = page.get_by_test_id("turn-waiting")
    expect(waiting).to_contain_text("Il partira tout seul dans", timeout=20 * SECONDS)
    expect(waiting).to_contain_text("119")
    expect(page.get_by_test_id("bubble-own")).to_have_text([f"Toi : {text}" for text in said], use_inner_text=False)
    expect(page.get_by_test_id("bubble-bot")).to_have_count(MESSAGES + 1, timeout=40 * SECONDS)

    assert [text for text in web.rasa.texts() if text.startswith("vite")] == said
    expect(page.get_by_test_id("turn-retry")).to_have_count(0)

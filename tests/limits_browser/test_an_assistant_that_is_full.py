"""Chromium against the real process, while nobody more can begin: the numbers at once, an honest sentence, and a button that opens the assistant later."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.limits.served import HOST, Served, served
from tests.limits.slow_rasa import SlowRasa
from web.admission import BEGINNINGS
from web.sentences import Sentences

SECONDS = 1_000
PATIENCE = 30


@pytest.fixture
def rasa() -> SlowRasa:
    return SlowRasa()


@pytest.fixture
def web(tmp_path: Path, rasa: SlowRasa) -> Iterator[Served]:
    with served(tmp_path, rasa_there=rasa, SESSIONS_PER_MINUTE="100000") as running:
        yield running


@contextmanager
def full(web: Served, rasa: SlowRasa) -> Iterator[None]:
    """As many begin as may, again and again, and rasa answers nobody."""
    over = threading.Event()

    def begin() -> None:
        while not over.is_set():
            httpx.post(f"http://{HOST}:{web.port}/api/session", json={}, headers=web.ours, timeout=60)

    rasa.is_held = True
    with ThreadPoolExecutor(BEGINNINGS.most) as crowd:
        for _ in range(BEGINNINGS.most):
            crowd.submit(begin)
        try:
            until = time.monotonic() + PATIENCE
            while rasa.waiting < BEGINNINGS.most:
                assert time.monotonic() < until, "they do not come in"
                time.sleep(0.05)
            yield
        finally:
            over.set()
            rasa.is_held = False


def test_the_numbers_are_there_at_once_and_the_button_opens_the_assistant_later(
    web: Served, rasa: SlowRasa, page: Page
):
    with full(web, rasa):
        page.goto(f"{web.public}/assistant")
        told = page.get_by_test_id("not-opened")
        expect(told).to_contain_text(Sentences.load().get("errors.assistant_full").split(".")[0])
        expect(told).to_contain_text("3018")
        said = page.locator("[aria-live] p").all_text_contents()
        assert sum("complet" in text for text in said) == 1
    page.get_by_test_id("turn-retry").click()

    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=30 * SECONDS)
    expect(told).to_have_count(0)


def test_what_was_written_meanwhile_goes_out_once_the_assistant_opens(web: Served, rasa: SlowRasa, page: Page):
    with full(web, rasa):
        page.goto(f"{web.public}/assistant")
        expect(page.get_by_test_id("not-opened")).to_be_visible()
        page.get_by_test_id("write").fill("j'ai peur")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("not-opened")).to_be_visible()
    page.get_by_test_id("turn-retry").click()

    expect(page.get_by_test_id("bubble-bot")).to_have_count(2, timeout=30 * SECONDS)
    assert rasa.texts() == ["j'ai peur"]

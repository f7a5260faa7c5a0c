"""Chromium against the real process, whose rasa is not there yet: the numbers at once, and the conversation by itself as soon as there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.limits.served import Served, served
from web.sentences import Sentences

SECONDS = 1_000
PATIENCE = 30 * SECONDS


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as running:
        yield running


def test_nobody_presses_anything_and_what_was_written_meanwhile_goes_out(web: Served, page: Page):
    web.rasa.down = True
    page.goto(f"{web.public}/assistant")
    told = page.get_by_test_id("turn-waiting")
    expect(told).to_contain_text(Sentences.load().get("errors.assistant_down").split(".")[0], timeout=PATIENCE)
    expect(told).to_contain_text("Nouvel essai dans")
    expect(told).to_contain_text("3018")
    page.get_by_test_id("write").fill("j'ai peur")
    page.keyboard.press("Enter")
    web.rasa.down = False

    expect(page.get_by_test_id("bubble-bot")).to_have_count(2, timeout=PATIENCE)
    expect(told).to_have_count(0)
    assert web.rasa.texts() == ["j'ai peur"]


def test_an_assistant_that_stays_away_leaves_the_numbers_and_a_button(web: Served, page: Page):
    web.rasa.down = True
    page.goto(f"{web.public}/assistant")
    told = page.get_by_test_id("not-opened")
    expect(told).to_contain_text("3018", timeout=2 * PATIENCE)
    web.rasa.down = False
    page.get_by_test_id("turn-retry").click()

    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    expect(told).to_have_count(0)

"""« Plus simple à lire », in a browser as narrow as a small telephone: the words, the page, nothing that overflows, nothing kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journey.conftest import Running

NARROW = {"width": 320, "height": 640}
PATIENCE = 20_000
TOLD = "ils se moquent de moi tous les jours au collège et personne me parle"
OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter((one) => one.getClientRects().length && !one.closest('.spoken')
    && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)).map((one) => one.outerHTML.slice(0, 90))"""
STYLE = "(one) => { const style = getComputedStyle(one); return [style.fontSize, style.lineHeight, style.textAlign, style.fontStyle, style.hyphens]; }"


@pytest.fixture(scope="module")
def page(chromium: Browser, running: Running) -> Iterator[Page]:
    context = chromium.new_context(locale="fr-FR", viewport=NARROW)
    page = context.new_page()
    page.goto(f"{running.settings.bot_url}/assistant")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    yield page
    context.close()


def style(page: Page) -> tuple[float, float, str, str, str]:
    size, height, align, slant, hyphens = page.get_by_test_id("bubble-bot").last.evaluate(STYLE)
    return float(size[:-2]), float(height[:-2]), align, slant, hyphens


def answered(page: Page, act: str) -> None:
    messages = page.get_by_test_id(re.compile("^message"))
    before = messages.count()
    if act == "easy":
        page.get_by_test_id("easy").click()
    else:
        page.get_by_test_id("write").fill(act)
        page.get_by_test_id("send").click()
    expect(messages).not_to_have_count(before, timeout=PATIENCE)


def test_the_level_of_the_school_is_known_so_the_welcome_does_not_ask_it(page: Page):
    names = page.get_by_test_id("choice").all_inner_texts()
    assert "Changer de niveau" in names
    assert not [name for name in names if name.startswith("Je suis")]


def test_one_press_says_the_last_words_again_larger_and_one_idea_a_bubble(page: Page, pictures: Path):
    answered(page, TOLD)
    usual = style(page)
    page.screenshot(path=pictures / "easy-1-before.png")
    answered(page, "easy")
    size, height, *shape = style(page)
    assert size > usual[0] * 1.15
    assert height / size >= 1.7
    assert shape == ["left", "normal", "manual"]
    bubbles = page.get_by_test_id("message").last.get_by_test_id("bubble-bot").all_inner_texts()
    assert len(bubbles) > 4
    assert all(len(bubble.split()) <= 14 for bubble in bubbles)  # « Assistant : » is heard before each
    expect(page.get_by_test_id("easy")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".card-number .icon").last).to_be_visible()
    page.wait_for_timeout(700)
    page.screenshot(path=pictures / "easy-2-narrow.png")
    page.locator(".card").last.locator(".card-number").scroll_into_view_if_needed()
    page.wait_for_timeout(700)
    page.screenshot(path=pictures / "easy-3-cards.png")


@pytest.mark.parametrize("width", [320, 360, 400, 640])
def test_nothing_overflows(page: Page, pictures: Path, width: int):
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=pictures / f"easy-4-{width}.png")
    page.set_viewport_size(NARROW)


def test_the_choice_is_given_back_the_same_way_and_kept_nowhere(page: Page):
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    answered(page, "easy")
    expect(page.get_by_test_id("easy")).to_have_attribute("aria-pressed", "false")
    answered(page, "je comprends pas les mots")
    expect(page.get_by_test_id("easy")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("easy")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(("profile", "said"), [("famille", "enfant"), ("personnel", "élève")])
def test_a_link_for_adults_speaks_to_adults_from_the_first_word(page: Page, running: Running, profile: str, said: str):
    page.goto(f"{running.settings.bot_url}/assistant?profil={profile}")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    first = " ".join(page.get_by_test_id("bubble-bot").all_inner_texts())
    assert said in first
    assert re.search(r"\bvous\b", first, re.IGNORECASE)
    assert not re.search(r"\b(tu|ton|tes)\b", first)

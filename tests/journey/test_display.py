"""« Affichage »: larger, other colours, other letters, nothing that moves, read aloud by the device alone; and nothing of it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.axe import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journey.conftest import Running

PATIENCE = 20_000
OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter((one) => one.getClientRects().length && !one.closest('.spoken')
    && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)).map((one) => one.outerHTML.slice(0, 90))"""
# Two voices, one of which would send the words away; what is said is noted.
VOICES = """(voices) => {
  window.said = [];
  const speech = { getVoices: () => voices, cancel: () => window.said.push(null), speak: (words) => window.said.push([words.voice.name, words.text]) };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
}"""
AWAY = "{ name: 'nuage', lang: 'fr-FR', localService: false }"
HERE = "{ name: 'ici', lang: 'fr_FR', localService: true }"


@pytest.fixture
def voices() -> str:
    return f"[{AWAY}, {HERE}]"


@pytest.fixture
def page(chromium: Browser, running: Running, voices: str) -> Iterator[Page]:
    context = chromium.new_context(locale="fr-FR", viewport={"width": 320, "height": 640}, color_scheme="dark")
    context.add_init_script(f"({VOICES})({voices})")
    page = context.new_page()
    page.goto(f"{running.settings.bot_url}/assistant")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    page.get_by_test_id("display").click()
    yield page
    context.close()


def bubble(page: Page, what: str) -> str:
    return str(page.get_by_test_id("bubble-bot").first.evaluate("(one, what) => getComputedStyle(one)[what]", what))


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_each_choice_is_seen_at_once_and_gone_with_the_page(page: Page, pictures: Path):
    expect(page.get_by_role("heading", name="Choisis comment tu lis")).to_be_focused()
    dark = ground(page)
    page.get_by_test_id("colours-light").check()
    light = ground(page)
    assert light != dark
    page.get_by_test_id("colours-dark").check()
    assert ground(page) == dark
    page.get_by_test_id("colours-contrast").check()
    assert ground(page) == "rgb(255, 255, 255)"
    page.get_by_test_id("colours-device").check()
    assert ground(page) == dark
    page.get_by_test_id("size-largest").check()
    page.get_by_test_id("display-letters").check()
    page.get_by_test_id("display-still").check()
    page.screenshot(path=pictures / "display-panel.png")
    page.get_by_test_id("display-close").click()
    assert float(bubble(page, "fontSize")[:-2]) >= 24
    assert "Atkinson" in bubble(page, "fontFamily")
    assert page.evaluate(
        "async () => { await document.fonts.ready; return document.fonts.check('16px \"Atkinson Hyperlegible\"') }"
    )
    assert float(bubble(page, "letterSpacing")[:-2]) > 0
    page.screenshot(path=pictures / "display-largest.png")
    page.reload()
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)
    assert float(bubble(page, "fontSize")[:-2]) < 20
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("colours", ["device", "light", "dark", "contrast"])
def test_every_look_is_readable_and_nothing_overflows_at_the_largest(page: Page, pictures: Path, colours: str):
    page.get_by_test_id(f"colours-{colours}").check()
    page.get_by_test_id("size-largest").check()
    page.get_by_test_id("display-letters").check()
    page.get_by_test_id("display-listen").check()
    assert violations(page) == []
    assert page.evaluate(OVERFLOWING) == []
    page.get_by_test_id("display-close").click()
    page.get_by_test_id("write").fill("ils se moquent de moi tous les jours")
    page.get_by_test_id("send").click()
    expect(page.get_by_test_id("message")).to_have_count(2, timeout=PATIENCE)
    page.wait_for_timeout(300)
    assert violations(page) == []
    assert page.evaluate(OVERFLOWING) == []
    page.screenshot(path=pictures / f"display-{colours}.png")


def test_a_message_is_read_by_the_devices_own_voice_and_leaving_silences_it(page: Page):
    expect(page.get_by_test_id("listen").first).to_be_hidden()
    page.get_by_test_id("display-listen").check()
    page.get_by_test_id("display-close").click()
    away: list[Request] = []
    page.on("request", lambda request: away.append(request))  # noqa: PLW0108 (playwright names its handlers)
    page.get_by_test_id("listen").first.click()
    _, (voice, text) = page.evaluate("window.said")
    assert voice == "ici"
    assert text.startswith(page.get_by_test_id("bubble-bot").first.evaluate("one => one.lastChild.textContent"))
    assert away == []


class TestWithoutAVoiceOfItsOwn:
    @pytest.fixture
    def voices(self) -> str:
        return f"[{AWAY}]"

    def test_nothing_is_offered_and_it_is_said(self, page: Page):
        expect(page.get_by_test_id("display-listen")).to_have_count(0)
        expect(page.get_by_test_id("display-panel")).to_contain_text("pas de voix française")

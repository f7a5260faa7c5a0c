"""« Ce que deviennent tes mots »: in the middle of a conversation, over it and in the same tab; and as pages of their own."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.axe import violations
from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import EXIT, Visitor

pytestmark = pytest.mark.browser
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
ENLARGED = {"width": 320, "height": 256}  # 1,280 pixels enlarged four times: WCAG 1.4.10
LEAST_TARGET = 24  # WCAG 2.5.8
PAGES = ["/tes-mots", "/tes-mots/primaire"]
CALL = re.compile("/api/your-words")
OLDER, PRIMARY = "Tes droits", "Qui te répond ?"
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def assistant_in(context: BrowserContext, grounds: Grounds, query: str = "") -> Page:
    page = context.new_page()
    page.route(EXIT, lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html"))
    page.goto(f"{grounds.bot_url}/assistant{query}")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)
    return page


def writes(page: Page, words: str) -> None:
    answers = page.get_by_test_id(re.compile("^message"))
    said = answers.count()
    page.get_by_test_id("write").fill(words)
    page.get_by_test_id("write").press("Enter")
    expect(answers).not_to_have_count(said, timeout=20_000)
    page.wait_for_timeout(500)


def opens(page: Page, section: str) -> Any:
    page.get_by_test_id("notice-open").click()
    panel = page.get_by_test_id("notice-panel")
    expect(panel.get_by_role("heading", name=section, exact=True)).to_be_visible()
    return panel


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
def test_in_the_middle_of_a_conversation_it_opens_closes_and_the_conversation_goes_on(
    grounds: Grounds, browse, picture, size: dict[str, int]
):
    page = assistant_in(browse(viewport=size), grounds)
    writes(page, "ils se moquent de moi tous les jours")
    said = page.get_by_test_id(re.compile("^bubble")).all_text_contents()
    picture(page, f"notice-line-{size['width']}")
    cookies = page.context.cookies(grounds.bot_url)
    page.get_by_test_id("notice-open").focus()
    page.keyboard.press("Enter")
    panel = page.get_by_test_id("notice-panel")
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    expect(panel.get_by_role("heading", name=OLDER)).to_have_count(1)
    picture(page, f"notice-panel-{size['width']}")
    page.keyboard.press("Shift+Tab")
    expect(panel.get_by_test_id("notice-close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel).to_have_count(0)
    expect(page.get_by_test_id("notice-open")).to_be_focused()
    assert page.get_by_test_id(re.compile("^bubble")).all_text_contents() == said
    assert page.context.cookies(grounds.bot_url) == cookies
    writes(page, "ça dure depuis un mois")
    assert page.get_by_test_id(re.compile("^bubble")).all_text_contents()[: len(said)] == said
    assert len(page.context.pages) == 1
    assert page.evaluate("[localStorage.length, sessionStorage.length, history.state]") == [0, 0, None]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
def test_axe_finds_nothing_in_the_panel_nor_on_the_line_that_opens_it(
    grounds: Grounds, browse, size: dict[str, int], scheme: str
):
    page = assistant_in(browse(viewport=size, color_scheme=scheme, reduced_motion="reduce"), grounds)
    page.wait_for_timeout(500)
    assert violations(page) == []
    opens(page, OLDER)
    assert violations(page) == []
    page.get_by_test_id("display").click()
    page.get_by_test_id("colours-contrast").check()
    page.get_by_test_id("size-largest").check()
    page.get_by_test_id("display-close").click()
    opens(page, OLDER)
    assert violations(page) == []
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("size", [NARROW, WIDE, ENLARGED], ids=["320", "1280", "400 %"])
def test_the_line_fits_and_its_button_is_large_enough(grounds: Grounds, browse, size: dict[str, int]):
    page = assistant_in(browse(viewport=size), grounds)
    box = page.get_by_test_id("notice-open").bounding_box()
    assert box is not None
    assert box["height"] >= LEAST_TARGET
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert page.evaluate(TOO_WIDE) <= 0


def test_a_pupil_of_primary_school_reads_the_words_of_primary_school(grounds: Grounds, browse):
    panel = opens(assistant_in(browse(viewport=NARROW), grounds, "?register=primaire"), PRIMARY)
    expect(panel.get_by_role("heading", name=OLDER)).to_have_count(0)


def test_who_asks_for_easy_words_reads_them_at_once_even_with_the_panel_open(grounds: Grounds, browse, picture):
    page = assistant_in(browse(viewport=NARROW), grounds)
    panel = opens(page, OLDER)
    page.get_by_test_id("easy").click()
    expect(panel.get_by_role("heading", name=PRIMARY)).to_be_visible()
    picture(page, "notice-panel-easy")
    page.get_by_test_id("notice-close").click()
    picture(page, "notice-line-easy")
    assert page.evaluate(TOO_WIDE) <= 0


def test_when_it_does_not_come_it_says_so_and_is_asked_for_again(grounds: Grounds, browse):
    page = assistant_in(browse(viewport=NARROW), grounds)
    page.route(CALL, lambda route: route.abort())
    page.get_by_test_id("notice-open").click()
    expect(page.get_by_test_id("notice-trouble")).to_contain_text("Ta discussion est toujours là")
    assert violations(page) == []
    page.unroute(CALL)
    page.get_by_test_id("notice-retry").click()
    expect(page.get_by_role("heading", name=OLDER)).to_be_visible()
    expect(page.get_by_test_id("notice-panel").get_by_role("heading", level=2)).to_be_focused()


def test_while_it_is_long_to_come_it_says_so(grounds: Grounds, browse):
    page = assistant_in(browse(), grounds)
    held: list[Route] = []
    page.route(CALL, lambda route: held.append(route))  # noqa: PLW0108 (playwright names its handlers)
    page.get_by_test_id("notice-open").click()
    expect(page.get_by_test_id("notice-status")).to_be_empty()
    expect(page.get_by_test_id("notice-status")).to_have_text("Ça arrive…")
    held[0].continue_()
    expect(page.get_by_role("heading", name=OLDER)).to_be_visible()
    expect(page.get_by_test_id("notice-status")).to_be_empty()


@pytest.mark.parametrize("by", ["button", "keyboard"])
def test_one_leaves_from_the_panel_as_from_anywhere(grounds: Grounds, browse, by: str):
    page = assistant_in(browse(viewport=NARROW), grounds)
    opens(page, OLDER)
    if by == "button":
        page.get_by_test_id("exit").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(EXIT)


def test_in_the_frame_of_the_ent_escape_folds_it_as_from_any_panel_and_it_is_still_there(grounds: Grounds, browse):
    visitor = Visitor(browse(), grounds.ent_url)
    visitor.comes()
    visitor.assistant.get_by_test_id("notice-open").click()
    panel = visitor.assistant.get_by_test_id("notice-panel")
    expect(panel.get_by_role("heading", name=OLDER)).to_be_visible()
    visitor.page.keyboard.press("Escape")
    launcher = visitor.page.locator("html > button[aria-expanded]")
    expect(launcher).to_have_attribute("aria-expanded", "false")
    launcher.click()
    expect(panel.get_by_role("heading", name=OLDER)).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_page_of_its_own_reads_at_320_pixels_and_keeps_nothing(
    grounds: Grounds, browse, picture, path: str, script: bool
):
    page = browse(viewport=NARROW, java_script_enabled=script).new_page()
    page.goto(grounds.bot_url + path)
    picture(page, f"notice{path.replace('/', '-')}-{'script' if script else 'plain'}")
    assert page.context.cookies() == []
    if script:
        assert page.evaluate(TOO_WIDE) <= 0
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_the_pages(grounds: Grounds, browse, pictures: Path, path: str, scheme: str):
    page = browse(color_scheme=scheme).new_page()
    page.goto(grounds.bot_url + path)
    page.screenshot(path=pictures / f"notice{path.replace('/', '-')}-{scheme}.png", full_page=True)
    assert violations(page) == []


def test_from_the_page_one_goes_to_the_other_level_and_back_to_the_chat(grounds: Grounds, browse):
    page = browse(viewport=NARROW).new_page()
    page.goto(grounds.bot_url + "/aide")
    page.get_by_role("link", name="Ce que deviennent tes mots").click()
    page.get_by_role("link", name="Je suis à l'école primaire").click()
    expect(page.get_by_role("heading", name=PRIMARY)).to_be_visible()
    page.get_by_role("link", name="Revenir au tchat").first.click()
    page.wait_for_url("**/assistant?register=primaire")

"""The button and the frame for those who use no mouse, see little, enlarge four times, or set their own colours."""

import re
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import Visitor

pytestmark = pytest.mark.browser
TOO_WIDE = """document.documentElement.scrollWidth <= innerWidth ? [] : [innerWidth, ...[...document.querySelectorAll('*')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.className + one.getBoundingClientRect().right)]"""


@pytest.fixture
def pupil(grounds: Grounds, browse):
    def come(**settings: Any) -> Visitor:
        visitor = Visitor(browse(**settings), grounds.ent_url)
        visitor.signs_in_to_the_ent("lea.martin")
        expect(launcher(visitor.page)).to_be_visible()
        return visitor

    return come


def launcher(page: Page):
    return page.locator("html > button[aria-expanded]")


def mover(page: Page):
    return page.get_by_role("button", name="Déplacer")


def frame_of(page: Page) -> Frame:
    frame = next((frame for frame in page.frames if "/assistant" in frame.url), None)
    assert frame is not None
    return frame


def test_with_the_keyboard_alone_one_comes_to_the_button_opens_folds_and_finds_the_button_again(pupil):
    visitor = pupil()
    page: Page = visitor.page
    page.locator(".apps a").last.focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('html > button')"):
            break
    expect(launcher(page)).to_be_focused()
    expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(launcher(page)).to_have_attribute("aria-expanded", "true")
    expect(visitor.assistant.get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)
    assert page.evaluate("document.activeElement.id") == "iframe-bot"
    page.keyboard.press("Tab")
    expect(visitor.assistant.get_by_test_id("exit")).to_be_focused()
    page.keyboard.press("Escape")
    expect(launcher(page)).to_be_focused()
    expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#iframe-bot")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(mover(page)).to_be_focused()


def test_escape_on_the_ents_page_folds_the_frame_too(pupil):
    visitor = pupil()
    visitor.opens_the_assistant()
    visitor.page.locator("h1").click()
    visitor.page.keyboard.press("Escape")

    expect(launcher(visitor.page)).to_be_focused()


def test_shift_three_times_on_the_ents_page_leaves(pupil):
    visitor = pupil()
    visitor.opens_the_assistant()
    visitor.page.locator("h1").click()
    for _ in range(3):
        visitor.page.keyboard.press("Shift")

    visitor.page.wait_for_url("https://meteofrance.com/**")


def test_what_is_focused_is_seen(pupil, picture):
    visitor = pupil()
    launcher(visitor.page).focus()
    visitor.page.keyboard.press("Shift+Tab")
    visitor.page.keyboard.press("Tab")
    outline = launcher(visitor.page).evaluate("(one) => getComputedStyle(one).outlineStyle")

    assert outline != "none"
    picture(visitor.page, "4-focus")


def test_the_targets_are_44_pixels_and_their_words_have_contrast(pupil):
    page = pupil().page
    for one in (launcher(page), mover(page)):
        box = one.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44
    colours = launcher(page).evaluate(
        "(one) => { const s = getComputedStyle(one); return [s.color, s.backgroundColor]; }"
    )
    light, dark = sorted((luminance(colour) for colour in colours), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_it_hides_nothing_for_good_of_the_ents_page(pupil):
    page = pupil().page
    before = launcher(page).bounding_box()
    mover(page).click()
    after = launcher(page).bounding_box()

    assert after["x"] + after["width"] < before["x"]
    launcher(page).click()
    frame = page.locator("#iframe-bot").bounding_box()
    assert frame["x"] < 100
    launcher(page).click()
    mover(page).click()
    assert launcher(page).bounding_box() == before


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 568), (390, 844), (844, 390), (640, 400)], ids=str)
def test_enlarged_four_times_or_on_a_phone_everything_is_reached_without_scrolling_sideways(
    pupil, picture, width: int, height: int
):
    visitor = pupil(viewport={"width": width, "height": height})
    page: Page = visitor.page
    visitor.opens_the_assistant()
    box = page.locator("#iframe-bot").bounding_box()
    frame = frame_of(page)

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    assert frame.evaluate(TOO_WIDE) == []
    picture(page, f"5-small-{width}x{height}")
    for test_id in ("exit", "write", "fold"):
        visitor.assistant.get_by_test_id(test_id).scroll_into_view_if_needed()
        expect(visitor.assistant.get_by_test_id(test_id)).to_be_in_viewport()
    visitor.assistant.get_by_test_id("fold").click()
    expect(launcher(page)).to_be_focused()


def test_with_colours_of_ones_own_the_button_keeps_an_edge(pupil, picture):
    visitor = pupil(forced_colors="active", color_scheme="dark")
    edge = launcher(visitor.page).evaluate(
        "(one) => { const s = getComputedStyle(one); return [s.borderTopStyle, s.borderTopColor, s.backgroundColor]; }"
    )

    assert edge[0] == "solid"
    assert edge[1] != edge[2]
    visitor.opens_the_assistant()
    picture(visitor.page, "6-own-colours")


def test_nothing_moves_by_itself(pupil):
    visitor = pupil(reduced_motion="reduce")
    visitor.opens_the_assistant()

    for one in visitor.page.locator("html > button, #iframe-bot").all():
        assert (
            one.evaluate("(e) => getComputedStyle(e).transitionDuration + getComputedStyle(e).animationName")
            == "0snone"
        )
    assert frame_of(visitor.page).evaluate("document.getAnimations().length") == 0


def test_the_button_is_the_same_while_the_frame_is_open_and_says_that_it_folds(pupil):
    visitor = pupil()
    visitor.opens_the_assistant()

    expect(launcher(visitor.page)).to_have_accessible_name("Réduire")
    expect(visitor.page.locator("#iframe-bot")).to_have_accessible_name("Assistant")

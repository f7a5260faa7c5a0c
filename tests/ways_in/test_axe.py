"""What axe-core finds on the button, the frame and our own window: nothing."""

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.axe import violations
from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import Visitor

pytestmark = pytest.mark.browser
# The page of the emulated ENT around is not ours, so only what we put there is looked at.
OURS = ("html > button", "#iframe-bot")


def frame_of(page: Page) -> Frame:
    return next(frame for frame in page.frames if "/assistant" in frame.url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_button_the_frame_and_what_the_frame_shows(grounds: Grounds, browse, scheme: str):
    visitor = Visitor(browse(color_scheme=scheme), grounds.ent_url)
    visitor.signs_in_to_the_ent("lea.martin")
    expect(visitor.page.locator("html > button[aria-expanded]")).to_be_visible()
    assert violations(visitor.page, OURS[0]) == []
    visitor.opens_the_assistant()
    visitor.page.wait_for_timeout(500)
    assert violations(visitor.page, *OURS) == []
    assert violations(frame_of(visitor.page)) == []
    visitor.writes("ils se moquent de moi tous les jours")
    visitor.page.wait_for_timeout(700)
    assert violations(frame_of(visitor.page)) == []


def test_axe_finds_nothing_in_the_window_of_the_plain_link(grounds: Grounds, browse):
    context = browse()
    page = context.new_page()
    page.goto(f"{grounds.bot_url}/assistant")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)
    page.wait_for_timeout(500)

    assert violations(page) == []

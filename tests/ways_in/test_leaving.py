"""Leaving the assistant at once, at each way in and on each screen; and the next child at the same computer, who sees nothing (R40, R44, R45)."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from tests.leaving_browser.staying import kept_in, left_behind
from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import EXIT, InATab, InTheAdapter, Visitor

pytestmark = pytest.mark.browser
WAYS = ["loader", "_blank", "", "adapter"]
TOLD, DRAFT = "ils se moquent de moi tous les jours", "Ils me prennent mon goûter zinzolin."
# Where Tab comes to first on a page just opened: nothing of ours has a positive tabindex.
FIRST_STOP = """() => { const all = [...document.querySelectorAll('a[href],button,input,select,textarea,summary,audio[controls],[tabindex]')];
  return [all.find((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility()).dataset.testid, all.filter((one) => one.tabIndex > 0).length]; }"""


class Leaving:
    """A pupil at one way in, the window that goes when they leave, and what it asked of the neutral place."""

    def __init__(self, grounds: Grounds, context: BrowserContext, way: str) -> None:
        self.grounds, self.context, self.way = grounds, context, way
        self.referrers: list[str] = []
        context.route(EXIT, self._neutral_place)
        if way == "loader":
            self.pupil: Visitor = Visitor(context, grounds.ent_url)
        else:
            grounds.connector(target=way)
            self.pupil = (InTheAdapter if way == "adapter" else InATab)(context, grounds.ent_url)

    def _neutral_place(self, route: Any) -> None:
        self.referrers.append(route.request.headers.get("referer", ""))
        route.fulfill(body="<title>Météo</title>", content_type="text/html")

    @property
    def window(self) -> Page:
        return getattr(self.pupil, "window", self.pupil.page)

    @property
    def frame(self) -> Frame:
        return next(frame for frame in self.window.frames if frame.url.startswith(f"{self.grounds.bot_url}/assistant"))

    def presses_shift(self, times: int = 3) -> None:
        for _ in range(times):
            self.window.keyboard.press("Shift")

    def is_gone(self) -> None:
        """The neutral place instead of the window, nothing of ours behind it, nothing kept, the session ended."""
        self.window.wait_for_url(EXIT)
        self.window.go_back()
        self.window.wait_for_timeout(700)
        shown = [frame.url for frame in self.window.frames if frame.url.startswith(self.grounds.bot_url)]
        assert shown == []
        assert not any(word in frame.content() for frame in self.window.frames for word in (TOLD, DRAFT))
        assert left_behind(self.context, self.grounds.bot_url) == {}
        assert [one for one in self.referrers if self.grounds.bot_url in one] == []


@pytest.fixture
def leaving(grounds: Grounds, browse):
    def come(way: str) -> Leaving:
        one = Leaving(grounds, browse(), way)
        one.pupil.comes()
        return one

    return come


@pytest.mark.parametrize("way", WAYS)
def test_from_the_middle_of_a_message_everything_goes(leaving, way: str):
    one: Leaving = leaving(way)
    one.pupil.writes(TOLD)
    one.pupil.begins_to_write_to_adults()
    one.pupil.says_who_reads()
    one.pupil.writes_the_text(DRAFT)
    assert kept_in(one.frame) == {}
    one.pupil.assistant.get_by_test_id("text").press("Shift")
    expect(one.pupil.assistant.get_by_test_id("exit-state")).to_have_text("Quitter : encore 2 fois Maj.")
    one.presses_shift(2)
    one.is_gone()


def test_capital_letters_are_no_way_out(leaving):
    one: Leaving = leaving("_blank")
    box = one.pupil.assistant.get_by_test_id("write")
    box.click()
    one.window.keyboard.type("NON NON NON")
    for letter in "ABCD":
        one.window.keyboard.press(f"Shift+{letter}")
    expect(box).to_have_value("NON NON NONABCD")


@pytest.mark.parametrize("way", WAYS)
def test_on_every_screen_the_exit_is_the_first_stop_and_title_and_address_stay_neutral(leaving, way: str):
    one: Leaving = leaving(way)
    title, address = one.window.title(), one.window.url
    seen: dict[str, Any] = {}

    def looks(screen: str) -> None:
        exit_button = one.pupil.assistant.get_by_test_id("exit")
        expect(exit_button).to_be_in_viewport(ratio=1)
        icons = one.frame.evaluate(
            "[...document.querySelectorAll('link[rel=icon]')].map((one) => new URL(one.href).pathname)"
        )
        seen[screen] = [one.frame.evaluate(FIRST_STOP), one.frame.title(), icons, one.window.title(), one.window.url]

    assistant = one.pupil.assistant
    looks("beginning")
    for bar, close in (("numbers", "numbers-close"), ("notice-open", "notice-close"), ("display", None)):
        assistant.get_by_test_id(bar).click()
        looks(bar)
        (
            assistant.get_by_test_id(close) if close else assistant.get_by_role("button", name=re.compile("Revenir"))
        ).first.click()
    one.pupil.writes(TOLD)
    looks("conversation")
    assistant.get_by_test_id("choice-handoff").last.click()
    expect(assistant.get_by_test_id(re.compile("^sign-in")).first).to_be_visible()
    looks("sign-in")
    one.pupil.signs_in_from_the_assistant()
    expect(assistant.get_by_test_id("step-readers")).to_be_visible(timeout=20_000)
    looks("readers")
    one.pupil.goes_on("readers")
    looks("question")
    assistant.get_by_test_id("harm-no").check()
    one.pupil.goes_on("question")
    looks("text")
    one.pupil.gives_the_text(DRAFT)
    looks("word")
    one.pupil.chooses_the_word("tournesol")
    looks("summary")

    assert len(seen) == 11
    neutral = [["exit", 0], "Espace élève", ["/static/icon.svg"], title, address]
    assert {screen: found for screen, found in seen.items() if found != neutral} == {}


@pytest.mark.parametrize("way", WAYS)
def test_in_the_window_of_the_sign_in_one_leaves_both(leaving, way: str):
    one: Leaving = leaving(way)
    one.pupil.writes(TOLD)
    opener: Page | Frame = (
        one.window if way == "loader" else one.frame
    )  # who opens it: the ENT's page, or a link of ours
    with one.context.expect_page() as opened:
        opener.evaluate("(address) => { window.open(address); }", f"{one.grounds.bot_url}/ent/sign-in?state=ancien")
    window = opened.value
    expect(window).to_have_title("Espace élève")
    window.keyboard.press("Tab")
    expect(window.get_by_role("link", name="Quitter vite")).to_be_focused()
    window.keyboard.press("Enter")
    window.wait_for_url(EXIT)
    one.is_gone()


@pytest.mark.parametrize("way", ["loader", "_blank", "adapter"])
def test_from_the_examples_back_shows_neither_them_nor_the_talk(leaving, way: str):
    one: Leaving = leaving(way)
    one.pupil.presses("Lire des exemples")
    one.pupil.assistant.get_by_role("link", name="À la maison").click()
    one.pupil.assistant.get_by_role("link", name="Quitter vite").click()
    one.is_gone()


@pytest.mark.parametrize("leaves", [True, False], ids=["left at once", "only closed the window"])
def test_the_next_child_at_this_computer_finds_nothing_of_the_one_before(leaving, grounds: Grounds, leaves: bool):
    one: Leaving = leaving("_blank")
    one.pupil.writes(TOLD)
    one.pupil.begins_to_write_to_adults()
    one.pupil.says_who_reads()
    one.pupil.writes_the_text(DRAFT)
    if leaves:
        one.pupil.assistant.get_by_test_id("exit").click()
        one.window.wait_for_url(EXIT)
    one.window.close()
    one.pupil.page.goto(f"{grounds.ent_url}/auth/logout")

    noe = InATab(one.context, grounds.ent_url, "noe.petit")
    noe.comes("noe.petit")
    assert TOLD not in noe.window.inner_text("body")
    noe.writes("on me vole mes affaires")
    noe.assistant.get_by_test_id("choice-handoff").last.click()
    expect(noe.assistant.get_by_test_id(re.compile("^sign-in")).first).to_be_visible()
    noe.signs_in_from_the_assistant()
    expect(noe.assistant.get_by_test_id("step-readers")).to_be_visible(timeout=20_000)
    noe.says_who_reads()
    assert noe.assistant.get_by_test_id("text").input_value() == "on me vole mes affaires"
    assert not any(word in noe.window.content() for word in (TOLD, DRAFT))
    assert kept_in(noe.window) == {}

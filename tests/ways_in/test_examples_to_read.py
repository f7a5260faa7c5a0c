import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.axe import violations
from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import EXIT, Visitor

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}
EXAMPLES = "Lire des exemples"
PAGES = ["/reperes", "/reperes/1", "/reperes/3", "/reperes/primaire", "/reperes/primaire/4"]


def page_in(context: BrowserContext) -> Page:
    page = context.new_page()
    page.route(EXIT, lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html"))
    return page


def presses_shift_thrice(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def kept_in(page: Page) -> list[object]:
    return [
        page.context.cookies(),
        page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.state]"),
    ]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_at_320_pixels_it_reads_without_scrolling_sideways_and_keeps_nothing(
    grounds: Grounds, browse, picture, path: str, script: bool
):
    page = page_in(browse(viewport=NARROW, java_script_enabled=script))
    page.goto(grounds.bot_url + path)
    picture(page, f"examples{path.replace('/', '-')}-{'script' if script else 'plain'}")
    assert page.context.cookies() == []
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        assert kept_in(page)[1] == [0, 0, "", None]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(grounds: Grounds, browse, path: str, scheme: str):
    page = page_in(browse(color_scheme=scheme))
    page.goto(grounds.bot_url + path)
    assert violations(page, ["html"]) == []


def test_the_exit_stays_in_sight_to_the_end_of_the_page(grounds: Grounds, browse):
    page = page_in(browse(viewport=NARROW))
    page.goto(grounds.bot_url + "/reperes/1")
    page.get_by_role("link", name="Revenir au tchat").last.scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="Quitter vite")).to_be_in_viewport(ratio=1)


def test_without_a_script_the_keyboard_finds_the_exit_first_and_the_help_page_leads_here(grounds: Grounds, browse):
    page = page_in(browse(viewport=NARROW, java_script_enabled=False))
    page.goto(grounds.bot_url + "/aide")
    page.get_by_role("link", name=re.compile(EXAMPLES)).click()
    page.get_by_role("link", name="À l'école", exact=True).click()
    expect(page.get_by_role("heading", name="Rouge : il faut de l'aide")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("by", ["keyboard", "link"])
def test_leaving_replaces_the_page_and_back_never_shows_it(grounds: Grounds, browse, by: str):
    page = page_in(browse())
    page.goto(grounds.bot_url + "/reperes/1")
    if by == "keyboard":
        presses_shift_thrice(page)
    else:
        page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url(EXIT)
    page.go_back()
    page.wait_for_timeout(500)
    assert "reperes" not in page.url


def test_the_widget_opens_them_ends_the_conversation_and_the_way_back_begins_another(grounds: Grounds, browse):
    page = page_in(browse(viewport=NARROW))
    page.goto(grounds.bot_url + "/assistant?register=primaire")
    page.get_by_role("button", name=re.compile(EXAMPLES)).click()
    page.wait_for_url("**/reperes/primaire?register=primaire")
    page.wait_for_timeout(1_000)  # the session is ended while the page changes
    assert page.context.cookies(grounds.bot_url) == []
    page.get_by_role("link", name="Sur les écrans").click()
    expect(page.get_by_role("heading", name="Orange : ça fait de la peine")).to_be_visible()
    page.get_by_role("link", name="Revenir au tchat").first.click()
    expect(page.get_by_test_id("bubble-bot").first).to_contain_text("un programme", timeout=20_000)


def test_after_something_was_told_there_is_no_way_to_them(grounds: Grounds, browse):
    page = page_in(browse())
    page.goto(grounds.bot_url + "/assistant")
    expect(page.get_by_role("button", name=re.compile(EXAMPLES))).to_be_visible(timeout=20_000)
    for words in ("ils se moquent de moi tous les jours", "je sais pas", "bonjour"):
        answers = page.get_by_test_id(re.compile("^message"))
        said = answers.count()
        page.get_by_test_id("write").fill(words)
        page.get_by_test_id("send").click()
        expect(answers).not_to_have_count(said, timeout=20_000)
        expect(page.get_by_role("button", name=re.compile(EXAMPLES))).to_have_count(0)


def test_in_the_frame_of_the_ent_they_keep_the_launcher_and_leave_the_whole_window(grounds: Grounds, browse):
    visitor = Visitor(browse(), grounds.ent_url)
    visitor.comes()
    visitor.presses(EXAMPLES)
    expect(visitor.assistant.get_by_role("heading", name="Des exemples à lire")).to_be_visible(timeout=20_000)
    visitor.assistant.get_by_role("link", name="À la maison").click()
    visitor.assistant.get_by_role("link", name="Revenir au tchat").first.click()
    expect(visitor.assistant.get_by_test_id("fold")).to_be_visible(timeout=20_000)
    visitor.presses(EXAMPLES)
    visitor.assistant.get_by_role("link", name="Quitter vite").focus()
    presses_shift_thrice(visitor.page)
    visitor.page.wait_for_url(EXIT)

"""The default ways: a plain link, the external application in its three windows. They work on every page, and leave no trace."""

import re

import pytest
from playwright.sync_api import expect

from tests.ways_in.grounds import Grounds
from tests.ways_in.visitor import EXIT, InATab, InTheAdapter

pytestmark = pytest.mark.browser
NEUTRAL = {"Espace élève", "Accueil · Rivage", "Application · Rivage", "Météo"}


@pytest.fixture
def pupil(grounds: Grounds, browse):
    def come(target: str) -> InATab | InTheAdapter:
        grounds.connector(target=target)
        visitor = (InTheAdapter if target == "adapter" else InATab)(browse(), grounds.ent_url)
        visitor.comes()
        return visitor

    return come


def window_of(visitor):
    return getattr(visitor, "window", visitor.page)


@pytest.mark.parametrize("target", ["_blank", "", "adapter"])
def test_the_title_is_neutral_before_during_and_after(pupil, picture, target: str):
    visitor = pupil(target)
    window = window_of(visitor)
    titles = {visitor.page.title(), window.title()}
    picture(window, f"7-application-{target or 'same-tab'}")
    visitor.writes("ils se moquent de moi tous les jours")
    titles.add(window.title())
    visitor.assistant.get_by_test_id("exit").click()
    window.wait_for_url(EXIT)

    assert titles <= NEUTRAL


@pytest.mark.parametrize("target", ["_blank", "", "adapter"])
def test_leaving_replaces_the_window_and_back_never_shows_the_conversation(pupil, target: str):
    visitor = pupil(target)
    window = window_of(visitor)
    visitor.writes("ils se moquent de moi tous les jours")
    visitor.assistant.get_by_test_id("exit").click()
    window.wait_for_url(EXIT)
    window.go_back()
    window.wait_for_timeout(1_000)

    assert "/assistant" not in window.url
    assert "se moquent" not in window.content()
    assert all("se moquent" not in frame.content() for frame in window.frames)


@pytest.mark.parametrize("target", ["_blank", "", "adapter"])
def test_the_keyboard_exit_works_without_the_button(pupil, target: str):
    visitor = pupil(target)
    visitor.assistant.get_by_test_id("write").click()
    for _ in range(3):
        window_of(visitor).keyboard.press("Shift")
    window_of(visitor).wait_for_url(EXIT)


@pytest.mark.parametrize("target", ["", "_blank"])
def test_coming_back_to_a_page_one_left_begins_anew(pupil, target: str, grounds: Grounds):
    visitor = pupil(target)
    visitor.writes("ils se moquent de moi tous les jours")
    visitor.window.goto(f"{grounds.ent_url}/auth/login")
    visitor.window.go_back()
    expect(visitor.window.get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)

    assert "se moquent" not in visitor.window.inner_text("body")


@pytest.mark.parametrize("target", ["_blank", "", "adapter"])
def test_only_a_frame_of_ours_has_something_to_fold(pupil, target: str):
    assert pupil(target).assistant.get_by_test_id("fold").count() == 0


@pytest.mark.parametrize("target", ["_blank", "adapter"])
def test_before_the_sign_in_it_is_said_that_the_ent_may_ask_again_and_that_nothing_is_lost(pupil, picture, target: str):
    visitor = pupil(target)
    visitor.writes("ils se moquent de moi tous les jours")
    visitor.assistant.get_by_test_id("choice-handoff").last.click()
    said = visitor.assistant.get_by_test_id("sign-in-again")

    expect(said).to_contain_text("mot de passe")
    expect(said).to_contain_text("Ta discussion reste ouverte")
    picture(window_of(visitor), f"8-sign-in-{target}")
    visitor.signs_in_from_the_assistant()
    expect(visitor.assistant.get_by_test_id("step-readers")).to_be_visible(timeout=20_000)
    visitor.assistant.get_by_test_id("readers-next").click()
    assert visitor.asked_for_the_password


def test_where_the_adapters_view_is_gone_the_other_windows_still_work(grounds: Grounds, browse):
    grounds.connector(target="adapter")
    grounds.world.portal["adapter"] = "broken"
    context = browse()
    broken = InTheAdapter(context, grounds.ent_url)
    broken.signs_in_to_the_ent("lea.martin")
    broken.page.locator(".apps").get_by_role("link", name=re.compile("parlons-en")).click()
    expect(broken.page.get_by_role("heading", name="Erreur")).to_be_visible()
    grounds.connector(target="_blank")
    grounds.new_home_for("lea.martin")
    tab = InATab(context, grounds.ent_url)
    tab.page.goto(grounds.ent_url)
    tab.clicks_the_application()

    assert tab.window.title() == "Espace élève"


@pytest.mark.parametrize(
    "query", ["?ecole=0330139P", "?ecole=9999999Z", "?ecole=%3Cscript%3E", "?ecole=", "?ecole=a&ecole=b"]
)
def test_a_hint_of_school_is_taken_or_ignored_without_a_word(grounds: Grounds, browse, query: str):
    page = browse().new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{grounds.bot_url}/assistant{query}")
    expect(page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)

    assert complaints == []
    assert "script>" not in page.inner_text("body")

"""Before what cannot be taken back the desk asks, kindly, whether it is really its owner; what was begun stays."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cli.demo_referents import PASSPHRASE
from tests.keys_browser.colleague import Colleague
from tests.keys_browser.school_of_keys import SchoolOfKeys

Arrives = Callable[[str], Colleague]
SECOND = "huit crayons gris et un renard"


@pytest.fixture
def desk(school: SchoolOfKeys, arrives: Arrives) -> Colleague:
    """Mme Lemoine's desk, open for six minutes, and she has just moved the mouse."""
    school.has_its_three_referents()
    lemoine = arrives("mme.lemoine")
    lemoine.page.clock.install()
    lemoine.comes_to_the_desk()
    lemoine.unlocks(PASSPHRASE)
    lemoine.keys()
    return lemoine


def six_minutes_later(page: Page) -> None:
    page.clock.fast_forward("06:00")


def adds_a_passphrase(desk: Colleague) -> None:
    desk.page.get_by_test_id("add-passphrase").click()
    desk.chooses(SECOND)


def test_whoever_has_just_opened_the_key_is_asked_nothing(desk: Colleague) -> None:
    adds_a_passphrase(desk)
    desk.page.get_by_test_id("add-passphrase-go").click()

    expect(desk.page.get_by_test_id("lock")).to_have_count(2)


def test_later_a_lock_is_opened_again_and_what_was_typed_is_still_there(desk: Colleague) -> None:
    page = desk.page
    adds_a_passphrase(desk)
    six_minutes_later(page)
    page.get_by_test_id("add-passphrase-go").click()
    dialog = page.get_by_role("dialog", name="C’est bien vous ?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_test_id("presence-passphrase")).to_be_visible()
    page.get_by_test_id("presence-cancel").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_test_id("add-passphrase-complaint")).to_contain_text("Rien n’a été fait")
    assert page.get_by_test_id("passphrase").input_value() == SECOND

    page.get_by_test_id("add-passphrase-go").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_test_id("add-passphrase-go").click()
    page.get_by_test_id("presence-passphrase").fill("ce n'est pas la bonne phrase")
    page.get_by_test_id("presence-go").click()
    expect(page.get_by_test_id("presence-complaint")).to_contain_text("n’ouvre pas votre clé")
    page.get_by_test_id("presence-passphrase").fill(PASSPHRASE)
    page.get_by_test_id("presence-go").click()

    expect(page.get_by_test_id("lock")).to_have_count(2)
    expect(dialog).to_have_count(0)


def test_the_desk_that_locks_itself_takes_the_question_away(desk: Colleague) -> None:
    adds_a_passphrase(desk)
    six_minutes_later(desk.page)
    desk.page.get_by_test_id("add-passphrase-go").click()
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    desk.page.clock.fast_forward("11:00")

    expect(desk.page.get_by_test_id("unlock")).to_be_visible()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_help_is_asked_for_after_coming_back_from_the_ent_and_what_was_typed_is_still_there(
    school: SchoolOfKeys, desk: Colleague
) -> None:
    page = desk.page
    desk.comes_back()
    with school.services.db.begin() as connection:
        connection.exec_driver_sql("UPDATE desk_sessions SET begun_at = begun_at - 400")
    page.get_by_test_id("unlock-lost").click()
    expect(page.get_by_test_id("lost")).to_be_visible()
    desk.chooses(SECOND)
    page.get_by_test_id("lost-go").click()
    expect(page.get_by_test_id("lost-complaint")).to_contain_text("connectez-vous de nouveau par l'ENT")
    with page.context.expect_page() as opened:
        page.get_by_test_id("lost-sign-in").click()
    desk.gives_the_password(opened.value)
    expect(opened.value.get_by_role("heading", name="C'est bien vous")).to_be_visible()
    opened.value.close()
    assert page.get_by_test_id("passphrase").input_value() == SECOND
    page.get_by_test_id("lost-go").click()

    expect(page.get_by_test_id("lost-waiting")).to_be_visible()


def test_a_text_is_never_markup_nor_code_in_our_pages(desk: Colleague) -> None:
    """Trusted Types, in a browser that has them: even our own scripts could not, if one day they tried."""
    refused = desk.page.evaluate(
        """() => {
          const tries = [
            () => { document.createElement("div").innerHTML = "<b>x</b>"; },
            () => { document.createElement("script").src = "/static/page.css"; },
            () => { new Worker("/static/built/passphrase.js"); },
            () => { trustedTypes.createPolicy("another", {}); },
          ];
          return tries.map((one) => { try { one(); return "done"; } catch (error) { return error.name; } });
        }"""
    )
    assert refused == ["TypeError"] * 4

"""What each page of the desk says before it knows, when it could not be asked, and when there is nothing: never the one for the other."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from cli.demo_referents import PASSPHRASE
from tests.keys_browser.colleague import Colleague
from tests.keys_browser.school_of_keys import SchoolOfKeys

pytestmark = pytest.mark.browser
Arrives = Callable[[str], Colleague]
PAGES = ("keys", "log", "settings")
CONTENT = {"keys": "mine", "log": "log-whole", "settings": "absence"}


def shown(page: Page, testid: str) -> Locator:
    return page.get_by_test_id(testid).locator("visible=true")


@pytest.fixture
def lemoine(school: SchoolOfKeys, arrives: Arrives) -> Colleague:
    school.has_its_three_referents()
    one = arrives("mme.lemoine")
    one.comes_to_the_desk()
    return one


def test_pages_that_could_not_be_asked_say_so_and_are_asked_again(lemoine: Colleague) -> None:
    page = lemoine.page
    page.route("**/desk/api/directory?*", lambda route: route.abort())
    lemoine.unlocks(PASSPHRASE)
    for tab in PAGES:
        lemoine.turns_to(tab)
        expect(shown(page, "unanswered")).to_contain_text("n’a pas pu être demandée")
    page.unroute("**/desk/api/directory?*")
    shown(page, "unanswered-go").click()
    for tab in PAGES:
        lemoine.turns_to(tab)
        expect(shown(page, CONTENT[tab])).to_be_visible()
        expect(shown(page, "unanswered")).to_have_count(0)


def test_pages_that_are_being_asked_say_so(lemoine: Colleague) -> None:
    page = lemoine.page
    held: list[Route] = []
    is_shut = True

    def wait(route: Route) -> None:
        if is_shut:
            held.append(route)
        else:
            route.continue_()

    for call in ("directory?*", "envelopes"):
        page.route(f"**/desk/api/{call}", wait)
    lemoine.unlocks(PASSPHRASE)
    expect(shown(page, "nothing-open")).to_contain_text("sont demandés")
    expect(page.get_by_test_id("no-entry")).to_have_count(0)
    for tab in PAGES:
        lemoine.turns_to(tab)
        expect(shown(page, "asking")).to_be_visible()
    is_shut = False
    for route in held:
        route.continue_()
    lemoine.turns_to("messages")
    expect(page.get_by_test_id("no-entry")).to_be_visible()
    expect(shown(page, "nobody-wrote")).to_contain_text("Personne ne vous a écrit")


def test_a_list_that_failed_is_not_an_empty_one(lemoine: Colleague) -> None:
    page = lemoine.page
    page.route("**/desk/api/envelopes", lambda route: route.abort())
    lemoine.unlocks(PASSPHRASE)
    expect(shown(page, "nothing-open")).to_contain_text("Nous ne savons pas")
    expect(shown(page, "nobody-wrote")).to_have_count(0)
    page.unroute("**/desk/api/envelopes")
    page.get_by_test_id("refresh").click()
    expect(shown(page, "nobody-wrote")).to_be_visible()

"""The first day of a referent: three steps that end with a recovery that was rehearsed, found again wherever they were left."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from cli.demo_referents import PASSPHRASE
from tests.keys_browser.colleague import PATIENCE, Colleague
from tests.keys_browser.school_of_keys import SchoolOfKeys

pytestmark = pytest.mark.browser
Arrives = Callable[[str], Colleague]
OWN = "quatre tulipes et un marteau"


def guide_says(page: Page, **done: bool) -> None:
    for step, is_done in done.items():
        mark = f'[data-testid="keys-page"] [data-step="{step}"][data-done="{str(is_done).lower()}"]'
        expect(page.locator(mark)).to_be_visible()


def rehearses_with(one: Colleague, code: str) -> None:
    one.page.get_by_test_id("guide-rehearse").click()
    one.page.get_by_test_id("rehearsal-sheet-code").fill(code)
    one.page.get_by_test_id("rehearsal-go").click()


def has_confirmed(arrives: Arrives, login: str, name: str, read_aloud: str) -> None:
    colleague = arrives(login)
    colleague.comes_to_the_desk()
    colleague.unlocks(PASSPHRASE)
    colleague.confirms(name, read_aloud)


def test_three_steps_from_the_first_key_to_a_recovery_that_was_rehearsed_wherever_one_was_interrupted(
    school: SchoolOfKeys, arrives: Arrives
) -> None:
    school.has_its_three_referents()
    school.takes_in("mme.garnier")
    garnier = arrives("mme.garnier")
    garnier.comes_to_the_desk()
    garnier.creates_a_key(OWN, "Professeure")
    expect(garnier.page.get_by_test_id("guide").first).to_contain_text("0 sur 3")
    slow: list[Route] = []
    garnier.page.route("**/desk/api/recovery", lambda route: slow.append(route), times=1)  # noqa: PLW0108 (playwright takes no built-in)
    garnier.page.get_by_test_id("guide-go").click()
    guide_says(garnier.page, second=False, confirmed=False, rehearsed=False)
    expect(garnier.page.get_by_test_id("guide-rehearse")).to_have_count(0)
    garnier.page.get_by_test_id("guide-second").click()
    expect(garnier.page.get_by_test_id("locks").locator("h2")).to_be_focused()
    with garnier.page.expect_response("**/desk/api/recovery"):
        slow[0].continue_()
    garnier.page.wait_for_timeout(500)  # what has come is drawn, and leaves the reader where they are
    expect(garnier.page.get_by_test_id("locks").locator("h2")).to_be_focused()
    code = garnier.prints_a_sheet()
    guide_says(garnier.page, second=True, confirmed=False, rehearsed=False)
    read_aloud = garnier.own_fingerprint()
    for login in ("mme.lemoine", "m.diallo"):
        has_confirmed(arrives, login, "Hélène Garnier", read_aloud)

    elsewhere = arrives("mme.garnier")
    elsewhere.comes_to_the_desk()
    for _ in range(2):  # in another browser, then after a reload in the middle of the step
        elsewhere.unlocks(OWN)
        elsewhere.keys()
        guide_says(elsewhere.page, second=True, confirmed=True, rehearsed=False)
        elsewhere.page.get_by_test_id("guide-rehearse").click()
        elsewhere.page.get_by_test_id("rehearsal-sheet-code").fill(code[:9])
        elsewhere.comes_back()
    elsewhere.unlocks(OWN)
    elsewhere.keys()
    rehearses_with(elsewhere, code)
    expect(elsewhere.page.get_by_test_id("told")).to_contain_text("votre feuille, seule, a ouvert")
    expect(elsewhere.page.get_by_test_id("guide")).to_have_count(0)


def test_another_sheet_is_another_rehearsal(school: SchoolOfKeys, arrives: Arrives) -> None:
    school.has_its_three_referents()
    lemoine = arrives("mme.lemoine")
    lemoine.comes_to_the_desk()
    lemoine.unlocks(PASSPHRASE)
    first = lemoine.prints_a_sheet()
    rehearses_with(lemoine, first)
    expect(lemoine.page.get_by_test_id("guide")).to_have_count(0)
    sheet = lemoine.page.get_by_test_id("lock").filter(has_text="feuille imprimée")
    expect(sheet).to_contain_text("A ouvert un message")
    lemoine.loses_the_sheet()
    guide_says(lemoine.page, second=False, confirmed=True, rehearsed=False)
    second = lemoine.prints_a_sheet()
    guide_says(lemoine.page, second=True, confirmed=True, rehearsed=False)
    rehearses_with(lemoine, first)
    expect(lemoine.page.get_by_test_id("rehearsal-complaint")).to_contain_text("n’ouvre pas", timeout=PATIENCE)
    lemoine.page.get_by_test_id("rehearsal-sheet-code").fill(second)
    lemoine.page.get_by_test_id("rehearsal-go").click()
    expect(lemoine.page.get_by_test_id("guide")).to_have_count(0, timeout=PATIENCE)


def test_a_rehearsal_opens_by_the_second_way_alone_and_tells_nothing_when_it_does_not(
    school: SchoolOfKeys, arrives: Arrives
) -> None:
    """The usual passphrase is not even asked for; a lock that wraps something else than the key is found on the first day."""
    school.has_its_three_referents()
    lemoine = arrives("mme.lemoine")
    lemoine.comes_to_the_desk()
    lemoine.unlocks(PASSPHRASE)
    code = lemoine.prints_a_sheet()
    told: list[str] = []
    lemoine.page.on("request", lambda request: told.append(request.url))

    with school.services.db.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE referent_locks SET wrapped_key = (SELECT wrapped_key FROM referent_locks WHERE kind = 'passphrase'"
            " AND referent_id = 'c3d5c0de-0000-4000-8000-000000000002') WHERE kind = 'sheet'"
        )
    lemoine.comes_back()
    lemoine.unlocks(PASSPHRASE)
    lemoine.keys()
    lemoine.page.get_by_test_id("guide-rehearse").click()
    expect(lemoine.page.get_by_test_id("rehearsal")).to_be_visible()
    expect(lemoine.page.get_by_test_id("rehearsal-passphrase")).to_be_hidden()
    lemoine.page.get_by_test_id("rehearsal-sheet-code").fill(code)
    lemoine.page.get_by_test_id("rehearsal-go").click()
    expect(lemoine.page.get_by_test_id("rehearsal-complaint")).to_contain_text("n’ouvre pas", timeout=PATIENCE)
    assert not [url for url in told if "rehearsed" in url]
    lemoine.page.get_by_test_id("rehearsal-later").click()
    guide_says(lemoine.page, second=True, rehearsed=False)


def test_a_device_may_be_the_second_way_and_a_desk_that_does_not_answer_is_not_told_as_done(
    school: SchoolOfKeys, arrives: Arrives
) -> None:
    school.has_its_three_referents()
    lemoine = arrives("mme.lemoine")
    lemoine.has_a_device_that_keeps_keys()
    lemoine.comes_to_the_desk()
    lemoine.unlocks(PASSPHRASE)
    lemoine.keys()
    lemoine.page.get_by_test_id("add-passkey").click()
    lemoine.page.get_by_test_id("add-passkey-go").click()
    guide_says(lemoine.page, second=True, rehearsed=False)
    lemoine.page.get_by_test_id("guide-rehearse").click()
    lemoine.page.route("**/rehearsed", lambda route: route.abort())
    lemoine.page.get_by_test_id("rehearsal-passkey").click()
    expect(lemoine.page.get_by_test_id("rehearsal-complaint")).to_contain_text("n’a pas répondu")
    lemoine.page.unroute("**/rehearsed")
    lemoine.page.get_by_test_id("rehearsal-passkey").click()
    expect(lemoine.page.get_by_test_id("told")).to_contain_text("votre appareil, seul, a ouvert")
    expect(lemoine.page.get_by_test_id("guide")).to_have_count(0)

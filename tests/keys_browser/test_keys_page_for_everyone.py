"""The pages of keys on a small screen or enlarged, and for a screen reader: nothing is cut off, and axe finds nothing."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from cli.demo_referents import PASSPHRASE
from tests.keys_browser.colleague import PATIENCE, Colleague
from tests.keys_browser.school_of_keys import SchoolOfKeys

AXE = Path("web/client/node_modules/axe-core/axe.min.js")
ENLARGED = {"width": 320, "height": 640}


def troubles(page: Page, name: str) -> list[str]:
    """What is wrong with this page for somebody."""
    page.add_script_tag(path=AXE)
    found = page.evaluate(
        "async () => (await axe.run()).violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.target))"
    )
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth ? ['too wide'] : []")
    return [f"{name}: {trouble}" for trouble in (*found, *wide)]


def test_nothing_is_cut_off_and_axe_finds_nothing(chromium: Browser, school: SchoolOfKeys) -> None:
    school.has_its_three_referents()
    school.takes_in("mme.garnier")
    found: list[str] = []
    for login in ("mme.garnier", "mme.lemoine"):
        context = chromium.new_context(locale="fr-FR", viewport=ENLARGED, bypass_csp=True, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        found += a_walk(Colleague(context, school.bot_url, login), school)
        context.close()
    assert found == []


def a_walk(one: Colleague, school: SchoolOfKeys) -> list[str]:
    one.has_a_device_that_keeps_keys()
    one.comes_to_the_desk()
    return newcomer(one) if one.login == "mme.garnier" else referent(one, school)


def newcomer(one: Colleague) -> list[str]:
    expect(one.page.get_by_test_id("enrol")).to_be_visible()
    found = troubles(one.page, "enrol")
    one.creates_a_key_by_device()
    one.keys()
    return found + troubles(one.page, "waiting")


def referent(one: Colleague, school: SchoolOfKeys) -> list[str]:
    page = one.page
    expect(page.get_by_test_id("unlock")).to_be_visible()
    found = troubles(page, "unlock")
    one.unlocks(PASSPHRASE)
    one.keys()
    found += troubles(page, "keys")
    one.person("Hélène Garnier").get_by_test_id("confirm-key").click()
    found += troubles(page, "confirm")
    one.keys()
    page.get_by_test_id("add-sheet").click()
    found += troubles(page, "sheet")
    one.turns_to("log")
    expect(page.get_by_test_id("log-whole")).to_be_visible()
    found += troubles(page, "log")
    school.log_loses_its_end()
    one.turns_to("keys")
    expect(page.get_by_test_id("alarm")).to_be_visible()
    page.get_by_test_id("alarm-known").click()
    return found + troubles(page, "alarm")

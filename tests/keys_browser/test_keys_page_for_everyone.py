"""The pages of keys on a small screen or enlarged, and for a screen reader: nothing is cut off, and axe finds nothing."""

from playwright.sync_api import Browser, Page, expect

from cli.demo_referents import PASSPHRASE
from tests.axe import violations
from tests.keys_browser.colleague import PATIENCE, Colleague
from tests.keys_browser.school_of_keys import SchoolOfKeys

# 1280 enlarged four times, and a phone.
WIDTHS = (320, 400)
# What leaves the screen on the right, and what does not hold in its own box; the links that wait for the keyboard are out of sight on purpose.
CUT_OFF = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.offsetParent !== null && !one.closest('.skips'))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
    || (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible'))
  .map((one) => 'cut off: ' + one.outerHTML.slice(0, 90))"""
# One banner, one main, one title of the page; a heading is never two levels under the one before it.
OUT_OF_ORDER = """() => {
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.offsetParent !== null);
  const levels = shown('h1, h2, h3, h4, h5, h6').map((one) => Number(one.tagName[1]));
  const skipped = levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1).map((level) => 'a level is skipped before h' + level);
  const counts = { h1: 1, main: 1, 'body > div > div > header': 1 };
  const others = Object.entries(counts).filter(([what, count]) => shown(what).length !== count).map(([what]) => 'how many ' + what + '?');
  return [...skipped, ...others];
}"""


def troubles(page: Page, name: str) -> list[str]:
    """What is wrong with this page for somebody."""
    found = list(violations(page))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        found += [f"{width}: {what}" for what in page.evaluate(CUT_OFF)]
    return [f"{name}: {trouble}" for trouble in (*found, *page.evaluate(OUT_OF_ORDER))]


def test_nothing_is_cut_off_and_axe_finds_nothing(chromium: Browser, school: SchoolOfKeys) -> None:
    school.has_its_three_referents()
    school.takes_in("mme.garnier")
    found: list[str] = []
    for login in ("mme.garnier", "mme.lemoine"):
        context = chromium.new_context(locale="fr-FR", reduced_motion="reduce")
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
    expect(one.page.get_by_test_id("guide").first).to_be_visible()
    found += troubles(one.page, "nobody wrote")
    one.keys()
    return found + troubles(one.page, "waiting")


def referent(one: Colleague, school: SchoolOfKeys) -> list[str]:
    page = one.page
    expect(page.get_by_test_id("unlock")).to_be_visible()
    found = troubles(page, "unlock")
    page.route("**/desk/api/directory?*", lambda route: route.abort())
    one.unlocks(PASSPHRASE)
    one.turns_to("log")
    expect(page.get_by_test_id("unanswered").locator("visible=true")).to_be_visible()
    found += troubles(page, "not answered")
    page.unroute("**/desk/api/directory?*")
    one.keys()
    found += troubles(page, "keys")
    one.person("Hélène Garnier").get_by_test_id("confirm-key").click()
    found += troubles(page, "confirm")
    one.keys()
    page.get_by_test_id("add-sheet").click()
    found += troubles(page, "sheet")
    one.prints_a_sheet()
    page.get_by_test_id("guide-rehearse").click()
    found += troubles(page, "rehearsal")
    one.turns_to("settings")
    expect(page.get_by_test_id("absence")).to_be_visible()
    found += troubles(page, "settings")
    one.turns_to("log")
    expect(page.get_by_test_id("log-whole")).to_be_visible()
    found += troubles(page, "log")
    school.log_loses_its_end()
    one.turns_to("keys")
    expect(page.get_by_test_id("alarm")).to_be_visible()
    page.get_by_test_id("alarm-known").click()
    return found + troubles(page, "alarm")

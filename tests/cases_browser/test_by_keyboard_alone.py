"""A referent without a mouse: signing in, unlocking, the first day, a message from end to end, its paper, and the desk shut. Not a single click."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cli.demo_referents import PASSPHRASE
from tests.cases_browser.messages import BENALI, DIALLO, Messages
from tests.keys_browser.colleague import PATIENCE
from tests.keys_browser.school_of_keys import SchoolOfKeys

pytestmark = pytest.mark.browser
WORDS = "Ils se moquent de moi à la cantine."
MOST_STOPS = 80
# Whether somebody who sees would know where the keyboard stands: by an outline; a heading that took it has the eye at the top already.
MARKED = """() => { const at = document.activeElement, style = getComputedStyle(at);
  return at === document.body || at.matches('h2, h3, main') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) }"""
WHERE = "() => document.activeElement.outerHTML.slice(0, 90)"
PRINTS = "window.print = () => { window.printed = (window.printed ?? 0) + 1 }"


class Keyboard:
    """Hands that never leave the keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unmarked: list[str] = []

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def to(self, target: Locator) -> None:
        """Tab by tab, from where the keyboard stands, until it is on `target`; it never stands anywhere unseen."""
        expect(target).to_be_visible(timeout=PATIENCE)
        for _ in range(MOST_STOPS):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
            if "/desk" in self.page.url and not self.page.evaluate(MARKED):
                self.unmarked.append(self.page.evaluate(WHERE))
        raise AssertionError(f"the keyboard does not reach {target}")

    def presses(self, testid: str) -> None:
        self.to(self.page.get_by_test_id(testid))
        self.press("Enter")

    def ticks(self, testid: str) -> None:
        self.to(self.page.get_by_test_id(testid))
        self.press("Space")

    def writes(self, target: Locator, text: str) -> None:
        self.to(target)
        self.page.keyboard.type(text)

    def fills(self, testid: str, text: str) -> None:
        self.writes(self.page.get_by_test_id(testid), text)


@pytest.fixture
def hands(chromium: Browser, school: SchoolOfKeys):
    context = chromium.new_context(locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(PRINTS)
    yield Keyboard(context.new_page())
    context.close()


def signs_in(hands: Keyboard, desk: str) -> None:
    page = hands.page
    page.goto(desk)
    expect(page.get_by_test_id("sign-in")).to_be_visible()
    assert page.evaluate("() => document.activeElement === document.body")  # a page that has just come moves nobody
    hands.press("Tab")
    expect(page.get_by_test_id("skip-content")).to_be_focused()
    hands.press("Enter")
    expect(page.locator("h2:focus")).to_have_text("Accéder au bureau")
    hands.presses("sign-in-go")
    page.wait_for_url(re.compile("/auth/login"))
    hands.writes(page.get_by_label("Identifiant"), "mme.lemoine")
    hands.writes(page.get_by_label("Mot de passe"), "demo")
    hands.press("Enter")
    page.wait_for_url(re.compile("/desk"))


def unlocks(hands: Keyboard) -> None:
    hands.fills("passphrase", PASSPHRASE)
    hands.press("Enter")
    expect(hands.page.locator("h2:focus")).to_have_text("Messages")


def does_the_first_day(hands: Keyboard) -> None:
    """Prints a sheet, and rehearses the day when there is nothing else."""
    page = hands.page
    hands.presses("guide-go")
    expect(page.locator("h2:focus")).to_have_text("Votre premier jour, en trois étapes")
    hands.presses("guide-second")
    expect(page.locator("h2:focus")).to_have_text("Comment votre clé s’ouvre")
    hands.presses("add-sheet")
    expect(page.locator("h2:focus")).to_have_text("Votre feuille")
    code = page.get_by_test_id("code").inner_text()
    hands.ticks("key-sheet-noted")
    hands.presses("key-sheet-go")
    expect(page.locator("h2:focus")).to_have_text("Votre premier jour, en trois étapes")
    hands.presses("guide-rehearse")
    hands.fills("rehearsal-sheet-code", code)
    hands.press("Enter")
    expect(page.get_by_test_id("told")).to_contain_text("votre feuille, seule, a ouvert")
    expect(page.get_by_test_id("guide")).to_have_count(0)
    expect(page.locator("h2:focus")).to_have_text("Votre clé")


def reads_and_answers(hands: Keyboard, message: str) -> None:
    page = hands.page
    hands.presses("tab-messages")
    hands.to(page.get_by_test_id("entry").first)
    hands.press("ArrowDown")
    expect(page.get_by_test_id("entry").nth(1)).to_be_focused()
    hands.press("Home")
    hands.press("Enter")
    expect(page.locator("h2:focus")).to_contain_text("Message du")
    expect(page.get_by_test_id("words")).to_have_text(WORDS)
    hands.press("Escape")
    expect(page.locator(f'[data-envelope="{message}"]')).to_be_focused()
    hands.presses("skip-message")
    expect(page.locator("h2:focus")).to_contain_text("Message du")
    hands.presses("take")
    expect(page.get_by_test_id("taken")).to_contain_text("Vous vous en occupez")
    unfolds(hands, "reply")
    hands.to(page.get_by_test_id("reply-which"))
    hands.press("End")
    hands.fills("reply-text", "Je suis au bureau jusqu’au soir.")
    hands.ticks("reply-reread")
    hands.presses("reply-go")
    expect(page.get_by_test_id("reply-read")).to_have_count(1)


def unfolds(hands: Keyboard, part: str) -> None:
    hands.to(hands.page.get_by_test_id(part).locator("summary").first)
    hands.press("Enter")
    expect(hands.page.get_by_test_id(part)).to_have_attribute("open", "")


def prints_and_closes(hands: Keyboard) -> None:
    page = hands.page
    hands.presses("print")
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    expect(page.get_by_test_id("paper-warning")).to_be_visible()
    assert page.locator("button:visible, a:visible, summary:visible").count() == 0
    page.emulate_media(media="screen")
    unfolds(hands, "more")
    hands.presses("ask-close")
    expect(page.get_by_test_id("case-state")).to_contain_text("clos")


def test_a_referent_does_everything_from_the_keyboard(messages: Messages, hands: Keyboard):
    alone = {"without": (DIALLO, BENALI)}
    message, _later = messages.arrive(WORDS, **alone), messages.arrive("Et encore une chose.", **alone)
    signs_in(hands, f"{messages.school.bot_url}/desk")
    unlocks(hands)
    does_the_first_day(hands)
    reads_and_answers(hands, message)
    prints_and_closes(hands)
    hands.presses("shut-key")
    expect(hands.page.locator("h2:focus")).to_have_text("Ouvrir votre clé")
    expect(hands.page.get_by_test_id("unlock-notice")).to_contain_text("refermé votre clé")
    assert WORDS not in hands.page.content()
    kinds = [kind for _, kind in messages.events(message) if kind not in ("given", "opened")]
    assert kinds == ["taken", "replied", "closed"]
    assert messages.replies() == ["Je suis au bureau jusqu’au soir."]
    assert hands.unmarked == []

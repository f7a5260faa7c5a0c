"""What a referent does with a message, in the words of a story; only this file knows the page."""

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect

from cli.demo_referents import PASSPHRASE
from tests.axe import violations
from tests.keys_browser.colleague import Colleague


class Reader:
    """A referent whose key is open."""

    def __init__(self, colleague: Colleague) -> None:
        self.page: Page = colleague.page
        colleague.comes_to_the_desk()
        colleague.unlocks(PASSPHRASE)
        expect(self.page.get_by_test_id("refresh")).to_be_visible()

    def at(self, testid: str) -> Locator:
        return self.page.get_by_test_id(testid)

    def line(self, envelope: str) -> Locator:
        return self.page.locator(f'[data-testid="entry"][data-envelope="{envelope}"]')

    def refreshes(self) -> None:
        self.at("refresh").click()

    def opens(self, envelope: str) -> None:
        self.refreshes()
        self.line(envelope).click()
        expect(self.at("charge")).to_be_visible()
        self.state("opened", "taken", "step", "overdue", "close_asked", "closed")

    def state(self, *states: str) -> None:
        """The case is, or comes to be, in one of these states."""
        wanted = self.page.locator(", ".join(f'[data-testid="case-state"][data-state="{one}"]' for one in states))
        expect(wanted).to_be_visible()

    def hears_again(self) -> None:
        self.at("case-refresh").click()

    def unfolds(self, part: str) -> None:
        opened = self.at(part).evaluate("part => part.open")
        if not opened:
            self.at(part).locator("summary").first.click()

    def does(self, part: str, act: Callable[[], None]) -> None:
        self.unfolds(part)
        act()

    def takes(self) -> None:
        for _ in range(3):  # a press on what is being drawn again is lost: one presses again, as a person would
            if self.at("take").is_visible():
                self.at("take").click()
            with suppress(AssertionError):
                expect(self.at("taken")).to_contain_text("Vous vous en occupez", timeout=8_000)
                return
        expect(self.at("taken")).to_contain_text("Vous vous en occupez")

    def hands_over_to(self, name: str) -> None:
        self.unfolds("more")
        self.at("hand-to").select_option(label=name)
        self.at("hand-go").click()
        expect(self.at("case-state")).to_contain_text(f"La main est proposée à {name}")

    def notes(self, text: str) -> None:
        self.unfolds("notes")
        self.at("note-text").fill(text)
        self.at("note-go").click()
        expect(self.at("note-read").filter(has_text=text)).to_be_visible()

    def axe(self) -> list[str]:
        """What axe-core finds on the page as it is now, in the dark and in the light."""
        found: list[str] = []
        for scheme in ("dark", "light"):
            self.page.emulate_media(color_scheme=scheme)
            found += violations(self.page)
        return found

"""What a referent does, in the words of a story; only this file knows the desk."""

import re

from playwright.sync_api import BrowserContext, Page, expect

PATIENCE = 30_000


class Referent:
    """A referent at a browser."""

    def __init__(self, context: BrowserContext, ent_url: str, bot_url: str, login: str) -> None:
        self.ent_url = ent_url
        self.bot_url = bot_url
        self.login = login
        self.page: Page = context.new_page()

    def goes_to_the_desk(self, path: str = "/desk") -> None:
        """Signs in through the ENT if the desk asks for it."""
        self.page.goto(f"{self.bot_url}{path}")
        go = self.page.get_by_test_id("sign-in-go")
        expect(go.or_(self.page.get_by_test_id("unlock")).or_(self.page.get_by_test_id("enrol"))).to_be_visible(
            timeout=PATIENCE
        )
        if go.is_visible():
            go.click()
            self.page.wait_for_url(re.compile("/auth/login"))
            self.gives_the_ent_password()
            self.page.wait_for_url(re.compile("/desk"))

    def gives_the_ent_password(self) -> None:
        self.page.get_by_label("Identifiant").fill(self.login)
        self.page.get_by_label("Mot de passe").fill("demo")
        self.page.get_by_role("button", name="Se connecter", exact=True).click()

    def creates_a_key(self, passphrase: str, role: str) -> None:
        self.page.get_by_test_id("role").select_option(role)
        self.page.get_by_test_id("passphrase").fill(passphrase)
        self.page.get_by_test_id("passphrase-again").fill(passphrase)
        self.page.get_by_test_id("passphrase-noted").check()
        self.page.get_by_test_id("enrol-go").click()
        expect(self.page.get_by_test_id("reading")).to_be_visible(timeout=PATIENCE)

    def unlocks(self, passphrase: str) -> None:
        self.page.get_by_test_id("passphrase").fill(passphrase)
        self.page.get_by_test_id("unlock-go").click()
        expect(self.page.get_by_test_id("reading")).to_be_visible(timeout=PATIENCE)

    def messages(self) -> int:
        """How many are listed."""
        return self.page.get_by_test_id("entry").count()

    def waits_for_messages(self, count: int) -> None:
        """Refreshes the list until it has that many."""
        for _ in range(60):
            if self.messages() >= count:
                return
            self.page.wait_for_timeout(500)
            self.page.get_by_test_id("refresh").click()

    def opens_the_newest(self) -> str:
        """The words, as the page shows them."""
        self.page.get_by_test_id("entry").first.click()
        words = self.page.get_by_test_id("words")
        expect(words).to_be_visible(timeout=PATIENCE)
        return words.inner_text()

    def takes_it(self) -> None:
        self.page.get_by_test_id("take").click()
        expect(self.page.get_by_test_id("taken")).to_be_visible(timeout=PATIENCE)

"""What a referent does with keys, in the words of a story; only this file knows the page."""

import re

from playwright.sync_api import BrowserContext, CDPSession, Locator, Page, expect

PATIENCE = 30_000


class Colleague:
    """A referent at a browser of their own."""

    def __init__(self, context: BrowserContext, bot_url: str, login: str) -> None:
        self.bot_url = bot_url
        self.login = login
        self.page: Page = context.new_page()
        self._device: CDPSession | None = None

    def has_a_device_that_keeps_keys(self) -> None:
        """A virtual authenticator of this page: it says yes to every touch."""
        self._device = self.page.context.new_cdp_session(self.page)
        self._device.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True}
        yes = {"hasUserVerification": True, "isUserVerified": True, "hasPrf": True, "automaticPresenceSimulation": True}
        self._device.send("WebAuthn.addVirtualAuthenticator", {"options": options | yes})

    def comes_to_the_desk(self) -> None:
        """Signed in by the ENT, which asks for the password the first time only."""
        self.page.goto(f"{self.bot_url}/desk")
        self.page.get_by_test_id("sign-in-go").click()
        self.page.wait_for_url(re.compile("/auth/login|/desk$"))
        self.gives_the_password(self.page)

    def gives_the_password(self, page: Page) -> None:
        """Where the ENT asks for it."""
        page.wait_for_load_state()
        if "/auth/login" in page.url:
            page.get_by_label("Identifiant").fill(self.login)
            page.get_by_label("Mot de passe").fill("demo")
            page.get_by_role("button", name="Se connecter", exact=True).click()
            page.wait_for_url(re.compile("/desk"))

    def creates_a_key(self, passphrase: str, role: str = "CPE") -> None:
        self.page.get_by_test_id("role").select_option(role)
        self.chooses(passphrase)
        self.page.get_by_test_id("enrol-go").click()
        self.is_in()

    def creates_a_key_by_device(self, role: str = "Infirmier") -> None:
        self.page.get_by_test_id("role").select_option(role)
        self.page.get_by_test_id("way-passkey").check()
        self.page.get_by_test_id("enrol-go").click()
        self.is_in()

    def chooses(self, passphrase: str) -> None:
        self.page.get_by_test_id("passphrase").fill(passphrase)
        self.page.get_by_test_id("passphrase-again").fill(passphrase)
        self.page.get_by_test_id("passphrase-noted").check()

    def comes_back(self) -> None:
        """The page is loaded anew: the key is shut."""
        self.page.reload()
        expect(self.page.get_by_test_id("unlock")).to_be_visible(timeout=PATIENCE)

    def unlocks(self, passphrase: str) -> None:
        self.page.get_by_test_id("passphrase").fill(passphrase)
        self.page.get_by_test_id("unlock-go").click()
        self.is_in()

    def unlocks_by_device(self) -> None:
        self.page.get_by_test_id("unlock-passkey").click()
        self.is_in()

    def unlocks_by_sheet(self, code: str) -> None:
        self.page.get_by_test_id("unlock-sheet").click()
        self.page.get_by_test_id("sheet-code").fill(code)
        self.page.get_by_test_id("unlock-go").click()
        self.is_in()

    def is_in(self) -> None:
        expect(self.page.get_by_test_id("tab-keys")).to_be_visible(timeout=PATIENCE)

    def turns_to(self, tab: str) -> None:
        self.page.get_by_test_id(f"tab-{tab}").click()

    def keys(self) -> None:
        """The page of keys, as the server has it now."""
        self.turns_to("keys")
        expect(self.page.get_by_test_id("mine")).to_be_visible(timeout=PATIENCE)

    def person(self, name: str) -> Locator:
        named = self.page.get_by_test_id("person-name").filter(has_text=name)
        return self.page.get_by_test_id("person").filter(has=named)

    def own_fingerprint(self) -> str:
        self.keys()
        return self.page.get_by_test_id("mine").get_by_test_id("fingerprint").inner_text()

    def confirms(self, name: str, read_aloud: str) -> None:
        """Beside that person, who reads the groups aloud."""
        self.keys()
        self.person(name).get_by_test_id("confirm-key").click()
        shown = self.page.get_by_test_id("confirm").get_by_test_id("fingerprint")
        expect(shown).to_have_text(read_aloud)
        self.page.get_by_test_id("confirm-go").click()
        expect(self.page.get_by_test_id("confirm-complaint")).not_to_be_empty()
        self.page.get_by_test_id("confirm-compared").check()
        self.page.get_by_test_id("confirm-go").click()
        expect(self.page.get_by_test_id("mine")).to_be_visible(timeout=PATIENCE)

    def says_that_left(self, name: str) -> None:
        self.keys()
        self.person(name).get_by_test_id("left").click()
        self.page.get_by_test_id("leave-go").click()
        expect(self.page.get_by_test_id("mine")).to_be_visible(timeout=PATIENCE)

    def prints_a_sheet(self) -> str:
        """The code, as it is on the paper."""
        self.keys()
        self.page.get_by_test_id("add-sheet").click()
        code = self.page.get_by_test_id("code").inner_text()
        self.page.get_by_test_id("key-sheet-noted").check()
        self.page.get_by_test_id("key-sheet-go").click()
        expect(self.page.get_by_test_id("lock").filter(has_text="feuille imprimée")).to_be_visible(timeout=PATIENCE)
        return code

    def loses_the_sheet(self) -> None:
        self.keys()
        sheet = self.page.get_by_test_id("lock").filter(has_text="feuille imprimée")
        sheet.get_by_test_id("remove-lock").click()
        sheet.get_by_test_id("remove-lock-yes").click()
        expect(sheet).to_have_count(0, timeout=PATIENCE)

    def does_the_drill(self) -> None:
        self.keys()
        self.page.get_by_test_id("drill-go").click()
        expect(self.page.get_by_test_id("told")).to_contain_text("votre clé s’ouvre")

    def has_lost_everything(self, passphrase: str) -> str:
        """Asks, with a new passphrase; the groups to read aloud."""
        self.page.get_by_test_id("unlock-lost").click()
        expect(self.page.get_by_test_id("lost")).to_be_visible(timeout=PATIENCE)
        self.chooses(passphrase)
        self.page.get_by_test_id("lost-go").click()
        waiting = self.page.get_by_test_id("lost-waiting")
        expect(waiting).to_be_visible(timeout=PATIENCE)
        return waiting.get_by_test_id("fingerprint").inner_text()

    def gives_their_half(self, read_aloud: str) -> None:
        self.keys()
        card = self.page.get_by_test_id("give")
        expect(card.get_by_test_id("fingerprint")).to_have_text(read_aloud)
        self.page.get_by_test_id("give-compared").check()
        self.page.get_by_test_id("give-go").click()
        expect(self.page.get_by_test_id("give-status")).to_contain_text("C’est fait")

    def finds_the_key_again(self, passphrase: str) -> None:
        self.page.get_by_test_id("lost-check").click()
        self.page.get_by_test_id("passphrase").fill(passphrase)
        self.page.get_by_test_id("lost-waiting-go").click()
        self.is_in()

    def reads_the_newest(self) -> str:
        self.turns_to("messages")
        self.page.get_by_test_id("entry").first.click()
        words = self.page.get_by_test_id("words")
        expect(words).to_be_visible(timeout=PATIENCE)
        return words.inner_text()

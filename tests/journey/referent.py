"""What a referent does, in the words of a story; only this file and `tests.keys_browser.colleague` know the desk."""

import re
from contextlib import suppress
from datetime import datetime, timedelta, timezone

from playwright.sync_api import BrowserContext, expect

from tests.keys_browser.colleague import Colleague

PATIENCE = 30_000


class Referent(Colleague):
    """A referent at a browser, who reads messages besides minding keys."""

    def __init__(self, context: BrowserContext, ent_url: str, bot_url: str, login: str) -> None:
        super().__init__(context, bot_url, login)
        self.ent_url = ent_url

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

    def opens_the_desk(self, passphrase: str) -> None:
        self.goes_to_the_desk()
        self.unlocks(passphrase)

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

    def reads_all(self) -> list[str]:
        """The words of each message of the list, opened one after the other."""
        ids = [entry.get_attribute("data-envelope") for entry in self.page.get_by_test_id("entry").all()]
        return [self._reads(id_ or "") for id_ in ids]

    def _reads(self, id_: str) -> str:
        """Of one message: by its id, for the list is drawn again, in another order, when one is opened."""
        line = self.page.locator(f'[data-envelope="{id_}"]')
        for _ in range(3):  # a press on a line that is being drawn again is lost: one presses again, as a person would
            line.click()
            with suppress(AssertionError):
                expect(line).to_have_attribute("aria-current", "true", timeout=PATIENCE / 6)
                break
        words = self.page.get_by_test_id("words")
        expect(words).to_be_visible(timeout=PATIENCE)
        return words.inner_text()

    def reads_the_conversation(self) -> str:
        self.page.get_by_test_id("open-conversation").click()
        shown = self.page.get_by_test_id("piece-conversation").get_by_test_id("conversation")
        expect(shown).to_be_visible(timeout=PATIENCE)
        return shown.inner_text()

    def hears_the_voice(self) -> int:
        """How many seconds it lasts, once it plays."""
        self.page.get_by_test_id("open-voice").click()
        piece = self.page.get_by_test_id("piece-voice")
        player = piece.get_by_test_id("voice")
        expect(player).to_be_visible(timeout=PATIENCE)
        player.evaluate("async (one) => { one.muted = true; await one.play(); one.pause(); }")
        said = re.search(r"(\d+)\s+s\b", piece.inner_text())
        assert said
        return int(said[1])

    def takes_it(self) -> None:
        self.page.get_by_test_id("take").click()
        expect(self.page.get_by_test_id("taken")).to_contain_text("Vous", timeout=PATIENCE)

    def dates_a_step(self, days: int) -> None:
        on = datetime.now(timezone.utc).date() + timedelta(days=days)
        self.page.get_by_test_id("step-on").fill(on.isoformat())
        self.page.get_by_test_id("step-go").click()
        expect(self.page.get_by_test_id("case-state")).to_have_attribute("data-state", "step", timeout=PATIENCE)

    def notes(self, text: str) -> None:
        """For the team."""
        self._unfolds("notes")
        self.page.get_by_test_id("note-text").fill(text)
        self.page.get_by_test_id("note-go").click()
        expect(self.page.get_by_test_id("note-read").last).to_have_text(text, timeout=PATIENCE)

    def fills_the_sheet(self, facts: str) -> None:
        self._unfolds("follow-up")
        self.page.get_by_test_id("follow-up-facts").fill(facts)
        self.page.get_by_test_id("follow-up-go").click()
        expect(self.page.get_by_test_id("follow-up-last")).to_contain_text("Version 1", timeout=PATIENCE)

    def replies(self, text: str) -> None:
        """A free text, read again before it goes."""
        self._unfolds("reply")
        self.page.get_by_test_id("reply-which").select_option("free")
        self.page.get_by_test_id("reply-text").fill(text)
        self.page.get_by_test_id("reply-reread").check()
        self.page.get_by_test_id("reply-go").click()
        expect(self.page.get_by_test_id("reply-read").last).to_have_text(text, timeout=PATIENCE)

    def hands_over_to(self, name: str) -> None:
        self._unfolds("more")
        self.page.get_by_test_id("hand-to").select_option(label=name)
        self.page.get_by_test_id("hand-go").click()
        expect(self.page.get_by_test_id("case-state")).to_contain_text(name, timeout=PATIENCE)

    def closes(self) -> None:
        """Asks for it, or agrees to what a colleague asked."""
        agree = self.page.get_by_test_id("agree-close")
        if agree.is_visible():
            agree.click()
            return
        self._unfolds("more")
        self.page.get_by_test_id("ask-close").click()

    def sees_the_case(self, state: str) -> None:
        """Looks again until the case is there."""
        shown = self.page.get_by_test_id("case-state")
        self.page.get_by_test_id("case-refresh").click()
        expect(shown).to_have_attribute("data-state", state, timeout=PATIENCE)

    def case(self) -> str:
        """All that is shown of the message that is open, what is folded and what stands in fields too."""
        reading = self.page.get_by_test_id("reading")
        expect(self.page.get_by_test_id("case-state")).to_be_visible(timeout=PATIENCE)
        self.page.wait_for_timeout(500)  # papers are opened one by one
        reading.evaluate("(one) => one.querySelectorAll('details').forEach((part) => { part.open = true; })")
        fields = reading.evaluate("(one) => [...one.querySelectorAll('textarea, input')].map((field) => field.value)")
        return "\n".join([reading.inner_text(), *fields])

    def _unfolds(self, part: str) -> None:
        self.page.get_by_test_id(part).evaluate("(one) => { one.open = true; }")

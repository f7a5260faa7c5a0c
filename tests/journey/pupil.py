"""What a pupil does, in the words of a story; only this file knows the page."""

import re

from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

PATIENCE = 20_000


class Pupil:
    """A pupil at a browser, signed in to the ENT."""

    def __init__(self, context: BrowserContext, ent_url: str) -> None:
        self.context = context
        self.ent_url = ent_url
        self.page: Page = context.new_page()

    @property
    def assistant(self) -> FrameLocator:
        """The isolated frame."""
        return self.page.frame_locator("#iframe-bot")

    def signs_in_to_the_ent(self, login: str) -> None:
        self.page.goto(self.ent_url)
        self.page.get_by_label("Identifiant").fill(login)
        self.page.get_by_label("Mot de passe").fill("demo")
        self.page.get_by_role("button", name="Se connecter", exact=True).click()
        self.page.wait_for_url(re.compile("timeline"))

    def opens_the_assistant(self) -> None:
        self.page.get_by_role("button", name=re.compile("Besoin de parler")).click()
        expect(self.assistant.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)

    def writes(self, words: str) -> None:
        answers = self.assistant.get_by_test_id(re.compile("^message"))
        said = answers.count()
        self.assistant.get_by_test_id("write").fill(words)
        self.assistant.get_by_test_id("send").click()
        expect(answers).not_to_have_count(said, timeout=PATIENCE)

    def presses(self, name: str) -> None:
        self.assistant.get_by_role("button", name=re.compile(name)).last.click()

    def goes_on(self, step: str) -> None:
        self.assistant.get_by_test_id(f"{step}-next").click()

    def signs_in_from_the_assistant(self) -> None:
        with self.context.expect_page() as opened:
            self.assistant.get_by_test_id("sign-in").click()
        opened.value.wait_for_event("close")

    def hands_over(self, words: str, word: str, leaves_out: str | None = None) -> None:
        """From the button to the bot's answer, answering that nobody of the list hurts."""
        self.assistant.get_by_test_id("choice-handoff").last.click()
        self.signs_in_from_the_assistant()
        expect(self.assistant.get_by_test_id("step-readers")).to_be_visible(timeout=PATIENCE)
        if leaves_out is not None:
            self.assistant.get_by_label(re.compile(leaves_out)).uncheck()
        self.goes_on("readers")
        self.assistant.get_by_test_id("harm-no").check()
        self.goes_on("question")
        self.assistant.get_by_test_id("text").fill(words)
        self.goes_on("text")
        self.assistant.get_by_test_id("word").fill(word)
        self.goes_on("word")

    def sends(self) -> None:
        bubbles = self.assistant.get_by_test_id("message").count()
        self.goes_on("summary")
        expect(self.assistant.get_by_test_id("step-sending")).to_have_count(0, timeout=PATIENCE)
        expect(self.assistant.get_by_test_id("message")).not_to_have_count(bubbles, timeout=PATIENCE)

    def asks_for_news(self, word: str) -> None:
        """In a fresh visit of the assistant."""
        self.writes("est-ce que quelqu'un a lu mon message ?")
        sign_in = self.assistant.get_by_test_id("sign-in")
        expect(sign_in.or_(self.assistant.get_by_test_id("word"))).to_be_visible(timeout=PATIENCE)
        if sign_in.is_visible():
            self.signs_in_from_the_assistant()
        self.assistant.get_by_test_id("word").fill(word)
        self.goes_on("state-word")
        expect(self.assistant.get_by_test_id("step-state")).to_be_visible(timeout=PATIENCE)

    def said(self) -> str:
        """All that the bot has said so far."""
        return " ".join(self.assistant.get_by_test_id("bubble-bot").all_inner_texts())

    def last_said(self) -> str:
        """The last message of the bot, cards included."""
        return self.assistant.get_by_test_id(re.compile("^message")).last.inner_text()

    def cards(self) -> list[str]:
        """The cards on the page, as read."""
        return self.assistant.get_by_test_id("helpline").all_inner_texts()

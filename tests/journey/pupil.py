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
        """From the button to the summary, answering that nobody of the list hurts."""
        self.begins_to_write_to_adults()
        if leaves_out is not None:
            self.leaves_out(leaves_out)
        self.says_who_reads()
        self.gives_the_text(words)
        self.chooses_the_word(word)

    def begins_to_write_to_adults(self) -> None:
        """To the list of who reads."""
        self.assistant.get_by_test_id("choice-handoff").last.click()
        sign_in = self.assistant.get_by_test_id(re.compile("^sign-in(-fallback)?$")).first
        readers = self.assistant.get_by_test_id("step-readers")
        expect(sign_in.or_(readers)).to_be_visible(timeout=PATIENCE)
        if sign_in.is_visible():
            self.signs_in_from_the_assistant()
        expect(readers).to_be_visible(timeout=PATIENCE)

    def leaves_out(self, name: str) -> None:
        self.assistant.get_by_label(re.compile(name)).first.uncheck()

    def prefers_only(self, name: str) -> None:
        """One tap."""
        self.assistant.get_by_test_id("only").filter(has_text=name).click()
        expect(self.assistant.get_by_test_id("only-said")).to_contain_text(name)

    def says_who_reads(self, harm: str = "no") -> None:
        self.goes_on("readers")
        self.assistant.get_by_test_id(f"harm-{harm}").check()
        self.goes_on("question")

    def writes_the_text(self, words: str) -> None:
        self.assistant.get_by_test_id("text").fill(words)

    def gives_the_text(self, words: str) -> None:
        self.writes_the_text(words)
        self.goes_on("text")

    def is_shown_whom_the_text_names(self) -> str:
        return self.assistant.get_by_test_id("named").inner_text()

    def leaves_out_whom_the_text_names(self) -> None:
        self.assistant.get_by_test_id("named").get_by_test_id("leave-out").first.check()

    def joins_the_conversation(self) -> str:
        """What would leave of it, as shown."""
        self.assistant.get_by_test_id("join-conversation").check()
        return self.assistant.get_by_test_id("conversation").inner_text()

    def records_a_voice(self, seconds: float) -> None:
        """Listens to it, and comes back to the text with it."""
        self.assistant.get_by_test_id("voice").click()
        self.assistant.get_by_test_id("voice-start").click()
        stop = self.assistant.get_by_test_id("voice-stop")
        expect(stop).to_be_visible(timeout=PATIENCE)
        self.page.wait_for_timeout(seconds * 1_000)
        stop.click()
        self.assistant.get_by_test_id("voice-play").click()
        expect(
            self.assistant.get_by_test_id("voice-pause").or_(self.assistant.get_by_test_id("voice-play"))
        ).to_be_visible()
        self.goes_on("voice")
        expect(self.assistant.get_by_test_id("voice-kept")).to_be_visible()

    def erases_the_voice(self) -> None:
        self.assistant.get_by_test_id("voice").click()
        self.assistant.get_by_test_id("voice-erase").click()
        self.goes_on("voice")
        expect(self.assistant.get_by_test_id("voice-kept")).to_have_count(0)

    def chooses_the_word(self, word: str) -> None:
        self.assistant.get_by_test_id("word").fill(word)
        self.goes_on("word")
        expect(self.assistant.get_by_test_id("step-summary")).to_be_visible(timeout=PATIENCE)

    def summary(self, part: str) -> str:
        """What the last screen says of `text`, `readers`, `left`, `told`, `voice`, `only`, `word`."""
        return self.assistant.get_by_test_id(f"summary-{part}").inner_text()

    def sends(self) -> None:
        """To the bot's answer, once everything that goes with the text has followed it."""
        bubbles = self.assistant.get_by_test_id("message").count()
        self.goes_on("summary")
        expect(self.assistant.get_by_test_id("step-sending")).to_have_count(0, timeout=PATIENCE)
        expect(self.assistant.get_by_test_id("message")).not_to_have_count(bubbles, timeout=PATIENCE)

    def asks_for_news(self, word: str) -> None:
        """In a fresh visit of the assistant."""
        self.writes("est-ce que quelqu'un a lu mon message ?")
        sign_in = self.assistant.get_by_test_id(re.compile("^sign-in(-fallback)?$")).first
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

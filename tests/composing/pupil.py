"""What a pupil does in the composer, in the words of a story; only this file knows the page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, Frame, FrameLocator, Locator, Page, Request, expect

from tests.axe import violations
from tests.web.fake_rasa import FakeRasa, message

PATIENCE = 15_000
GREETING = "Bonjour. Je suis un programme."
ANSWER = "Je te crois. Ce n'est pas ta faute."
HANDOFF = {**message("On peut écrire aux adultes."), "panel": "handoff"}
SENT = "C'est parti."


def signs_in_to_the_ent(context: BrowserContext, ent_url: str) -> None:
    page = context.new_page()
    page.goto(ent_url)
    page.get_by_label("Identifiant").fill("lea.martin")
    page.get_by_label("Mot de passe").fill("demo")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url(re.compile("timeline"))
    page.close()


class Pupil:
    """A pupil at a browser, signed in to the ENT."""

    def __init__(self, context: BrowserContext, ent_url: str, rasa: FakeRasa) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self._ent_url = ent_url
        self._rasa = rasa
        self.puts: list[tuple[str, dict[str, Any]]] = []
        self.page.on("request", self._notice)

    def _notice(self, request: Request) -> None:
        if request.method == "PUT":
            self.puts.append((request.url.split("/api/")[1], request.post_data_json))

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("#iframe-bot")

    def sees(self, testid: str) -> Locator:
        """What has this id, once it is there."""
        found = self.frame.get_by_test_id(testid)
        expect(found.first).to_be_visible(timeout=PATIENCE)
        return found

    def presses(self, testid: str) -> None:
        self.sees(testid).first.click()

    def says(self, words: str, *answers: dict[str, Any]) -> None:
        self._rasa.answers = list(answers) or [message(ANSWER)]
        said = self.frame.get_by_test_id("bubble-bot").count()
        self.frame.get_by_test_id("write").fill(words)
        self.frame.get_by_test_id("send").click()
        expect(self.frame.get_by_test_id("bubble-bot")).not_to_have_count(said, timeout=PATIENCE)

    def opens_the_composer(self, words: str = "ils se moquent de moi") -> None:
        """From the ENT's page to the list of readers, or to what takes its place."""
        self._rasa.answers = [message(GREETING)]
        self.page.goto(self._ent_url)
        self.page.get_by_role("button", name=re.compile("Besoin de parler")).click()
        self.sees("bubble-bot")
        self.says(words)
        self.says("je veux écrire aux adultes", HANDOFF)
        self._rasa.answers = [message(SENT)]
        with self.context.expect_page() as opened:
            self.presses("sign-in")
        opened.value.wait_for_event("close")

    def goes_to_the_text(self) -> None:
        self.presses("readers-next")
        self.sees("harm-no").check()
        self.presses("question-next")
        self.sees("step-text")

    def goes_to_the_summary(self, text: str, word: str = "Coquillage bleu") -> None:
        self.sees("text").fill(text)
        self.presses("text-next")
        self.sees("word").fill(word)
        self.presses("word-next")
        self.sees("step-summary")

    def sends(self) -> None:
        """And sees the bot's answer."""
        self.presses("summary-next")
        self.is_answered()

    def is_answered(self) -> None:
        """The bot says that it left."""
        expect(self.frame.get_by_test_id("bubble-bot").filter(has_text=SENT)).to_be_visible(timeout=PATIENCE)

    def box(self, testid: str, reader: str) -> Locator:
        """The box of one person."""
        return self.frame.locator(f'[data-reader="{reader}"]').get_by_test_id(testid)

    def letter(self) -> dict[str, Any]:
        """The envelope that left, as it was on the wire."""
        return next(body for path, body in self.puts if "attachments/" not in path)

    def pieces(self) -> list[dict[str, Any]]:
        return [body for path, body in self.puts if "attachments/" in path]

    @contextmanager
    def meeting(self, pattern: str, answer: Any) -> Iterator[None]:
        """Meanwhile, these calls get this answer."""
        address = re.compile(pattern)
        self.page.route(address, answer)
        yield
        self.page.unroute(address)

    def flaws(self) -> list[str]:
        """What axe finds in the frame, once what moves has come to rest."""
        self.page.wait_for_timeout(400)
        frame: Frame = next(one for one in self.page.frames if "/assistant" in one.url)
        return violations(frame)

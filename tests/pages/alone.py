"""A pupil in a window of the assistant's own, without the ENT's page around it."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.journey.pupil import PATIENCE, Pupil


class PupilAlone(Pupil):
    """Every act of a pupil, in the page itself."""

    def __init__(self, context: BrowserContext, ent_url: str, bot_url: str) -> None:
        super().__init__(context, ent_url)
        self.bot_url = bot_url
        self._requests: list[str] = []
        self.page.on("request", lambda request: self._requests.append(request.url))

    def asked_for(self, file: str) -> int:
        """How often the page asked for a file of that name."""
        return sum(file in url for url in self._requests)

    @property
    def assistant(self) -> Page:  # type: ignore[override] # a page has all that a frame has
        return self.page

    def opens_the_assistant(self) -> None:
        self.page.goto(f"{self.bot_url}/assistant")
        expect(self.page.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)

    def signs_in_from_the_assistant(self) -> None:
        """In the window that opens, where the ENT asks who it is."""
        with self.context.expect_page() as opened:
            self.page.get_by_test_id(re.compile("^sign-in(-fallback)?$")).first.click()
        window = opened.value
        window.wait_for_load_state()
        if not window.is_closed() and "/auth/login" in window.url:
            window.get_by_label("Identifiant").fill("lea.martin")
            window.get_by_label("Mot de passe").fill("demo")
            with window.expect_event("close"):
                window.get_by_role("button", name=re.compile("Se connecter")).first.click()

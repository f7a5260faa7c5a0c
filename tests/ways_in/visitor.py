"""What a pupil does at each way in, in the words of a story; the frame or window of the assistant is where it differs."""

import re
from typing import Any

from playwright.sync_api import BrowserContext, FrameLocator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.journey.pupil import PATIENCE, Pupil

WORDS = "Ils se moquent de moi tous les jours à la cantine."
EXIT = "https://meteofrance.com/**"


class Visitor(Pupil):
    """A pupil who comes by the button of the loader."""

    def __init__(self, context: BrowserContext, ent_url: str) -> None:
        super().__init__(context, ent_url)
        self.page.route(EXIT, lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html"))

    def comes(self, login: str = "lea.martin") -> None:
        """Signs in to the ENT and opens the assistant."""
        self.signs_in_to_the_ent(login)
        self.opens_the_assistant()

    def sends_a_message(self) -> None:
        """The whole hand-off, from the first words to the bot's answer."""
        self.writes("ils se moquent de moi tous les jours")
        self.hands_over(WORDS, "tournesol")
        self.sends()


class Outside(Visitor):
    """A pupil whose assistant has no loader around: the sign-in is a link of ours, and a Strict ENT asks who they are."""

    def __init__(self, context: BrowserContext, ent_url: str, login: str = "lea.martin") -> None:
        super().__init__(context, ent_url)
        self.login = login
        self.asked_for_the_password = False

    def comes(self, login: str = "lea.martin") -> None:
        self.login = login
        self.signs_in_to_the_ent(login)
        self.clicks_the_application()

    def clicks_the_application(self) -> None:
        """Follows the icon of "Mes applis" wherever it leads."""
        raise NotImplementedError

    def signs_in_from_the_assistant(self) -> None:
        with self.context.expect_page() as opened:
            self.assistant.get_by_test_id("sign-in-fallback").click()
        window = opened.value
        password = window.get_by_label("Mot de passe")
        try:
            password.wait_for(timeout=4_000)
        except PlaywrightError:  # the window may close itself before anything is asked
            assert window.is_closed()
            return
        self.asked_for_the_password = True
        window.get_by_label("Identifiant").fill(self.login)
        password.fill("demo")
        window.get_by_role("button", name="Se connecter", exact=True).click()
        if not window.is_closed():
            window.wait_for_event("close")


class InATab(Outside):
    """The application opens in a tab of its own, or in that of the ENT."""

    @property
    def assistant(self) -> Any:
        return self.window

    def clicks_the_application(self) -> None:
        self.window = self.page
        link = self.page.locator(".apps").get_by_role("link", name=re.compile("parlons-en"))
        if link.get_attribute("target") == "_blank":
            with self.context.expect_page() as opened:
                link.click()
            self.window = opened.value
            self.window.route(EXIT, lambda route: route.fulfill(body="<title>Météo</title>", content_type="text/html"))
        else:
            link.click()
        expect(self.window.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)

    window: Page


class InTheAdapter(Outside):
    """The application is framed by the ENT's adapter page."""

    @property
    def assistant(self) -> FrameLocator:
        return self.page.frame_locator("#application")

    def clicks_the_application(self) -> None:
        self.page.locator(".apps").get_by_role("link", name=re.compile("parlons-en")).click()
        expect(self.assistant.get_by_test_id("bubble-bot").first).to_be_visible(timeout=PATIENCE)

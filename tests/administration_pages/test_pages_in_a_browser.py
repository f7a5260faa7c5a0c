"""The pages in Chromium: forms that a browser really sends, the keyboard, a phone, axe. No script runs there but the test's own."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from schools import pages
from tests.administration_pages.administrators import HISTORY, HOME, PAGE
from tests.axe import violations
from tests.conftest import CHROMIUM_FLAGS
from tests.web.house import ZOLA, MovableClock, settings_for
from web.administration.sessions import SESSIONS
from web.app import create_app
from web.staff_sessions import Person

pytestmark = pytest.mark.browser
TOKEN = "ab" * 32
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1200, "height": 900}


class Place:
    """A web process on a free port, with an administrator signed in."""

    def __init__(self, database: Path, port: int) -> None:
        self.url = f"http://bot.localhost:{port}"
        self.http = httpx.AsyncClient()
        clock = MovableClock()
        self.app = create_app(settings_for(database, public_url=self.url), self.http, self.http, clock, os.urandom)
        self.services = self.app.state.services
        person = Person("besson", "Nadia Besson", (ZOLA.id,))
        SESSIONS.begin(self.services.db, self.services.ring, TOKEN, person, clock())
        config = uvicorn.Config(self.app, host="127.0.0.1", port=port, log_level="critical", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def start(self) -> None:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(5)
        self.services.db.dispose()


@pytest.fixture
def place(tmp_path: Path, unused_tcp_port: int) -> Iterator[Place]:
    running = Place(tmp_path / "web.db", unused_tcp_port)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def window(chromium: Browser, place: Place, size: dict[str, int]) -> BrowserContext:
    context = chromium.new_context(viewport=size, locale="fr-FR")  # type: ignore[arg-type]
    host = urlsplit(place.url).hostname or ""
    cookie = {"name": "__Host-parlons_administration", "value": TOKEN, "domain": host, "path": "/", "secure": True}
    context.add_cookies([cookie])  # type: ignore[list-item]
    return context


@pytest.fixture
def page(chromium: Browser, place: Place) -> Iterator[Page]:
    context = window(chromium, place, PHONE)
    yield context.new_page()
    context.close()


def test_a_browser_sends_the_forms_from_preview_to_saving_and_signing_out(page: Page, place: Place):
    page.goto(place.url + "/administration")
    page.get_by_role("link", name="Modifier").click()
    page.get_by_label("Une phrase pour les élèves").fill("Bienvenue au collège.")
    page.get_by_label("lundi, début").fill("13:00")
    page.get_by_role("button", name="Voir ce que liront les élèves").click()
    expect(page.get_by_text("Mot de ton école : Bienvenue au collège.")).to_be_visible()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_have_text("C'est enregistré. Les élèves le lisent dès maintenant.")
    assert pages.read(place.services.db, ZOLA.id).hours["mon"] == (13 * 60, 17 * 60)

    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("link", name="Se connecter par l'ENT")).to_be_visible()
    assert page.goto(place.url + PAGE).status == 401  # type: ignore[union-attr]


def test_with_the_keyboard_alone_a_mistake_is_met_at_once_and_led_to(page: Page, place: Place):
    page.goto(place.url + PAGE)
    page.get_by_label("Une phrase pour les élèves").focus()
    page.keyboard.type("Tout est secret.")
    for _ in range(
        1 + 1 + 2 + 2 + 1 + 1
    ):  # past the way out, the head of school, the referent outside, how long is kept and whether a sentence may be given
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Voir ce que liront les élèves")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.get_by_label("Une phrase pour les élèves")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby")
    assert described is not None
    assert "Personne ne peut promettre le secret" in page.locator(f"[id='{described.split()[0]}']").inner_text()


@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 640}], ids=["phone", "desk", "enlarged"])
def test_nothing_is_cut_off_and_axe_finds_nothing(chromium: Browser, place: Place, size: dict[str, int]):
    context = window(chromium, place, size)
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(place.url + PAGE)
    page.get_by_label("Une phrase pour les élèves").fill("Bienvenue au collège.")
    page.get_by_role("button", name="Voir ce que liront les élèves").click()
    found = [look(page)]
    page.get_by_role("button", name="Enregistrer").click()
    for path in (HOME, PAGE, HISTORY, "/administration/schools/ailleurs"):
        page.goto(place.url + path)
        found.append(look(page))
    page.goto(place.url + PAGE)
    page.get_by_label("lundi, début").fill("")
    page.get_by_role("button", name="Voir ce que liront les élèves").click()
    found.append(look(page))
    context.clear_cookies()
    page.goto(place.url + "/administration")
    found.append(look(page))
    context.close()
    assert [trouble for each in found for trouble in each] == []


def look(page: Page) -> list[str]:
    """What is wrong with this page for somebody."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth ? ['too wide'] : []")
    return [f"{page.url}: {trouble}" for trouble in (*violations(page), *wide)]

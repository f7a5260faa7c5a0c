"""Another service of the same domain, hostile or taken over, puts cookies of its own beside ours: a real browser refuses them."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page

from tests.signing_in.conftest import Sites
from web.cookies import Cookie
from web.desk.door import COOKIE as DESK
from web.desk.signing_in import IN_BROWSER
from web.pupil.door import COOKIE as PUPIL

HEADERS = "'Content-Type': 'application/json', 'X-Parlons-En': '1'"
BEGIN = f"""() => fetch('/api/session', {{method: 'POST', body: '{{}}', headers: {{{HEADERS}}}}})
    .then(answer => answer.json()).then(opened => opened.turn)"""
SAY = f"""n => fetch('/api/turns', {{method: 'POST', body: JSON.stringify({{turn: n + 1, text: 'bonjour'}}),
    headers: {{{HEADERS}, 'X-Parlons-Turn': `${{n}}`}}}}).then(answer => answer.status)"""
DOMAIN = "bot.localhost"  # ours; the neighbour's host is under it, as ours is under the ENT's where they share a site


class Neighbour(BaseHTTPRequestHandler):
    """Any page of it gives the cookies that its address names."""

    def do_GET(self) -> None:
        self.send_response(200)
        for name, values in parse_qs(urlsplit(self.path).query).items():
            for path in ("/", "/api", "/api/turns", "/desk", "/desk/callback", "/desk/api/me"):
                self.send_header(
                    "Set-Cookie", f"{name}={values[0]}; Domain={DOMAIN}; Path={path}; Secure; SameSite=Lax"
                )
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def neighbour() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Neighbour)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://voisin.{DOMAIN}:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@dataclass
class Attacker:
    """Somebody with an account of their own and no browser: what they were given, they hand to the neighbour."""

    sites: Sites
    ent: httpx.Client
    bot: httpx.Client

    def begin_at_the_desk(self, login: str) -> tuple[str, str]:
        """The state of a sign-in of their own, and the address that ends it, not yet gone to."""
        self.ent.post("/auth/login", data={"email": login, "password": "demo", "callBack": "/"})
        asked = self.bot.get("/desk/sign-in")
        ends = self.ent.get(path_of(asked.headers["location"])).headers["location"]
        return given(asked, IN_BROWSER.cookie), ends

    def enter_the_desk(self, login: str) -> str:
        """The token of a session of their own."""
        state, ends = self.begin_at_the_desk(login)
        return given(self.bot.get(path_of(ends), headers={"Cookie": f"{IN_BROWSER.cookie.name}={state}"}), DESK)

    def begin_a_conversation(self) -> str:
        """The token of a conversation of their own."""
        headers = {"Origin": self.sites.bot_url, "X-Parlons-En": "1"}
        return given(self.bot.post("/api/session", json={}, headers=headers), PUPIL)


@pytest.fixture
def attacker(sites: Sites) -> Iterator[Attacker]:
    here = [f"http://127.0.0.1:{urlsplit(url).port}" for url in (sites.ent_url, sites.bot_url)]
    with httpx.Client(base_url=here[0]) as ent, httpx.Client(base_url=here[1]) as bot:
        yield Attacker(sites, ent, bot)


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def given(answer: httpx.Response, cookie: Cookie) -> str:
    start = cookie.name + "="
    values = [
        value for value in answer.headers.get_list("set-cookie") if value.startswith(start) and "Max-Age=0" not in value
    ]
    return values[0].removeprefix(start).partition(";")[0]


def log_in_to_ent(context: BrowserContext, sites: Sites, login: str) -> None:
    page = context.new_page()
    page.goto(sites.ent_url)
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill("demo")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url("**/timeline/**")
    page.close()


def enter_the_desk(context: BrowserContext, sites: Sites, login: str) -> Page:
    log_in_to_ent(context, sites, login)
    page = context.new_page()
    page.goto(sites.bot_url + "/desk/sign-in")
    assert page.url == sites.bot_url + "/desk"
    return page


def name_at_the_desk(page: Page) -> str:
    said: str = page.evaluate("fetch('/desk/api/me').then(a => a.json()).then(me => me.name ?? me.error)")
    return said


def test_a_referent_stays_who_they_are(sites: Sites, neighbour: str, context: BrowserContext, attacker: Attacker):
    page = enter_the_desk(context, sites, "mme.lemoine")
    page.goto(f"{neighbour}/?{DESK.name}={attacker.enter_the_desk('m.diallo')}")
    page.goto(sites.bot_url + "/desk")

    assert name_at_the_desk(page) == "Sophie Lemoine"


def test_nobody_is_signed_in_to_the_desk_as_somebody_else(
    sites: Sites, neighbour: str, context: BrowserContext, attacker: Attacker
):
    state, ends = attacker.begin_at_the_desk("m.diallo")
    page = context.new_page()
    page.goto(f"{neighbour}/?{IN_BROWSER.cookie.name}={state}")
    page.goto(ends)

    assert name_at_the_desk(page) == "desk_sign_in_needed"
    assert all(cookie["name"] != DESK.name for cookie in context.cookies())


def test_a_childs_window_keeps_its_conversation(
    sites: Sites, neighbour: str, context: BrowserContext, attacker: Attacker
):
    page = context.new_page()
    page.goto(sites.bot_url + "/aide")
    first = page.evaluate(BEGIN)
    beside = context.new_page()
    beside.goto(f"{neighbour}/?{PUPIL.name}={attacker.begin_a_conversation()}")

    assert page.evaluate(SAY, first) == 200

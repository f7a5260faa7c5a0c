"""The ENT's chatbot module, unmodified: our script and `Webchat.init` do what it expects, whatever the page is like."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.ways_in.grounds import OWN_PAGE, Grounds
from tests.ways_in.visitor import Visitor

pytestmark = pytest.mark.browser
SCRIPT = "/backoffice/assets/scripts/embbed-chatbot.min.js"
GIVEN = """{botURL: '%s', chatWidth: '300px', chatHeight: '500px', buttonSize: '60px', buttonColor: '#e20037',
            iconSize: '30px', iconColor: '#ffffff'}"""


class EntPage:
    """A page of the ENT with whatever body, where a test plays the connector."""

    def __init__(self, context: BrowserContext, grounds: Grounds, html: str) -> None:
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.init = f"Webchat.init({GIVEN % grounds.bot_url})"
        self.script = grounds.bot_url + SCRIPT
        grounds.own_page = html
        self.page.goto(grounds.ent_url + OWN_PAGE)

    def plays_the_connector(self) -> None:
        self.page.add_script_tag(url=self.script)
        self.page.evaluate(self.init)

    @property
    def launcher(self):
        return self.page.get_by_role("button", name=re.compile("Besoin de parler"))

    def opens(self) -> None:
        self.launcher.click()
        expect(self.page.frame_locator("#iframe-bot").get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)


@pytest.fixture
def ent_page(grounds: Grounds, browse):
    def make(html: str, **settings: Any) -> EntPage:
        return EntPage(browse(**settings), grounds, html)

    return make


def test_the_portal_with_the_hook_shows_the_button_to_those_who_have_the_right(grounds: Grounds, browse, picture):
    pupil = Visitor(browse(), grounds.ent_url)
    pupil.signs_in_to_the_ent("lea.martin")
    expect(pupil.page.get_by_role("button", name=re.compile("Besoin de parler"))).to_be_visible()
    picture(pupil.page, "1-button")
    pupil.opens_the_assistant()
    picture(pupil.page, "2-button-open")
    teacher = Visitor(browse(), grounds.ent_url)
    teacher.signs_in_to_the_ent("mme.garnier")
    teacher.page.wait_for_load_state("networkidle")

    assert teacher.page.get_by_role("button", name=re.compile("Besoin de parler")).count() == 0


def test_the_react_home_has_no_hook_and_the_application_is_there(grounds: Grounds, browse, picture):
    grounds.new_home_for("lea.martin")
    pupil = Visitor(browse(), grounds.ent_url)
    pupil.signs_in_to_the_ent("lea.martin")
    expect(pupil.page.locator(".apps").get_by_role("link", name=re.compile("parlons-en"))).to_be_visible()
    picture(pupil.page, "3-react-home")

    assert pupil.page.locator("#iframe-bot, script[src*=chatbot]").count() == 0


def test_the_frame_is_there_as_soon_as_init_returns_with_all_the_options_of_the_connector(ent_page):
    ent = ent_page("<p>Accueil</p>")
    ent.page.add_script_tag(url=ent.script)
    there = ent.page.evaluate(
        f"() => {{ {ent.init}; const frame = document.querySelector('#iframe-bot');"
        "frame.style.background = '#ffffff'; return frame.tagName; }"
    )

    assert there == "IFRAME"
    assert ent.errors == []


def test_called_twice_there_is_one_button_one_frame_and_one_conversation(ent_page):
    ent = ent_page("<p>Accueil</p>")
    ent.plays_the_connector()
    ent.page.evaluate(ent.init)
    ent.plays_the_connector()
    ent.opens()
    ent.page.evaluate(ent.init)

    assert ent.page.locator("iframe").count() == 1
    assert ent.page.get_by_role("button").count() == 1  # the other one is hidden while the frame is open
    assert ent.page.evaluate("frames.length") == 1


def test_taken_out_by_the_page_and_called_again_it_comes_back_and_works_once(ent_page):
    ent = ent_page("<p>Accueil</p>")
    ent.plays_the_connector()
    ent.opens()
    ent.page.evaluate("document.querySelectorAll('html > button, html > iframe').forEach((one) => one.remove())")
    ent.page.evaluate(ent.init)
    ent.opens()
    ent.page.get_by_role("button", name="Réduire").click()

    expect(ent.launcher).to_be_visible()
    assert ent.page.locator("iframe").count() == 1


def test_called_before_there_is_a_body_the_button_is_there(ent_page, grounds: Grounds):
    head = f"<!doctype html><html><head><script src='{grounds.bot_url}{SCRIPT}'></script><script>BODY = document.body;"
    ent = ent_page(f"{head}Webchat.init({GIVEN % grounds.bot_url})</script></head><body><p>Accueil</p></body></html>")

    assert ent.page.evaluate("BODY") is None
    expect(ent.page.locator("body > p")).to_be_visible()
    ent.opens()
    assert ent.errors == []


RULES = """* {{ all: unset !important; display: none !important; position: static !important; color: red !important;
  visibility: hidden; opacity: .1; transform: scale(.1); direction: rtl }} html, body, p {{ display: block !important }}
  iframe {{ width: 1px !important; height: 1px !important }} button {{ font-size: 1px !important; padding: 0 !important }}
  [aria-expanded] {{ left: -999px !important }} {extra}"""


@pytest.mark.parametrize(
    "html",
    [
        "<style>*,*::before{{margin:0;padding:0;border:0;font:inherit;box-sizing:border-box}}</style><p>Accueil</p>",
        f"<style>{RULES}</style><p>Accueil</p>",
        '<html dir="rtl" lang="ar"><p>مرحبا</p></html>',
        "<style>body{{transform:translateX(40px);filter:blur(0);overflow:hidden;height:50px}}</style><p>Accueil</p>",
        "<style>html{{font-size:4px;direction:rtl;writing-mode:vertical-rl;color-scheme:dark}}</style><p>Accueil</p>",
    ],
    ids=["reset", "hostile rules", "right to left", "moving body", "odd root"],
)
def test_no_style_of_the_page_moves_hides_or_shrinks_it(ent_page, html: str):
    ent = ent_page("<!doctype html>" + html.format(extra=""))
    ent.plays_the_connector()
    box = ent.launcher.bounding_box()

    assert box is not None
    assert box["height"] >= 44
    assert box["width"] >= 150
    assert 1280 - 20 <= box["x"] + box["width"] <= 1280
    assert 800 - 20 <= box["y"] + box["height"] <= 800
    ent.opens()
    frame = ent.page.locator("#iframe-bot").bounding_box()
    assert frame is not None
    assert (round(frame["width"]), round(frame["height"])) == (400, 640)
    assert (
        ent.page.evaluate(
            "getComputedStyle(document.querySelector('html > button')).direction + getComputedStyle(document.querySelector('html > button')).opacity"
        )
        == "ltr1"
    )


def test_a_page_that_is_drawn_again_and_again_keeps_the_conversation(ent_page):
    ent = ent_page("<div id='root'></div>")
    ent.page.evaluate(
        "setInterval(() => { document.body.innerHTML = `<div id='root'>${Date.now()} {{digest}}</div>`; }, 20)"
    )
    ent.plays_the_connector()
    ent.opens()
    ent.page.wait_for_timeout(300)

    expect(ent.page.frame_locator("#iframe-bot").get_by_test_id("bubble-bot").first).to_be_visible()


@pytest.mark.parametrize(
    "theirs",
    ["window.Webchat = {init() { theirs = 1; }, open() {}}", "Object.freeze(window.Webchat = function () {})"],
    ids=["another product", "a function"],
)
def test_another_global_of_the_same_name_does_not_take_the_place_of_ours(ent_page, theirs: str):
    ent = ent_page(f"<script>theirs = 0; {theirs}</script><p>Accueil</p>")
    ent.plays_the_connector()
    ent.opens()

    assert ent.page.evaluate("theirs") == 0
    assert ent.errors == []

"""The loader reads nothing of the ENT's page, gives it nothing, and asks the network for nothing but the frame's page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ways_in.grounds import OWN_PAGE, Grounds
from tests.ways_in.visitor import Visitor

pytestmark = pytest.mark.browser
# Every door by which a script could learn something of a page or tell it: each use is written down, with its name.
WATCH = """
window.used = [];
const watch = (owner, name, where) => {
  const given = Object.getOwnPropertyDescriptor(owner, name);
  if (!given) return;
  const note = () => used.push(where + '.' + name);
  const watched = {configurable: true};
  if (given.value !== undefined) watched.value = function (...rest) { note(); return given.value.apply(this, rest); };
  if (given.get) watched.get = function () { note(); return given.get.call(this); };
  if (given.set) watched.set = function (value) { note(); given.set.call(this, value); };
  Object.defineProperty(owner, name, watched);
};
const all = {
  Document: ['cookie', 'title', 'referrer', 'URL', 'documentURI', 'baseURI', 'lastModified', 'body', 'forms', 'links',
    'images', 'scripts', 'activeElement', 'querySelector', 'querySelectorAll', 'getElementById', 'getElementsByTagName',
    'getElementsByClassName', 'getElementsByName', 'write', 'execCommand', 'createTreeWalker', 'elementFromPoint'],
  Node: ['textContent', 'childNodes', 'firstChild', 'parentNode', 'cloneNode'],
  Element: ['innerHTML', 'outerHTML', 'getAttribute', 'attributes', 'children', 'querySelector', 'querySelectorAll',
    'getElementsByTagName', 'closest', 'matches'],
  HTMLElement: ['innerText', 'outerText', 'dataset'],
  HTMLInputElement: ['value'], HTMLTextAreaElement: ['value'],
  Storage: ['getItem', 'setItem', 'key', 'length', 'removeItem', 'clear'],
  History: ['pushState', 'replaceState', 'state'],
  Navigator: ['userAgent', 'language', 'languages', 'sendBeacon', 'clipboard', 'plugins', 'serviceWorker', 'geolocation'],
  XMLHttpRequest: ['open', 'send'], EventSource: [], WebSocket: ['send'], MutationObserver: ['observe'],
  IDBFactory: ['open', 'databases'], CacheStorage: ['open', 'match'], Performance: ['getEntries', 'getEntriesByType'],
};
for (const [type, names] of Object.entries(all)) for (const name of names) watch(window[type].prototype, name, type);
for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'fetch', 'getSelection', 'name', 'status'])
  watch(window, name, 'window');
"""
# What it may: write the words of its own two buttons.
OWN = {"Node.textContent"}


@pytest.fixture
def page(grounds: Grounds, browse) -> Page:
    """A page of the ENT with something to steal, whose every door is watched from before the loader's first line."""
    grounds.own_page = (
        "<!doctype html><title>Léa Martin, 3e B</title><p id='secret'>moyenne : 12</p><input value='secret'>"
        f"<script>localStorage.setItem('k', 'v'); document.cookie = 'c=v';{WATCH}</script>"
        f"<script src='{grounds.bot_url}/loader.js'></script>"
    )
    page = browse().new_page()
    page.goto(grounds.ent_url + OWN_PAGE)
    page.evaluate(f"Webchat.init({{botURL: '{grounds.bot_url}'}})")
    return page


def test_the_watch_sees_what_a_curious_script_would_do(page: Page):
    page.evaluate("""() => { used.length = 0; document.title; document.cookie; localStorage.getItem('k');
      document.getElementById('secret').textContent; document.querySelector('input').value; fetch('/x').catch(() => 0); }""")

    assert page.evaluate("used") == [
        *("Document.title", "Document.cookie", "window.localStorage", "Storage.getItem", "Document.getElementById"),
        *("Node.textContent", "Document.querySelector", "HTMLInputElement.value", "window.fetch"),
    ]


def test_it_reads_no_title_cookie_store_or_word_and_touches_only_its_own_words(page: Page):
    page.get_by_role("button", name=re.compile("Besoin de parler")).click()
    expect(page.frame_locator("#iframe-bot").get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    page.evaluate("Webchat.init({botURL: 'http://ailleurs.localhost'})")

    assert set(page.evaluate("used")) <= OWN


def test_it_leaves_in_the_page_one_global_two_buttons_one_frame_and_nothing_in_its_stores(page: Page):
    before = """() => { const clean = document.createElement('iframe'); document.body.append(clean);
      const known = new Set(Object.getOwnPropertyNames(clean.contentWindow)); clean.remove();
      return Object.getOwnPropertyNames(window).filter((name) => !known.has(name)); }"""
    mine = set(page.evaluate(before)) - {"used", "watch", "all"}

    assert "Webchat" in mine
    assert {name for name in mine if not name.startswith(("__", "0", "console"))} <= {"Webchat", "iframe-bot"}
    assert page.evaluate("[...document.documentElement.children].map((one) => one.localName)") == [
        *("head", "body", "button", "button", "iframe")
    ]
    assert page.evaluate("document.body.innerText").split() == ["moyenne", ":", "12"]
    assert page.evaluate("[document.cookie.includes('parlons'), localStorage.length, sessionStorage.length]") == [
        False,
        1,
        0,
    ]


def test_before_it_is_opened_it_asks_nothing_of_the_network_and_then_only_the_frames_page(grounds: Grounds, browse):
    grounds.own_page = f"<!doctype html><script src='{grounds.bot_url}/loader.js'></script><p>Accueil</p>"
    page = browse().new_page()
    asked: list[tuple[str, str | None]] = []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("referer"))))
    page.goto(grounds.ent_url + OWN_PAGE + "?eleve=lea")
    page.evaluate(f"Webchat.init({{botURL: '{grounds.bot_url}'}})")
    page.wait_for_timeout(500)
    at_rest = [url for url, _ in asked if "favicon" not in url]
    page.get_by_role("button", name=re.compile("Besoin de parler")).click()
    expect(page.frame_locator("#iframe-bot").get_by_test_id("bubble-bot").first).to_be_visible(timeout=20_000)
    of_the_frame = asked[len(asked) - len([url for url, _ in asked if url not in at_rest]) :]

    assert at_rest == [grounds.ent_url + OWN_PAGE + "?eleve=lea", grounds.bot_url + "/loader.js"]
    assert {url.split("/", 3)[2] for url, _ in of_the_frame if "favicon" not in url} == {grounds.bot_url[7:]}
    assert not any("lea" in (referrer or "") for _, referrer in asked)


def test_it_hears_nobody_but_its_own_frame(page: Page, grounds: Grounds):
    page.evaluate(
        """(origin) => { for (const type of ['open', 'leave', 'close']) for (const source of [window, null])
          window.dispatchEvent(new MessageEvent('message', {data: {type: 'parlons-en:' + type, url: 'https://pirate.example/'},
            origin, source})); window.postMessage({type: 'parlons-en:leave', url: 'https://pirate.example/'}, '*'); }""",
        grounds.bot_url,
    )
    page.wait_for_timeout(300)

    assert page.url == grounds.ent_url + OWN_PAGE


def test_it_opens_only_the_ents_own_authorisation_page_and_leaves_only_for_a_site(grounds: Grounds, browse):
    visitor = Visitor(browse(), grounds.ent_url)
    visitor.comes()
    frame = next(frame for frame in visitor.page.frames if "/assistant" in frame.url)
    origin = grounds.ent_url
    for url in (
        "https://pirate.example/auth/oauth2/auth?",
        f"{origin}.pirate.example/auth/oauth2/auth?",
        f"{origin}/auth/logout",
        "javascript:alert(1)",
    ):
        frame.evaluate("(url) => parent.postMessage({type: 'parlons-en:open', url}, '*')", url)
    for url in ("javascript:document.title='touché'", "data:text/html,touché", "/ailleurs", None):
        frame.evaluate("(url) => parent.postMessage({type: 'parlons-en:leave', url}, '*')", url)
    visitor.page.wait_for_timeout(400)

    assert len(visitor.context.pages) == 1
    assert re.search("timeline", visitor.page.url)
    assert visitor.page.title() != "touché"


# docs/adr/0015: whoever writes the call may say one word of the level and one of the profile; the loader looks neither up.
@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("", "/assistant#bulle"),
        ("/?register=lycee&profil=famille", "/assistant?register=lycee&profil=famille#bulle"),
        ("/autre/chemin?ecole=0330139P#ici", "/assistant?ecole=0330139P#bulle"),
    ],
)
def test_it_passes_on_the_words_of_the_address_it_is_given_and_no_other(
    grounds: Grounds, browse, said: str, asked: str
):
    grounds.own_page = f"<!doctype html><script src='{grounds.bot_url}/loader.js'></script><p>Accueil</p>"
    page = browse().new_page()
    page.goto(grounds.ent_url + OWN_PAGE + "?eleve=lea")
    page.evaluate(f"Webchat.init({{botURL: '{grounds.bot_url}{said}'}})")
    page.get_by_role("button", name=re.compile("Besoin de parler")).click()

    assert page.locator("#iframe-bot").get_attribute("src") == grounds.bot_url + asked

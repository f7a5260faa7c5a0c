"""Every state of the pages that a person meets, walked on the real product: axe-core finds nothing, nothing is cut off at 400 %, and a
picture of each is kept in two sizes (`bin/pictures` makes the contact sheets of them).

The tests of this file are one story: each goes on where the one before stopped.
"""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from cli.demo_referents import PASSPHRASE
from tests.journey.conftest import Running
from tests.journey.referent import Referent
from tests.pages.alone import PupilAlone
from tests.pages.lighthouse import Lighthouse
from tests.pages.looking import WIDE, Looker
from web.problems import STATUS_OF
from web.sentences import Sentences

pytestmark = pytest.mark.browser
# What a screen reader is told, and every move of the focus; what was told is taken out of the page again after a while.
REMEMBER = """() => { window.moved = []; window.heard = [];
  document.addEventListener('focusin', (one) => window.moved.push(one.target.outerHTML.slice(0, 80)));
  const told = (changes) => changes.forEach((change) => change.addedNodes.forEach((one) => window.heard.push(one.textContent)));
  document.querySelectorAll('[role=status], [role=alert]').forEach((live) =>
    new MutationObserver(told).observe(live, { childList: true, subtree: true })); }"""
WORDS, WORD = "On se moque de moi tous les jours à la cantine.", "parapluie"


@pytest.fixture(scope="module")
def pupil(window: BrowserContext, running: Running) -> PupilAlone:
    return PupilAlone(window, running.settings.ent_url, running.settings.bot_url)


@pytest.fixture
def page(pupil: PupilAlone) -> Page:
    return pupil.page


@pytest.fixture
def other(chromium: Browser) -> Iterator[Page]:
    """Another window, of somebody who has not signed in."""
    context = chromium.new_context(locale="fr-FR", viewport=WIDE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def nothing_is_wrong(looker: Looker) -> None:
    wrong = {name: troubles for name, troubles in looker.found.items() if troubles}
    looker.found.clear()
    assert wrong == {}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/aide", "numeros"),
        ("/aide/sans-reseau", "numeros-sans-reseau"),
        ("/reperes", "reperes"),
        ("/tes-mots", "tes-mots"),
        ("/tes-mots/primaire", "tes-mots-primaire"),
    ],
)
def test_the_pages_without_a_conversation(other: Page, running: Running, looker: Looker, path: str, name: str):
    other.goto(running.settings.bot_url + path)
    looker.look(other, f"eleve-0-{name}")
    nothing_is_wrong(looker)


@pytest.mark.parametrize(
    "path", ["/assistant", "/aide", "/aide/sans-reseau", "/reperes", "/tes-mots", "/desk", "/administration"]
)
def test_a_first_visit_is_whole_for_lighthouse(running: Running, lighthouse: Lighthouse, path: str):
    lighthouse.opens(f"visite{path}", running.settings.bot_url + path)
    assert lighthouse.not_whole == {}


def test_the_conversation(
    referents: list[Referent], pupil: PupilAlone, page: Page, looker: Looker, lighthouse: Lighthouse
):
    for referent in referents:
        referent.opens_the_desk(PASSPHRASE)
        looker.found.clear()
    pupil.opens_the_assistant()
    looker.look(page, "eleve-1-bonjour")
    pupil.writes("on se moque de moi tous les jours à la cantine")
    looker.look(page, "eleve-2-reponse")
    lighthouse.looks_at("eleve-2-reponse", "/assistant")
    page.get_by_test_id("numbers").click()
    expect(page.get_by_role("heading", name=re.compile("^3018"))).to_be_visible()
    looker.look(page, "eleve-3-les-numeros")
    page.get_by_role("button", name="Revenir à la discussion").click()
    page.get_by_test_id("display").click()
    looker.look(page, "eleve-4-affichage")
    page.get_by_role("button", name="Revenir à la discussion").click()
    page.get_by_test_id("notice-open").click()
    expect(page.get_by_role("heading", name="Tes droits")).to_be_attached()
    looker.look(page, "eleve-4-tes-mots")
    page.get_by_test_id("notice-close").click()
    nothing_is_wrong(looker)
    assert lighthouse.not_whole == {}


def test_each_answer_is_announced_once_and_in_order_and_the_focus_stays_where_it_is(pupil: PupilAlone, page: Page):
    page.get_by_test_id("write").focus()
    page.evaluate(REMEMBER)
    answers = page.get_by_test_id(re.compile("^message"))
    said = []
    for words in ("ça dure depuis un mois", "ils rigolent quand je passe dans le couloir"):
        before = answers.count()
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        expect(answers).to_have_count(before + 1, timeout=20_000)
        bubbles = answers.last.get_by_test_id("bubble-bot").all_text_contents()
        said.append(" ".join(as_typed(text).removeprefix("Assistant : ") for text in bubbles))
    page.wait_for_timeout(1_000)
    heard = [as_typed(text) for text in page.evaluate("window.heard")]

    assert len(heard) == len(said)
    assert all(one in text for one, text in zip(said, heard, strict=True))
    assert page.evaluate("window.moved") == []
    expect(page.get_by_test_id("write")).to_be_focused()


def as_typed(text: str) -> str:
    """With plain spaces."""
    return text.replace("\xa0", " ")


def test_the_message_to_adults(pupil: PupilAlone, page: Page, looker: Looker, lighthouse: Lighthouse):
    assert pupil.asked_for("sealing.js") == 0  # it loads when the composer opens, and not before
    page.get_by_test_id("choice-handoff").last.click()
    expect(page.get_by_test_id(re.compile("^sign-in(-fallback)?$")).first).to_be_visible()
    assert pupil.asked_for("sealing.js") == 1
    looker.look(page, "eleve-5-connexion")
    pupil.signs_in_from_the_assistant()
    expect(page.get_by_test_id("step-readers")).to_be_visible()
    looker.look(page, "eleve-6-qui-lit")
    pupil.goes_on("readers")
    looker.look(page, "eleve-6-question")
    page.get_by_test_id("harm-no").check()
    pupil.goes_on("question")
    pupil.writes_the_text(WORDS)
    looker.look(page, "eleve-7-texte")
    page.get_by_test_id("voice").click()
    looker.look(page, "eleve-7-voix")
    pupil.goes_on("voice")
    pupil.goes_on("text")
    page.get_by_test_id("word").fill(WORD)
    looker.look(page, "eleve-8-mot")
    pupil.goes_on("word")
    expect(page.get_by_test_id("step-summary")).to_be_visible()
    looker.look(page, "eleve-9-avant-d-envoyer")
    lighthouse.looks_at("eleve-9-avant-d-envoyer", "/assistant")
    pupil.sends()
    looker.look(page, "eleve-a-envoye")
    pupil.opens_the_assistant()
    pupil.asks_for_news(WORD)
    looker.look(page, "eleve-b-nouvelles")
    pupil.goes_on("state")
    nothing_is_wrong(looker)
    assert lighthouse.not_whole == {}


def test_a_danger_and_an_assistant_that_is_gone(pupil: PupilAlone, page: Page, running: Running, looker: Looker):
    pupil.writes("mon père arrive avec un couteau, là, maintenant")
    expect(page.get_by_test_id("message-urgent").last).to_be_visible()
    looker.look(page, "eleve-c-danger")
    running.stack.kill("rasa")
    page.get_by_test_id("write").fill("tu es là ?")
    page.get_by_test_id("send").click()
    expect(page.locator(".trouble")).to_be_visible(timeout=30_000)
    looker.look(page, "eleve-d-panne")
    nothing_is_wrong(looker)


def test_an_assistant_that_is_full(other: Page, running: Running, looker: Looker):
    """The refusal that a full process gives, with the cards that this one gives with any other."""
    url = running.settings.bot_url
    port = running.settings.port_base + 1  # `*.localhost` is known to browsers only
    refused = httpx.post(f"http://127.0.0.1:{port}/api/session", json={}).json()
    full = {**refused, "error": "assistant_full", "message": Sentences.load().get("errors.assistant_full")}
    other.route("**/api/session", lambda route: route.fulfill(status=STATUS_OF["assistant_full"], json=full))
    other.goto(f"{url}/assistant")
    expect(other.get_by_test_id("not-opened")).to_be_visible()
    looker.look(other, "eleve-e-complet")
    nothing_is_wrong(looker)


def test_the_desk(referents: list[Referent], other: Page, running: Running, looker: Looker, lighthouse: Lighthouse):
    other.goto(f"{running.settings.bot_url}/desk")
    expect(other.get_by_test_id("sign-in-go")).to_be_visible()
    looker.look(other, "referent-0-porte")
    one = referents[0]
    one.waits_for_messages(1)
    looker.look(one.page, "referent-2-messages")
    assert one.reads_all() == [WORDS]
    looker.look(one.page, "referent-3-message")
    other.goto("about:blank")  # the only page of the desk that Lighthouse finds is that referent's
    referents[1].page.goto("about:blank")
    lighthouse.looks_at("referent-3-message", "/desk")
    one.keys()
    looker.look(one.page, "referent-4-cles")
    lighthouse.looks_at("referent-4-cles", "/desk")
    one.turns_to("log")
    expect(one.page.get_by_test_id("log-whole")).to_be_visible()
    looker.look(one.page, "referent-5-registre")
    one.turns_to("settings")
    expect(one.page.get_by_test_id("absence")).to_be_visible()
    looker.look(one.page, "referent-6-reglages")
    one.prints_a_sheet()
    one.page.get_by_test_id("guide-rehearse").click()
    expect(one.page.get_by_test_id("rehearsal")).to_be_visible()
    looker.look(one.page, "referent-7-repetition")
    one.comes_back()
    looker.look(one.page, "referent-1-ouvrir")
    nothing_is_wrong(looker)
    assert lighthouse.not_whole == {}


def test_the_administration(other: Page, running: Running, looker: Looker, lighthouse: Lighthouse):
    other.goto(f"{running.settings.bot_url}/administration")
    looker.look(other, "administrateur-0-porte")
    other.get_by_role("link", name=re.compile("ENT")).first.click()
    other.get_by_label("Identifiant").fill("mme.besson")
    other.get_by_label("Mot de passe").fill("demo")
    other.get_by_role("button", name="Se connecter", exact=True).click()
    other.wait_for_url(re.compile("/administration"))
    looker.look(other, "administrateur-1-accueil")
    lighthouse.looks_at("administrateur-1-accueil", "/administration")
    links = other.locator("main a[href*='/administration/schools/']")
    paths = sorted({link.get_attribute("href") or "" for link in links.all()} - {""})
    pages = [path for path in paths if "/kit" not in path and "/check" not in path]
    assert pages
    for number, path in enumerate(pages[:6], start=2):
        other.goto(running.settings.bot_url + path)
        heading = other.get_by_role("heading", level=1).inner_text().splitlines()[0]
        title = re.sub(r"\W+", "-", heading.lower()).strip("-")
        looker.look(other, f"administrateur-{number}-{title}")
    nothing_is_wrong(looker)
    assert lighthouse.not_whole == {}

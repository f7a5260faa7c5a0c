"""The map and the local page in Chromium, as an editor opens them: both schemes, a telephone, paper, no script, the keyboard."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cli.process import ROOT
from content.check.place import Place
from content.map.dialogue import read_dialogue
from content.map.page import map_page
from tests.axe import violations

pytestmark = pytest.mark.browser
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1200, "height": 900}
PATIENCE = 120_000  # milliseconds: a bot is started, on a busy machine


@pytest.fixture(scope="module")
def map_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "carte.html"
    dialogue = read_dialogue(Place(ROOT, date(2026, 11, 23)))
    path.write_text(map_page(dialogue, "23/11/2026 à 06h00").html, encoding="utf-8")
    return path


@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)])
def test_the_map_is_read_by_everyone_and_asks_nothing_of_the_network(
    chromium: Browser, map_file: Path, scheme: str, size: dict[str, int]
):
    context = chromium.new_context(color_scheme=scheme, viewport=size)
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(map_file.as_uri())
    assert asked == [map_file.as_uri()]
    assert said == []  # its own policy lets its style and script work
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert violations(page) == []
    context.close()


def test_the_map_is_searched_and_a_link_finds_what_the_search_hid(chromium: Browser, map_file: Path):
    page = chromium.new_context().new_page()
    page.goto(map_file.as_uri())
    page.keyboard.press("Tab")
    expect(page.get_by_label("Chercher un mot")).to_be_focused()
    page.keyboard.type("ECRIRE AUX ADULTES DE MON ECOLE")  # without accents, in capitals
    expect(page.locator("#utter_harcelement")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(" scènes sur ")
    hidden = page.locator("#utter_suicide")
    expect(hidden).to_be_hidden()
    page.evaluate("location.hash = 'utter_suicide'")
    expect(hidden).to_be_visible()
    expect(hidden).to_be_in_viewport()
    page.context.close()


def test_the_map_is_whole_without_script_and_on_paper(chromium: Browser, map_file: Path):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(map_file.as_uri())
    expect(page.locator("#search")).to_be_hidden()
    page.locator("#utter_harcelement").get_by_role("link", name="Que faire maintenant ?").first.click()
    assert page.url.endswith("#utter_que_faire")
    expect(page.locator("#utter_que_faire")).to_be_in_viewport()
    page.emulate_media(media="print")
    assert page.pdf(format="A4").startswith(b"%PDF")
    context.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [ROOT / "bin" / "parlons-en", "content", "page"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=True, viewport=PHONE, color_scheme="dark")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_a_conversation_is_played_at_its_hour_and_level_and_given_as_a_story(page: Page):
    page.get_by_label("Heure").fill("2026-11-24T23:30")
    page.get_by_label("Niveau").select_option("primaire")
    page.get_by_label("Ce que l'élève écrit").fill("ils se moquent de moi tous les jours à la cantine")
    page.keyboard.press("Enter")
    last = page.locator("#dernier")
    expect(last).to_contain_text("Être méchant souvent", timeout=PATIENCE)
    cards = last.inner_text()
    assert cards.index("119, Allô enfance") < cards.index("3018, e-Enfance")  # the 3018 is shut at 23:30
    assert "compris : harcelement" in cards
    assert "parce que" in cards
    page.get_by_role("button", name="Que faire maintenant ?").click()
    expect(last).to_contain_text("la maîtresse")
    page.get_by_text("En faire une histoire").first.click()
    expect(page.get_by_role("region", name="En faire une histoire")).to_contain_text("bouton: Que faire maintenant ?")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Revenir d'un tour").click()
    expect(last).to_contain_text("Être méchant souvent")
    page.get_by_role("button", name="Recommencer").click()
    expect(page.locator(".talk")).to_have_count(0)


def test_a_sentence_is_explained_as_words_never_as_a_tag(page: Page):
    page.get_by_label("Une phrase").fill("mon daron me tape <b>fort</b>")
    page.keyboard.press("Enter")
    why = page.get_by_role("region", name="Ce qui est compris, et pourquoi")
    expect(why).to_contain_text("violence dans la famille", timeout=PATIENCE)
    expect(why).to_contain_text("Pourquoi :")
    assert page.locator("pre b").count() == 0
    assert violations(page) == []
    assert "daron" not in page.url


def test_each_remark_leads_to_its_place_on_the_map(page: Page):
    for _ in range(60):
        if page.locator(".remarks").count():
            break
        page.wait_for_timeout(2000)
        page.reload()
    expect(page.locator("#remarques ~ p").first).to_contain_text("Relus le")
    assert violations(page) == []
    link = page.locator(".remarks a").first
    anchor = (link.get_attribute("href") or "").partition("#")[2]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    link.click()
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    expect(page.get_by_role("search")).to_be_visible()  # its script works under the policy of the answer too
    assert said == []

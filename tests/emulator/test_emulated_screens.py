from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.emulator.running_ent import message

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
READ = "net-atos-entng-actualites-controllers-InfoController|read"
PATH = "/actualites/api/v1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, ent) -> Iterator[Page]:
    context = browser.new_context(base_url=ent.url)
    shown = context.new_page()
    troubles: list[str] = []
    shown.on("pageerror", lambda error: troubles.append(str(error)))
    yield shown
    context.close()
    assert troubles == []


def enter(page: Page, login: str) -> None:
    page.goto("/auth/login")
    page.fill("input[name=email] >> visible=true", login)
    page.fill("input[name=password] >> visible=true", "demo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/timeline")


def draft(ent) -> int:
    besson = ent.signed_in("mme.besson")
    thread = {"title": "Vie scolaire", "mode": 0, "structure": {"id": "col-zola"}}
    id_ = besson.post(f"{PATH}/threads", json=thread).json()["id"]
    info = {"title": "Une oreille", "thread_id": id_, "content": "<p>Un texte.</p>", "status": 1}
    made: int = besson.post(f"{PATH}/infos", json=info).json()["id"]
    return made


@pytest.mark.browser
def test_a_pupil_writes_to_the_group_with_the_keyboard_alone(page: Page, ent):
    enter(page, "lea.martin")
    page.goto("/conversation/conversation")
    page.focus("#write")
    page.keyboard.press("Enter")
    page.wait_for_selector(".compose input:focus")
    page.keyboard.type("violences")
    page.wait_for_selector(".results button")
    assert page.inner_text(".results") == "Violences, parlons-en, groupe, 4 personnes"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chosen button")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Bonjour")
    page.keyboard.press("Tab")
    page.keyboard.type("Je voudrais vous parler.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Message envoyé à 4 personnes.")
    [sent] = ent.captured("messages")
    assert (sent["state"], sent["subject"], sent["body"]) == ("SENT", "Bonjour", "<p>Je voudrais vous parler.</p>")


@pytest.mark.browser
def test_nothing_leaves_without_a_recipient_and_a_refusal_is_said(page: Page, ent):
    enter(page, "lea.martin")
    page.goto("/conversation/conversation#/new-mail")
    page.fill(".compose input[required]", "Objet")
    page.fill(".compose textarea", "Texte")
    page.click(".compose button:text('Envoyer')")
    page.wait_for_selector("text=Choisissez au moins un destinataire")
    page.fill(".compose input[type=search]", "zzz")
    page.wait_for_selector("text=Personne de ce nom")
    page.fill(".compose input[type=search]", "lemoine")
    page.click(".results button")
    ent.change_group(members=[])
    page.click(".compose button:text('Envoyer')")
    page.wait_for_selector("text=L’ENT a refusé : un destinataire")
    assert all(row["state"] == "DRAFT" for row in ent.captured("messages"))


@pytest.mark.browser
def test_what_came_before_is_folded_in_the_reader(page: Page, ent):
    ent.bearer("lea.martin").post("/conversation/send", json=message(body="<p>Nouveau</p><hr><p>Ancien</p>"))
    enter(page, "mme.lemoine")
    page.goto("/conversation/conversation")
    page.click("#messages button")
    page.wait_for_selector(".letter details")
    assert page.is_hidden("text=Ancien")
    page.click("text=Messages précédents")
    assert page.is_visible("text=Ancien")


@pytest.mark.browser
def test_an_administrator_publishes_a_draft_and_the_pupils_find_it_on_the_portal(page: Page, ent):
    draft(ent)
    enter(page, "mme.besson")
    page.click("nav >> text=Actualités")
    page.wait_for_selector("section:has(h2:text('Brouillons')) >> text=Une oreille")
    page.click("text=Choisir qui la lit")
    page.check("text=Élèves du groupe Collège Émile-Zola")
    page.click("text=Enregistrer les lecteurs")
    page.wait_for_selector("text=C’est fait.")
    page.click("section:has(h2:text('Brouillons')) >> button:text-is('Publier')")
    page.wait_for_selector("section:has(h2:text('Publiées')) >> text=Une oreille")
    page.click("text=Se déconnecter")
    enter(page, "lea.martin")
    page.wait_for_selector("#published >> text=Une oreille")
    page.wait_for_selector("#notifications >> text=Nadia Besson a publié une actualité : Une oreille")
    page.click("nav >> text=Actualités")
    page.wait_for_selector("text=Un texte.")
    assert page.locator("h2:text('Brouillons')").count() == 0
    assert page.locator("button:text-is('Publier')").count() == 0


@pytest.mark.browser
def test_the_portal_shows_what_is_new_and_leads_to_it(page: Page, ent):
    ent.bearer("lea.martin").post("/conversation/send", json=message())
    enter(page, "mme.lemoine")
    page.click("#notifications a")
    page.wait_for_selector(".letter >> text=Bonjour")
    page.goto("/auth/logout?callback=/auth/login")
    enter(page, "noe.petit")
    page.wait_for_selector("#notifications >> text=Rien de nouveau.")


@pytest.mark.browser
def test_a_project_without_messaging_or_news_does_not_lead_there(page: Page, ent):
    ent.anyone().post("/__test/options", json={"without": ["conversation", "actualites"]})
    enter(page, "lea.martin")
    page.wait_for_selector("#notifications >> text=Rien de nouveau.")
    assert page.locator("text=Messagerie").count() == 0
    assert page.locator("nav >> text=Actualités").count() == 0


def test_a_deleted_pupil_keeps_a_token_for_its_hour_and_no_name(ent):
    lea = ent.bearer("lea.martin")
    id_ = lea.post("/conversation/send", json=message()).json()["id"]
    ent.anyone().delete("/__test/users/lea.martin")
    assert lea.get("/conversation/count/outbox").json() == {"count": 1}
    shown = ent.signed_in("mme.lemoine").get(f"/conversation/api/messages/{id_}").json()
    assert shown["from"]["id"] == ""
    assert ent.anyone().post("/auth/login", data={"email": "lea.martin", "password": "demo"}).status_code == 200
    ent.advance(3601)
    assert lea.get("/conversation/count/outbox").status_code == 302


def test_a_school_is_removed_only_once_it_is_empty(ent):
    door = ent.anyone()
    assert door.delete("/__test/structures/lyc-camus").status_code == 409
    door.post("/__test/structures", json={"id": "vide", "name": "Vide"})
    assert door.delete("/__test/structures/vide").status_code == 204

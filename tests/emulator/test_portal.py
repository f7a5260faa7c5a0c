from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.emulator.running_ent import BOT, message

CHROMIUM = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
BOT_SCRIPT = f"{BOT}/backoffice/assets/scripts/embbed-chatbot.min.js"


def test_the_chatbot_right_is_for_pupils(ent):
    assert ent.signed_in("lea.martin").get("/chatbot/url").json() == {"chatbotUrl": BOT}
    for login in ("mme.lemoine", "parent.martin"):
        browser = ent.signed_in(login)
        assert browser.get("/chatbot/url").status_code == 401
        assert "chatbot.js" not in browser.get("/timeline/timeline").text
    assert "/chatbot/public/js/chatbot.js" in ent.signed_in("lea.martin").get("/timeline/timeline").text


def test_the_news_about_the_bubble_are_for_those_who_have_it(ent):
    assert "un endroit pour écrire" in ent.signed_in("lea.martin").get("/timeline/timeline").text
    assert "un endroit pour écrire" not in ent.signed_in("mme.lemoine").get("/timeline/timeline").text


def test_a_role_shows_the_connector_to_pupils_and_the_desk_to_referents(ent):
    def names(login: str) -> list[str]:
        return [app["name"] for app in ent.signed_in(login).get("/applications-list").json()["apps"]]

    assert names("lea.martin") == ["vpe-bot"]
    assert names("mme.lemoine") == ["vpe-desk"]
    assert names("parent.martin") == []


def test_small_answers_of_the_frame(ent):
    lea = ent.signed_in("lea.martin")
    assert json.loads(lea.get("/userbook/preference/language").json()["preference"]) == {"default-domain": "fr"}
    lea.put("/userbook/preference/widgets", content='{"a":1}')
    assert lea.get("/userbook/preference/widgets").json() == {"preference": '{"a":1}'}
    assert lea.get("/theme").json()["skin"] == lea.get("/skin").json()["skin"]
    assert lea.get("/locale").json() == {"locale": "fr"}
    assert lea.get("/conversation/conf/public").json()["mail-to-exercizer"] is False
    assert lea.get("/chatbot").status_code == 404


def test_a_csp_is_sent_when_the_operator_sets_one(start_ent):
    ent = start_ent(content_security_policy=f"frame-src {BOT}")
    assert ent.anyone().get("/auth/login").headers["content-security-policy"] == f"frame-src {BOT}"
    assert ent.signed_in("lea.martin").get("/timeline/timeline").headers["content-security-policy"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, ent) -> Iterator[Page]:
    context = chromium.new_context(base_url=ent.url)
    yield context.new_page()
    context.close()


def enter(page: Page, name: str) -> None:
    page.goto("/")
    page.click(f"text={name}")
    page.wait_for_url("**/timeline/timeline")


@pytest.mark.browser
def test_the_hook_loads_the_bots_script_and_calls_init(page: Page, ent):
    def bot(route: Route) -> None:
        route.fulfill(
            body="window.Webchat = { init: (given) => { window.given = given; } };", content_type="text/javascript"
        )

    page.route(BOT_SCRIPT, bot)
    enter(page, "Léa Martin")
    page.wait_for_function("window.given")
    assert page.evaluate("window.given") == {
        "botURL": BOT,
        "chatWidth": "300px",
        "chatHeight": "500px",
        "buttonSize": "60px",
        "buttonColor": "#e20037",
        "iconSize": "30px",
        "iconColor": "#ffffff",
    }
    assert page.locator(".chatbot-container > #webchat").count() == 1


@pytest.mark.browser
def test_a_referent_reads_a_message_follows_its_link_and_answers(page: Page, ent):
    hostile = '<img src="x" onerror="window.hit = 1"><script>window.hit = 1</script>'
    body = f'<p>Un message attend.</p><p><a href="{BOT}/desk#1">Ouvrir</a></p>{hostile}'
    ent.bearer("lea.martin").post("/conversation/send", json=message(body=body))
    enter(page, "Sophie Lemoine")
    assert page.inner_text("#unread").startswith("1")
    page.click("text=Messagerie >> nth=0")
    page.click("#messages button.unread")
    assert page.get_attribute(".letter a", "href") == f"{BOT}/desk#1"
    page.wait_for_selector("#unread", state="hidden")
    assert re.search(r"#/read-mail/[0-9a-f-]{36}$", page.url)
    page.click("summary")
    page.fill("textarea", "Bonjour Léa,\n<b>passe</b> me voir = demain")
    page.click("form button")
    page.wait_for_selector("text=Réponse envoyée.")
    assert page.evaluate("window.hit") is None
    lea = ent.bearer("lea.martin")
    [row] = lea.get("/conversation/api/folders/inbox/messages").json()
    body = lea.get(f"/conversation/api/messages/{row['id']}").json()["body"]
    assert body == "<p>Bonjour Léa,</p><p>&lt;b&gt;passe&lt;/b&gt; me voir = demain</p>"


@pytest.mark.browser
def test_a_pupil_finds_what_was_sent_and_can_throw_it_away_for_good(page: Page, ent):
    lea = ent.bearer("lea.martin")
    lea.post("/conversation/send", json=message())
    enter(page, "Léa Martin")
    page.goto("/conversation/conversation")
    page.click("text=Envoyés")
    page.click("#messages button")
    page.click("text=Mettre à la corbeille")
    page.wait_for_selector("text=Aucun message envoyé.")
    page.click("text=Corbeille")
    page.click("#messages button")
    page.click("text=Supprimer pour toujours")
    page.wait_for_selector("text=La corbeille est vide.")
    assert lea.get("/conversation/count/outbox").json() == {"count": 0}
    assert ent.signed_in("m.diallo").get("/conversation/count/inbox").json() == {"count": 1}


def authorisation(base: str) -> str:
    query = "response_type=code&client_id=vpe-bot&scope=userinfo&state=a1"
    return f"{base}/auth/oauth2/auth?{query}&redirect_uri={BOT}/ent/callback"


@pytest.mark.browser
def test_a_strict_session_follows_a_window_opened_by_the_ent_but_not_one_opened_by_the_bot(page: Page, ent):
    base = ent.url.replace("127.0.0.1", "ent.localhost")
    page.context.route(f"{BOT}/**", lambda route: route.fulfill(body="<p>le robot</p>", content_type="text/html"))
    page.goto(f"{base}/auth/login")
    page.click("text=Léa Martin")
    page.wait_for_url("**/timeline/timeline")
    with page.expect_popup() as opened:
        page.evaluate("address => { window.open(address); }", authorisation(base))
    opened.value.wait_for_url(re.compile(r"/ent/callback\?code=[0-9a-f-]{36}&state=a1$"))
    page.goto(f"{BOT}/assistant")
    with page.expect_popup() as opened:
        page.evaluate("address => { window.open(address); }", authorisation(base))
    opened.value.wait_for_url(re.compile(r"/auth/login\?callback="))

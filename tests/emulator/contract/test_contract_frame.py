from __future__ import annotations

import json

import httpx
import pytest

from tests.emulator.contract.bench.answers import is_forbidden, leads_to_login, media, shaped
from tests.emulator.contract.bench.connectors import registered
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.sentences import say
from tests.emulator.contract.bench.variants import variant


@fact("5.1/url")
def test_who_has_the_right_is_told_the_bots_address(ent):
    answer = ent.need_offer(ent.browser("pupil").get("/chatbot/url"), "chatbot")
    if is_forbidden(answer):
        pytest.skip(say("no_right", what="chatbot.view"))
    shaped("chatbot_url", answer)


@fact("5.1/url-refused")
def test_others_are_not(ent):
    answers = [ent.need_offer(ent.browser(role).get("/chatbot/url"), "chatbot") for role in ("relative", "guest")]
    assert any(is_forbidden(answer) for answer in answers)
    assert leads_to_login(ent.anyone().get("/chatbot/url"))


@fact("5.1/no-page")
def test_the_chatbot_has_no_page(ent):
    assert ent.browser("pupil").get("/chatbot").status_code == 404


@fact("5.1/script")
def test_the_portals_script_loads_ours_and_calls_it(ent):
    script = ent.need_offer(ent.browser("pupil").get("/chatbot/public/js/chatbot.js"), "chatbot")
    assert script.status_code == 200
    assert "javascript" in media(script)
    expected = (
        "chatbot-container",
        "webchat",
        "999999",
        "/backoffice/assets/scripts/embbed-chatbot.min.js",
        "Webchat.init",
        "iframe-bot",
    )
    settings = ("botURL", "300px", "500px", "60px", "#e20037", "30px", "#ffffff")
    assert [each for each in (*expected, *settings) if each not in script.text] == []


@fact("5.1/portal")
def test_the_portal_is_a_page_for_who_is_signed_in(ent):
    answer = ent.browser("pupil").get("/timeline/timeline")
    assert (answer.status_code, media(answer)) == (200, "text/html")
    assert leads_to_login(ent.anyone().get("/timeline/timeline"))


@fact("5.6/frame-option")
def test_pages_have_no_frame_option(ent):
    assert "x-frame-options" not in ent.browser("pupil").get("/timeline/timeline").headers


@fact("5.6/frame-source")
def test_a_content_policy_lets_the_assistant_in_its_frame(ent):
    policy = ent.browser("pupil").get("/timeline/timeline").headers.get("content-security-policy", "")
    sources = dict(each.strip().partition(" ")[::2] for each in policy.split(";"))
    allowed = sources.get("frame-src", sources.get("default-src", "*"))
    host = httpx.URL(ent.people.get("application.redirect_uri")).host
    assert "*" in allowed.split() or host in allowed


@fact("5.6/adapter")
def test_an_adapter_address_opens_the_frame_policy(ent):
    with variant(ent, "--csp", "default-src 'self'; frame-src 'self'") as other:
        bot = httpx.URL(other.people.get("application.redirect_uri"))
        with registered(other, address=f"{other.url}/adapter#{bot}") as connector:
            path = f"/appregistry/structure/{other.people.get('structure.id')}/application/external"
            given = other.browser("local_administrator").put(f"{path}/{connector.id}/authorize?profile=Student")
            assert given.status_code == 200
            policy = other.sign_in("pupil")[0].get("/timeline/timeline").headers["content-security-policy"]
    assert bot.host in policy.split("frame-src")[1].split(";")[0]


@fact("5.7/theme")
def test_the_theme_is_told_to_who_is_signed_in(ent):
    shaped("theme", ent.browser("pupil").get("/theme"))
    assert leads_to_login(ent.anyone().get("/theme"))


@fact("5.7/skin")
def test_the_skin_is_public(ent):
    shaped("skin", ent.anyone().get("/skin"))


@fact("5.7/locale")
def test_the_language_is_french_by_default(ent):
    assert shaped("locale", ent.anyone().get("/locale", headers={"Accept-Language": ""}))["locale"] == "fr"


@fact("0.6/language")
def test_the_browsers_language_is_followed(ent):
    english = {"Accept-Language": "en,fr;q=0.8"}
    assert ent.anyone().get("/locale", headers=english).json()["locale"].startswith("en")


@fact("5.7/preference")
def test_the_preferred_language_is_json_inside_json(ent):
    answer = ent.browser("pupil").get("/userbook/preference/language")
    preference = shaped("preference", answer)["preference"]
    assert preference is None or isinstance(json.loads(preference)["default-domain"], str)


@fact("5.7/theme-conf")
def test_the_themes_script_lists_the_themes(ent):
    answer = ent.need_offer(ent.browser("pupil").get("/assets/theme-conf.js"), "theme-conf.js")
    assert answer.status_code == 200
    assert "overriding" in answer.text


@fact("5.7/applications")
def test_ones_applications_are_listed(ent):
    answer = ent.need_offer(ent.browser("pupil").get("/applications-list"), "applications-list")
    assert (answer.status_code, media(answer)) == (200, "application/json")


@fact("2.13/ai-off", "2.13/ai-flag")
def test_texts_do_not_go_to_an_ai_and_the_settings_would_say_it(ent):
    assert not ent.browser("pupil").get("/conversation/conf/public").json().get("mail-to-exercizer")
    if ent.door:
        with variant(ent, "--mail-to-exercizer") as other:
            assert other.browser("pupil").get("/conversation/conf/public").json()["mail-to-exercizer"]


@fact("5.7/public-conf", "2.13/public")
@pytest.mark.parametrize("module", ["conversation", "timeline"])
def test_a_modules_public_settings_are_an_object(ent, module):
    shaped("object", ent.browser("pupil").get(f"/{module}/conf/public"))

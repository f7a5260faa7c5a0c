from __future__ import annotations

import pytest

from tests.emulator.running_ent import message

BLANK = "\u00a0"


@pytest.mark.parametrize(("sent", "shown"), [("", "fr"), ("en-GB,fr;q=0.5", "en"), ("es", "es"), ("*", "fr")])
def test_the_first_language_of_the_browser_is_followed(ent, sent, shown):
    assert ent.anyone().get("/locale", headers={"Accept-Language": sent}).json() == {"locale": shown}


def test_the_saved_language_wins_unless_the_browser_forces_its_own(ent):
    lea = ent.signed_in("lea.martin")
    lea.put("/userbook/preference/language", json={"default-domain": "es"})
    english = {"Accept-Language": "en"}
    assert lea.get("/locale", headers=english).json() == {"locale": "es"}
    assert lea.get("/locale", headers=english | {"X-Force-Language": "true"}).json() == {"locale": "en"}


def test_rights_are_named_after_class_and_method(ent):
    actions = ent.signed_in("lea.martin").get("/auth/oauth2/userinfo").json()["authorizedActions"]
    names = {action["name"] for action in actions}
    assert "org.entcore.conversation.controllers.ConversationController|createDraft" in names
    assert all("|" in name for name in names)


def test_a_no_break_space_protects_the_words(ent):
    words = f"une expression{BLANK}(raciste)"
    sent = ent.bearer("lea.martin").post("/conversation/send", json=message(body=f"<p>{words}</p>")).json()
    assert sent["body"] == f"<p>{words}</p>"


@pytest.mark.parametrize("name", ["preuve.age", "été « 2 ».age"])
def test_a_file_comes_back_under_its_name(ent, name):
    lea = ent.bearer("lea.martin")
    id_ = lea.post("/conversation/draft", json=message()).json()["id"]
    path = f"/conversation/message/{id_}/attachment"
    file = lea.post(path, files={"file": (name, b"a", "application/octet-stream")}).json()["id"]
    disposition = lea.get(f"{path}/{file}").headers["content-disposition"]
    assert disposition.startswith('attachment; filename="')
    assert name.isascii() != ("filename*=UTF-8''%C3%A9t%C3%A9" in disposition)


def test_what_does_not_exist_is_404_with_nothing_in_it(ent):
    besson = ent.signed_in("mme.besson")
    for path in ("/appregistry/application/conf/rien", "/workspace/document/rien", "/workspace/pub/document/rien"):
        answer = besson.get(path)
        assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize("gone", ["messageBody", "subject", "to", "from"])
def test_sending_for_someone_else_needs_every_field(ent, gone):
    lea = "a1d5c0de-0000-4000-8000-000000000001"
    letter = {"messageBody": "<p>x</p>", "subject": "s", "to": [lea], "from": lea, "username": "Léa"}
    del letter[gone]
    refused = ent.signed_in("super.admin").post("/conversation/externe", json=letter)
    assert (refused.status_code, refused.json()) == (400, {"error": "Missing required fields"})


def test_a_banner_is_shown_until_it_is_closed(ent):
    lemoine = ent.signed_in("mme.lemoine")
    [banner] = lemoine.get("/timeline/flashmsg/listuser").json()
    assert ent.signed_in("lea.martin").get("/timeline/flashmsg/listuser").json() == []
    assert lemoine.put(f"/timeline/flashmsg/{banner['id']}/markasread").status_code == 200
    assert lemoine.get("/timeline/flashmsg/listuser").json() == []
    assert ent.signed_in("m.diallo").get("/timeline/flashmsg/listuser").json() == [banner]


def test_a_project_says_its_themes(ent):
    assert "theme-open-ent" in ent.anyone().get("/assets/theme-conf.js").text

from __future__ import annotations

import re

import pytest

from emulator.command import greeting, read_arguments
from tests.emulator.running_ent import GROUP, message


def test_a_zimbra_project_has_no_conversation_at_all(start_ent):
    ent = start_ent(without=frozenset({"conversation"}))
    lea = ent.signed_in("lea.martin")
    for path in ("/conversation/conf/public", "/conversation/conversation", "/conversation/max-depth"):
        assert lea.get(path).status_code == 404
    assert lea.post("/conversation/draft", json=message()).status_code == 404
    assert lea.get("/zimbra/conf/public").status_code == 200
    assert lea.get("/timeline/timeline").status_code == 200
    assert lea.post("/communication/visible", json={}).json()["groups"]


def test_a_project_with_conversation_has_no_zimbra(ent):
    lea = ent.signed_in("lea.martin")
    assert lea.get("/conversation/conf/public").json()["mail-to-exercizer"] is False
    assert lea.get("/directory/conf/public").status_code == 200
    for unknown in ("zimbra", "inconnu"):
        assert lea.get(f"/{unknown}/conf/public").status_code == 404


def test_without_the_chatbot_module_nobody_has_the_bubble(start_ent):
    ent = start_ent(without=frozenset({"chatbot"}))
    lea = ent.signed_in("lea.martin")
    assert lea.get("/chatbot/url").status_code == 404
    assert lea.get("/chatbot/public/js/chatbot.js").status_code == 404
    assert "/chatbot/public/js/chatbot.js" not in lea.get("/timeline/timeline").text


def test_without_actualites_there_is_nowhere_to_publish(start_ent):
    ent = start_ent(without=frozenset({"actualites"}))
    besson = ent.signed_in("mme.besson")
    assert besson.get("/actualites/api/v1/threads").status_code == 404
    assert besson.get("/actualites/conf/public").status_code == 404


def test_administrators_may_owe_a_second_factor_from_the_start(start_ent):
    ent = start_ent(admin_mfa=True)
    assert ent.signed_in("mme.besson").get(f"/directory/user/group/{GROUP}").status_code == 302
    assert ent.signed_in("lea.martin").get("/conversation/max-depth").status_code == 200


def test_another_public_host_is_a_place_to_come_back_to(start_ent):
    ent = start_ent(safe_hosts=("lycees.ent.localhost",))
    form = {"email": "lea.martin", "password": "demo", "callBack": "http%3A%2F%2Flycees.ent.localhost%3A8090%2F"}
    assert ent.anyone().post("/auth/login", data=form).headers["location"] == "http://lycees.ent.localhost:8090/"


@pytest.mark.parametrize("on", [False, True])
def test_what_the_ai_path_was_given_is_listed_and_whether_it_left(start_ent, on):
    ent = start_ent(mail_to_exercizer=on)
    lea = ent.signed_in("lea.martin")
    assert lea.get("/conversation/conf/public").json()["mail-to-exercizer"] is on
    given = {"message": "Bonjour", "subject": "Devoir"}
    assert lea.post("/conversation/conversation/checkContent", json=given).status_code == 200
    assert ent.captured("outside") == [
        {"to": "api.mistral.ai", "left": on, "by": "lea.martin", "content": given},
    ]
    ent.anyone().delete("/__test/outside")
    lea.post("/conversation/send", json=message())
    assert ent.captured("outside") == []


def test_options_can_be_turned_while_it_runs_and_come_back_at_the_reset(ent):
    door = ent.anyone()
    assert door.post("/__test/options", json={"without": ["conversation"]}).json()["without"] == ["conversation"]
    assert ent.signed_in("lea.martin").get("/conversation/max-depth").status_code == 404
    assert door.post("/__test/options", json={"couleur": "x"}).status_code == 400
    assert "cookie_secret" not in door.get("/__test/options").json()
    door.post("/__test/reset")
    assert ent.signed_in("lea.martin").get("/conversation/max-depth").status_code == 200


def test_the_command_line_sets_the_project():
    start = read_arguments(
        [
            *("--port", "0", "--public-url", "http://a.localhost/", "--public-url", "http://b.localhost:1"),
            *("--without", "conversation", "--without", "chatbot", "--openid-key", "--admin-mfa"),
            *("--inferred", "refusals_are_pages=other", "--same-site", "Lax"),
        ]
    )
    options = start.options
    assert (options.public_url, options.safe_hosts) == ("http://a.localhost", ("b.localhost",))
    assert options.without == {"conversation", "chatbot"}
    assert (options.openid_key, options.admin_mfa, options.same_site) == (True, True, "Lax")
    assert start.inferred.refusals_are_pages is False


@pytest.mark.parametrize(
    "wrong", [["--inferred", "inconnu=other"], ["--inferred", "refusals_are_pages"], ["--without", "cantine"]]
)
def test_the_command_line_refuses_what_it_does_not_know(wrong, capsys):
    with pytest.raises(SystemExit) as left:
        read_arguments(wrong)
    assert left.value.code == 2
    assert re.search("inconnu|refusals_are_pages|cantine", capsys.readouterr().err)


def test_the_help_is_in_french_and_names_every_inferred_fact(capsys):
    with pytest.raises(SystemExit):
        read_arguments(["--help"], program="parlons-en emulator")
    shown = capsys.readouterr().out
    assert "module absent du projet" in shown
    assert "refusals_are_pages" in shown.replace("\n", "")


def test_whoever_starts_it_is_told_where_to_go_and_who_can_sign_in():
    said = greeting(read_arguments(["--without", "chatbot", "--inferred", "transition_is_empty_text=other"]))
    assert "L’ENT imité est ouvert : http://ent.localhost:8090" in said
    assert re.search(r"lea\.martin +Léa Martin, Élève de 3e B", said)
    assert "Mot de passe de tous : demo" in said
    assert "Modules absents : chatbot" in said
    assert "transition_is_empty_text" in said

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from emulator.inferred import Inferred
from tests.emulator.running_ent import GROUP, message

LEA = "a1d5c0de-0000-4000-8000-000000000001"
CSP = "default-src 'self'; frame-src https://ailleurs.exemple.fr"


def other(ent, fact: str) -> None:
    ent.anyone().post("/__test/inferred", json={fact: "other"}).raise_for_status()


def refusal(ent) -> Any:
    return ent.signed_in("lea.martin").get("/directory/user/group/x").headers["content-type"]


def absent(ent) -> Any:
    ent.anyone().post("/__test/options", json={"without": ["conversation"]})
    return ent.signed_in("lea.martin").get("/conversation/conf/public").status_code


def class_id(ent) -> Any:
    with ent.bearer("lea.martin") as lea:
        return lea.get("/auth/oauth2/userinfo").json()["classId"]


def transition(ent) -> Any:
    return (
        ent.bearer("lea.martin")
        .post("/conversation/send", json=message())
        .json()["update_message_with_state_transition"]
    )


def sent_with_files(ent) -> Any:
    lea = ent.bearer("lea.martin")
    id_ = lea.post("/conversation/draft", json=message()).json()["id"]
    lea.post(f"/conversation/message/{id_}/attachment", files={"file": ("a.age", b"a", "application/octet-stream")})
    return lea.post("/conversation/send", params={"id": id_}, json=message()).json()["sent"]


def own_copy(ent) -> Any:
    lemoine = ent.signed_in("mme.lemoine")
    assert lemoine.post("/conversation/send", json=message()).status_code == 200
    return lemoine.get("/conversation/count/inbox").json()["count"]


def to_oneself(ent) -> Any:
    return ent.bearer("lea.martin").post("/conversation/send", json=message(to=[LEA])).status_code


def scheduled(ent) -> Any:
    lea = ent.bearer("lea.martin")
    lea.post("/conversation/send", json=message(scheduleAt="2099-01-01T08:00:00Z"))
    return lea.get("/conversation/count/draft").json()["count"]


def bookmark(ent) -> Any:
    lea = ent.signed_in("lea.martin")
    id_ = lea.post("/directory/sharebookmark", json={"name": "x", "members": [GROUP]}).json()["id"]
    answer = lea.post("/conversation/send", json=message(to=[id_]))
    return answer.json()["sent"] if answer.status_code == 200 else answer.status_code


def stored(body: str) -> Callable[[Any], Any]:
    def ask(ent) -> Any:
        return ent.bearer("lea.martin").post("/conversation/send", json=message(body=body)).json()["body"]

    return ask


def large_body(ent) -> Any:
    return ent.bearer("lea.martin").post("/conversation/draft", json=message(body="a" * 200_000)).status_code


def externe(ent) -> Any:
    scope = "org.entcore.conversation.controllers.ConversationController|sendFromExterne"
    ent.anyone().post("/__test/applications/vpe-bell", json={"scope": scope})
    letter = {"messageBody": "<p>x</p>", "subject": "s", "to": [LEA], "from": LEA, "username": "Léa"}
    bell = ent.anyone()
    bell.auth = ("vpe-bell", "demo-bell-secret")
    return bell.post("/conversation/externe", json=letter).status_code


def open_group(ent) -> Any:
    ent.change_group(GROUP, users="BOTH", linked_from=[])
    ids = ent.signed_in("mme.lemoine").post("/conversation/visibles", json={"ids": [GROUP]}).json()
    return len(ids)


def closing(ent) -> Any:
    return ent.signed_in("mme.besson").delete(f"/communication/group/{GROUP}/users").status_code


def public_type(ent) -> Any:
    return ent.signed_in("lea.martin").get(f"/directory/group/{GROUP}").json()["type"]


def senderless(ent) -> Any:
    bell = ent.anyone()
    bell.auth = ("vpe-bell", "demo-bell-secret")
    for _ in range(2):
        bell.post("/timeline/publish", json={"message": "x", "type": "VPE_BOT", "recipients": [{"userId": LEA}]})
    return ent.signed_in("lea.martin").get("/timeline/lastNotifications").json()["number"]


def connectors(ent) -> Any:
    rows = ent.signed_in("mme.besson").get("/appregistry/external-applications?structureId=col-zola").json()
    return "data" in rows[0]


def frames(ent) -> Any:
    door = ent.anyone()
    door.post("/__test/options", json={"content_security_policy": CSP})
    door.post("/__test/applications/vpe-bot", json={"address": "https://x.fr/adapter#https://bot.exemple.fr/a"})
    return (
        "https://ailleurs.exemple.fr bot.exemple.fr"
        in ent.signed_in("lea.martin").get("/timeline/timeline").headers["content-security-policy"]
    )


def frame_option(ent) -> Any:
    return ent.anyone().get("/auth/login").headers.get("x-frame-options")


def news_by_number(ent) -> Any:
    besson = ent.signed_in("mme.besson")
    thread = {"title": "t", "mode": 0, "structure": {"id": "col-zola"}}
    id_ = besson.post("/actualites/api/v1/threads", json=thread).json()["id"]
    besson.post("/actualites/api/v1/infos", json={"title": "x", "thread_id": id_, "status": 1})
    return len(besson.get("/actualites/api/v1/infos?status=1").json())


def protected_document(ent) -> Any:
    lea = ent.signed_in("lea.martin")
    id_ = lea.post("/workspace/document?protected=true", files={"file": ("a", b"a")}).json()["_id"]
    lea.post("/conversation/send", json=message(body=f'<p><a href="/workspace/document/{id_}">voix</a></p>'))
    return ent.signed_in("mme.lemoine").get(f"/workspace/document/{id_}").status_code


def federated(ent) -> Any:
    ent.change_user("lea.martin", federated=True)
    page = ent.anyone().post("/auth/login", data={"email": "lea.martin", "password": "demo"})
    assert page.status_code == 200
    return "ne s’ouvre pas avec un mot de passe" in page.text


FACTS: list[tuple[str, Callable[[Any], Any], Any, Any]] = [
    ("refusals_are_pages", refusal, "text/html; charset=utf-8", "application/json"),
    ("absent_module_is_404", absent, 404, 302),
    ("class_id_has_its_structure", class_id, "33-ZOLA-1$3B", "3B"),
    ("federated_account_fails_like_a_wrong_password", federated, False, True),
    ("transition_is_empty_text", transition, "", None),
    ("undelivered_are_not_sent", sent_with_files, 3, 4),
    ("author_gets_no_second_copy", own_copy, 0, 1),
    ("one_may_write_to_oneself", to_oneself, 200, 401),
    ("scheduled_are_in_no_folder", scheduled, 0, 1),
    ("bookmarks_are_refused", bookmark, 401, 4),
    (
        "links_are_rewritten",
        stored('<p><a href="https://x.fr">x</a></p>'),
        '<p><a target="_blank" rel="noopener noreferrer nofollow" href="https://x.fr">x</a></p>',
        '<p><a href="https://x.fr">x</a></p>',
    ),
    ("empty_paragraphs_stay", stored("<p>a</p><p></p>"), "<p>a</p><p></p>", "<p>a</p>"),
    (
        "rule_folds_the_rest",
        stored("<p>a</p><hr><p>b</p>"),
        '<p>a</p><div class="conversation-history"><div class="conversation-history-body"><p>b</p></div></div>',
        "<p>a</p><hr><p>b</p>",
    ),
    ("proxy_takes_a_megabyte", large_body, 201, 413),
    ("externe_scope_opens", externe, 200, 401),
    ("members_see_their_open_group", open_group, 1, 0),
    ("any_link_keeps_the_rule", closing, 409, 200),
    ("public_group_type_is_the_kind", public_type, "ManualGroup", None),
    ("senderless_publish_is_free", senderless, 2, 1),
    ("connectors_are_nested", connectors, True, False),
    ("adapter_opens_frame_src", frames, True, False),
    ("proxy_adds_no_frame_option", frame_option, None, "SAMEORIGIN"),
    ("news_status_may_be_a_number", news_by_number, 1, 0),
    ("protected_documents_stay_closed", protected_document, 401, 200),
]
ELSEWHERE = {"validation_leads_back", "logout_token_names_uid"}  # tested with signing in


@pytest.mark.parametrize(("fact", "ask", "default", "changed"), FACTS, ids=[row[0] for row in FACTS])
def test_each_inferred_fact_has_its_two_readings(ent, fact, ask, default, changed):
    assert ask(ent) == default
    ent.anyone().post("/__test/reset")
    other(ent, fact)
    assert ask(ent) == changed


def test_no_inferred_fact_is_left_without_a_test():
    assert {row[0] for row in FACTS} >= {fact.name for fact in Inferred.facts()} - ELSEWHERE


def test_the_door_shows_both_readings_and_the_one_in_force(ent):
    other(ent, "transition_is_empty_text")
    shown = {row["name"]: row for row in ent.anyone().get("/__test/inferred").json()}
    assert shown["transition_is_empty_text"]["reading"] == "other"
    assert shown["refusals_are_pages"]["reading"] == "default"
    assert all(row["default"] != row["other"] and row["section"] for row in shown.values())
    for wrong in ({"inconnu": "other"}, {"refusals_are_pages": "oui"}):
        assert ent.anyone().post("/__test/inferred", json=wrong).status_code == 400

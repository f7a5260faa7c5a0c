from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

SUBJECT = "Essai du raccordement de l'assistant, merci de ne pas répondre"


@pytest.fixture
def kept(pupil) -> Iterator[list[str]]:
    """Ids of what a test wrote: the pupil's copies are thrown away after it."""
    ids: list[str] = []
    yield ids
    if ids:
        pupil.put("/conversation/trash", json={"id": ids}).raise_for_status()
        pupil.put("/conversation/delete", json={"id": ids}).raise_for_status()


@pytest.fixture
def group(contract_ent) -> str:
    return str(contract_ent.people["group"]["id"])


def message(to: list[str], **changes: Any) -> dict[str, Any]:
    return {"subject": SUBJECT, "body": "<p>Essai : é à œ 🌟</p>", "to": to, "cc": [], "cci": [], **changes}


def is_page(answer: httpx.Response) -> bool:
    return answer.headers["content-type"].startswith("text/html")


def draft(pupil: httpx.Client, kept: list[str]) -> str:
    answer = pupil.post("/conversation/draft", json=message([], body=""))
    assert answer.status_code in {200, 201}
    kept.append(answer.json()["id"])
    return kept[-1]


def test_a_draft_leaves_once_with_its_text_whole(pupil, referent, contract_ent, kept, group):
    id_ = draft(pupil, kept)
    armour = "-----BEGIN AGE ENCRYPTED FILE-----\n" + "YWdlLWVuY3J5cHRpb24=\n" * 40 + "-----END AGE ENCRYPTED FILE-----"
    content = message([group], body=f"<p>Essai : é à œ 🌟</p><pre><code>{armour}</code></pre>")
    sent = pupil.post("/conversation/send", params={"id": id_}, json=content)
    assert sent.status_code == 200
    assert sent.json()["id"] == id_
    assert sent.json()["sent"] >= 1
    assert armour in sent.json()["body"]
    assert isinstance(sent.json()["inactiveCount"], int)

    again = pupil.post("/conversation/send", params={"id": id_}, json=content)
    assert again.status_code == 400
    assert "state mismatch" in again.json()["error"]

    listed = referent.get("/conversation/api/folders/inbox/messages").json()
    [row] = [row for row in listed if row["id"] == id_]
    assert (row["unread"], row["subject"]) == (True, SUBJECT)
    assert referent.get(f"/conversation/api/messages/{id_}").json()["unread"] is False
    with contract_ent.bearer("other_pupil") as other:
        refused = other.get(f"/conversation/api/messages/{id_}")
        assert (refused.status_code, is_page(refused)) == (401, True)


def test_a_send_without_recipients_reaches_nobody_and_says_200(pupil, kept, group):
    answer = pupil.post("/conversation/draft", json=message([group]))
    kept.append(answer.json()["id"])
    sent = pupil.post("/conversation/send", params={"id": kept[-1]}, json={"subject": SUBJECT, "body": "<p>x</p>"})
    assert (sent.status_code, sent.json()["sent"]) == (200, 0)


@pytest.mark.parametrize("wrong", [{"envelope": "1"}, {"subject": "x" * 1025}])
def test_what_no_column_can_hold_is_400(pupil, wrong):
    assert pupil.post("/conversation/draft", json=message([], **wrong)).status_code == 400


def test_a_draft_needs_to(pupil):
    assert pupil.post("/conversation/draft", json={"subject": SUBJECT, "body": ""}).status_code == 400


def test_a_recipient_out_of_sight_is_401_with_a_page(pupil):
    answer = pupil.post("/conversation/send", json=message(["00000000-0000-4000-8000-000000000000"]))
    assert (answer.status_code, is_page(answer)) == (401, True)


def test_words_that_look_like_script_are_cut_out(pupil, kept):
    id_ = draft(pupil, kept)
    body = "<p>une expression (courte) et mon message = fini</p>"
    assert pupil.put(f"/conversation/draft/{id_}", json=message([], body=body)).status_code == 200
    stored = pupil.get(f"/conversation/api/messages/{id_}").json()["body"]
    assert "courte" not in stored
    assert "fini" in stored


def test_the_group_is_visible_by_each_of_the_four_ways(pupil, contract_ent, group):
    name = contract_ent.people["group"]["name"]
    assert {"visibles.id": group} in pupil.post("/conversation/visibles", json={"ids": [group]}).json()
    listed = pupil.get("/conversation/visible", params={"search": "zzzz"}).json()
    assert group in {each["id"] for each in listed["groups"]}
    found = pupil.get("/communication/visible/search", params={"query": name}).json()
    [row] = [row for row in found if row["id"] == group]
    assert (row["groupType"], row["type"]) == ("ManualGroup", "Group")
    members = pupil.get(f"/communication/visible/group/{group}").json()
    assert all({"id", "displayName", "type"} <= set(member) for member in members)
    assert len(members) <= row["nbUsers"]


def test_a_group_can_be_read_by_its_id(pupil, contract_ent, group):
    answer = pupil.get(f"/directory/group/{group}").json()
    assert (answer["name"], answer["type"]) == (contract_ent.people["group"]["name"], "ManualGroup")
    assert pupil.get("/directory/group/inconnu").status_code == 400


def test_sent_messages_can_be_removed_from_ones_own_box(pupil, group):
    id_ = pupil.post("/conversation/send", json=message([group])).json()["id"]
    outbox = pupil.get("/conversation/api/folders/outbox/messages").json()
    assert outbox[0]["id"] == id_
    assert pupil.put("/conversation/trash", json={"id": [id_]}).status_code == 200
    assert pupil.put("/conversation/delete", json={"id": [id_]}).status_code == 200
    assert pupil.get(f"/conversation/api/messages/{id_}").status_code == 401

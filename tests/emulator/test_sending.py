from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.emulator.running_ent import GROUP, SUBJECT, message

LEA = "a1d5c0de-0000-4000-8000-000000000001"
NOE = "a1d5c0de-0000-4000-8000-000000000002"
LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"
DIALLO = "c3d5c0de-0000-4000-8000-000000000002"


@pytest.fixture
def lea(ent):
    return ent.bearer("lea.martin")


def draft(client: httpx.Client, **changes: Any) -> str:
    answer = client.post("/conversation/draft", json=message(to=[], body="", **changes))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def inbox(ent, login: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ent.signed_in(login).get("/conversation/api/folders/inbox/messages").json()
    return rows


def test_a_draft_then_one_send_reaches_the_group(ent, lea):
    id_ = draft(lea)
    answer = lea.post("/conversation/send", params={"id": id_}, json=message())
    sent = answer.json()
    assert answer.status_code == 200
    assert (sent["id"], sent["thread_id"], sent["sent"]) == (id_, id_, 4)
    assert (sent["inactive"], sent["inactiveCount"], sent["undelivered"]) == (["Paul Roche"], 1, [])
    assert (sent["subject"], sent["body"]) == (SUBJECT, "<p>Bonjour</p>")
    assert [row["id"] for row in inbox(ent, "mme.lemoine")] == [id_]


def test_one_call_without_id_creates_and_sends(lea):
    assert lea.post("/conversation/send", json=message(to=[LEMOINE, DIALLO])).json()["sent"] == 2


def test_someone_named_twice_counts_once(lea):
    assert lea.post("/conversation/send", json=message(to=[GROUP, LEMOINE], cci=[DIALLO])).json()["sent"] == 4


def test_the_same_draft_never_leaves_twice(ent, lea):
    id_ = draft(lea)
    lea.post("/conversation/send", params={"id": id_}, json=message())
    again = lea.post("/conversation/send", params={"id": id_}, json=message(body="<p>Autre</p>"))
    assert again.status_code == 400
    assert f"Concurrency error: state mismatch for message {id_}" in again.json()["error"]
    assert len(inbox(ent, "mme.lemoine")) == 1


def test_recipients_are_those_of_the_send_not_of_the_draft(ent, lea):
    id_ = lea.post("/conversation/draft", json=message()).json()["id"]
    answer = lea.post("/conversation/send", params={"id": id_}, json={"subject": SUBJECT, "body": "<p>x</p>"})
    assert (answer.status_code, answer.json()["sent"]) == (200, 0)
    assert inbox(ent, "mme.lemoine") == []


@pytest.mark.parametrize("path", ["/conversation/draft", "/conversation/send"])
def test_creating_without_to_is_refused(lea, path):
    answer = lea.post(path, json={"subject": SUBJECT, "body": "<p>x</p>"})
    assert answer.status_code == 400
    assert "not-null" in answer.json()["error"]


@pytest.mark.parametrize("path", ["/conversation/draft", "/conversation/send"])
@pytest.mark.parametrize("extra", [{"envelope": "1"}, {"subject": "x" * 1025}, {"to": "grp"}])
def test_what_the_database_cannot_store_is_a_400(ent, lea, path, extra):
    assert lea.post(path, json=message(**extra)).status_code == 400
    assert ent.captured("messages") == []


def test_a_recipient_out_of_sight_is_401_with_a_page(ent, lea):
    garnier = "c3d5c0de-0000-4000-8000-000000000004"
    besson = "c3d5c0de-0000-4000-8000-000000000006"
    assert lea.post("/conversation/send", json=message(to=[garnier])).status_code == 200
    for to in ([NOE], [GROUP, besson], ["92766-1510043922665"], ["grp-mediation"], ["inconnu"]):
        answer = lea.post("/conversation/send", json=message(to=to))
        assert answer.status_code == 401
        assert answer.headers["content-type"].startswith("text/html")


def test_nobody_sends_or_changes_the_draft_of_another(ent, lea):
    id_ = draft(lea)
    with ent.bearer("noe.petit") as noe:
        assert noe.post("/conversation/send", params={"id": id_}, json=message()).status_code == 401
        assert noe.put(f"/conversation/draft/{id_}", json=message()).status_code == 401


def test_updating_a_sent_message_changes_nothing_in_silence(lea):
    id_ = draft(lea)
    assert lea.put(f"/conversation/draft/{id_}", json={"subject": "Autre", "to": []}).status_code == 200
    lea.post("/conversation/send", params={"id": id_}, json=message())
    assert lea.put(f"/conversation/draft/{id_}", json={"subject": "Encore", "to": []}).status_code == 200
    assert lea.get(f"/conversation/api/messages/{id_}").json()["subject"] == SUBJECT


def test_membership_is_taken_when_sending(ent, lea):
    first = lea.post("/conversation/send", json=message()).json()["id"]
    ent.change_group(members=["m.diallo"])
    assert lea.post("/conversation/send", json=message()).json()["sent"] == 1
    assert [row["id"] for row in inbox(ent, "mme.lemoine")] == [first]


def test_an_emptied_group_cannot_be_written_to(ent, lea):
    ent.change_group(members=[])
    assert lea.post("/conversation/send", json=message()).status_code == 401


def test_staff_may_answer_a_pupil_they_could_not_write_to(ent, lea):
    id_ = lea.post("/conversation/send", json=message()).json()["id"]
    with ent.bearer("mme.lemoine") as lemoine:
        answer = message(to=[LEA], subject="Re: " + SUBJECT)
        assert lemoine.post("/conversation/send", json=answer).status_code == 401
        sent = lemoine.post("/conversation/send", params={"In-Reply-To": id_}, json=answer).json()
        assert (sent["sent"], sent["thread_id"]) == (1, id_)
        assert lemoine.get("/conversation/api/folders/inbox/messages").json()[0]["response"] is True
    with ent.bearer("m.diallo") as diallo:
        assert diallo.get("/conversation/api/folders/inbox/messages").json()[0]["response"] is False


def test_answering_what_one_has_not_received_is_refused(ent, lea):
    id_ = lea.post("/conversation/send", json=message()).json()["id"]
    with ent.bearer("noe.petit") as noe:
        params = {"In-Reply-To": id_}
        assert noe.post("/conversation/send", params=params, json=message(to=[LEA])).status_code == 401
        assert noe.post("/conversation/draft", params=params, json=message(to=[])).status_code == 400


def test_a_message_that_takes_no_reply_is_403(ent, lea):
    id_ = lea.post("/conversation/send", json=message(noReply=True)).json()["id"]
    with ent.bearer("mme.lemoine") as lemoine:
        for path in ("/conversation/draft", "/conversation/send"):
            answer = lemoine.post(path, params={"In-Reply-To": id_}, json=message(to=[LEA]))
            assert (answer.status_code, answer.json()["error"]) == (403, "conversation.error.reply.not.allowed")


def test_files_leave_out_those_who_never_activated_their_account(lea):
    id_ = draft(lea)
    files = {"file": ("preuve.age", b"scelle", "application/octet-stream")}
    attached = lea.post(f"/conversation/message/{id_}/attachment", files=files)
    assert attached.status_code == 200
    sent = lea.post("/conversation/send", params={"id": id_}, json=message()).json()
    assert (sent["sent"], sent["inactive"], sent["undelivered"]) == (3, [], ["Paul Roche"])


def test_an_administrator_of_the_platform_may_send_for_someone_else_and_a_pupil_may_not(ent, lea):
    letter = {"messageBody": "<p>x</p>", "subject": "s", "to": [LEMOINE], "from": LEA, "username": "Léa"}
    assert lea.post("/conversation/externe", json=letter).status_code == 401
    admin = ent.signed_in("super.admin")
    assert admin.post("/conversation/externe", json=letter).json() == {"status": "ok", "result": [{}]}
    assert admin.post("/conversation/externe", json={"to": []}).json() == {"error": "Missing required fields"}
    assert inbox(ent, "mme.lemoine")[0]["noReply"] is True

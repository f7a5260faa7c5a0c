from __future__ import annotations

import pytest

from tests.emulator.running_ent import GROUP, SUBJECT, message

LEMOINE = "c3d5c0de-0000-4000-8000-000000000001"
DIALLO = "c3d5c0de-0000-4000-8000-000000000002"


@pytest.fixture
def lea(ent):
    return ent.bearer("lea.martin")


@pytest.fixture
def lemoine(ent):
    return ent.bearer("mme.lemoine")


@pytest.fixture
def sent(lea):
    return lea.post("/conversation/send", json=message(cci=[LEMOINE])).json()["id"]


def count(client, folder: str, *, unread: bool = False) -> int:
    query = "?unread=true" if unread else ""
    return int(client.get(f"/conversation/count/{folder}{query}").json()["count"])


def test_a_row_of_the_inbox_names_people_and_groups(lemoine, sent):
    [row] = lemoine.get("/conversation/api/folders/INBOX/messages").json()
    assert row["from"] == {"id": row["from"]["id"], "displayName": "Léa Martin", "profile": "Student"}
    group = {"id": GROUP, "displayName": "Violences, parlons-en", "size": 4, "type": "ManualGroup", "subType": None}
    assert row["to"] == {"users": [], "groups": [group]}
    assert (row["unread"], row["count"], row["state"], row["hasAttachment"]) == (True, 1, "SENT", False)
    assert isinstance(row["date"], int)
    assert row["date"] > 1_700_000_000_000


def test_a_legacy_row_holds_ids_and_display_names(lemoine, sent):
    [row] = lemoine.get("/conversation/list/INBOX").json()
    assert row["to"] == [GROUP]
    assert [GROUP, "Violences, parlons-en", True] in row["displayNames"]
    assert row["fromName"] is None


def test_opening_marks_as_read_for_oneself_only(ent, lea, lemoine, sent):
    assert count(lemoine, "inbox", unread=True) == 1
    assert lemoine.get(f"/conversation/api/messages/{sent}").json()["body"] == "<p>Bonjour</p>"
    assert count(lemoine, "inbox", unread=True) == 0
    with ent.bearer("m.diallo") as diallo:
        assert count(diallo, "inbox", unread=True) == 1
        diallo.get(f"/conversation/message/{sent}")
        assert count(diallo, "inbox", unread=True) == 0
    assert lea.get(f"/conversation/api/messages/{sent}").json()["unread"] is False


def test_a_message_of_someone_else_is_401(ent, sent):
    with ent.bearer("noe.petit") as noe:
        for path in (f"/conversation/api/messages/{sent}", f"/conversation/message/{sent}"):
            assert noe.get(path).status_code == 401
        for verb in ("trash", "restore", "delete"):
            assert noe.put(f"/conversation/{verb}", json={"id": [sent]}).status_code == 401
        assert noe.post("/conversation/toggleUnread", json={"id": [sent], "unread": True}).status_code == 401


def test_hidden_recipients_are_hidden_from_all_but_the_author_and_themselves(ent, lea, lemoine, sent):
    def hidden(client) -> list[str]:
        return [user["id"] for user in client.get(f"/conversation/api/messages/{sent}").json()["cci"]["users"]]

    assert hidden(lea) == hidden(lemoine) == [LEMOINE]
    with ent.bearer("m.diallo") as diallo:
        assert hidden(diallo) == []


def test_there_is_no_original_format(lea, sent):
    answer = lea.get(f"/conversation/api/messages/{sent}?originalFormat=true")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("No original content found")


def test_pages_start_at_zero_and_hold_25_rows_at_most(lea):
    for number in range(27):
        lea.post("/conversation/draft", json=message(to=[], subject=f"Brouillon {number}"))
    first = lea.get("/conversation/api/folders/draft/messages?page_size=100").json()
    second = lea.get("/conversation/api/folders/draft/messages?page=1").json()
    assert (len(first), len(second)) == (25, 2)
    assert first[0]["subject"] == "Brouillon 26"
    assert {row["count"] for row in [*first, *second]} == {27}
    assert lea.get("/conversation/api/folders/draft/messages?page=2").json() == []
    assert len(lea.get("/conversation/api/folders/draft/messages?page_size=3").json()) == 3


def test_a_search_needs_three_characters(lemoine, sent):
    assert lemoine.get("/conversation/api/folders/inbox/messages?search=no").status_code == 400
    assert len(lemoine.get("/conversation/api/folders/inbox/messages?search=nouveau").json()) == 1
    assert lemoine.get("/conversation/api/folders/inbox/messages?search=absent").json() == []


def test_toggling_unread_concerns_ones_own_copy(lemoine, sent):
    for unread in (False, True):
        lemoine.post("/conversation/toggleUnread", json={"id": [sent], "unread": unread})
        assert count(lemoine, "inbox", unread=True) == int(unread)


def test_trash_then_delete_removes_ones_own_copy_only(lea, lemoine, sent):
    lea.put("/conversation/delete", json={"id": [sent]})
    assert count(lea, "outbox") == 1
    lea.put("/conversation/trash", json={"id": [sent]})
    assert (count(lea, "outbox"), count(lea, "trash")) == (0, 1)
    lea.put("/conversation/restore", json={"id": [sent]})
    assert (count(lea, "outbox"), count(lea, "trash")) == (1, 0)
    lea.put("/conversation/trash", json={"id": [sent]})
    assert lea.put("/conversation/delete", json={"id": [sent]}).status_code == 200
    assert lea.get(f"/conversation/api/messages/{sent}").status_code == 401
    assert lemoine.get(f"/conversation/api/messages/{sent}").json()["subject"] == SUBJECT


def test_emptying_the_trash_forgets_what_is_in_it(lea, sent):
    lea.put("/conversation/trash", json={"id": [sent]})
    assert lea.delete("/conversation/emptyTrash").status_code == 200
    assert (count(lea, "trash"), count(lea, "outbox")) == (0, 0)


def test_folders_of_ones_own(lemoine, sent):
    id_ = lemoine.post("/conversation/folder", json={"name": "À revoir"}).json()["id"]
    assert lemoine.post("/conversation/folder", json={"name": "À revoir"}).status_code == 400
    below = lemoine.post("/conversation/folder", json={"name": "Plus tard", "parentId": id_})
    assert below.status_code == 201
    lemoine.put(f"/conversation/move/userfolder/{id_}", json={"id": [sent]})
    assert count(lemoine, "inbox") == 0
    [folder] = lemoine.get("/conversation/api/folders?depth=2").json()
    assert (folder["nbMessages"], folder["nbUnread"], folder["subFolders"][0]["name"]) == (1, 1, "Plus tard")
    lemoine.put(f"/conversation/move/root?id={sent}")
    assert count(lemoine, "inbox") == 1
    assert lemoine.get("/conversation/api/folders/inconnu/messages").status_code == 401


def test_recalling_blanks_the_message_for_its_readers_within_an_hour(ent, lea, lemoine):
    mine = lemoine.post("/conversation/send", json=message(to=[DIALLO])).json()["id"]
    assert lemoine.post(f"/conversation/api/messages/{mine}/recall").status_code == 204
    with ent.bearer("m.diallo") as diallo:
        read = diallo.get(f"/conversation/api/messages/{mine}").json()
        assert (read["state"], read["subject"], read["body"]) == ("RECALL", "", "")
        other = diallo.post(f"/conversation/api/messages/{mine}/recall")
        assert (other.status_code, other.json()["error"]) == (400, "conversation.error.recall.mail")
    assert lemoine.get(f"/conversation/api/messages/{mine}").json()["subject"] == SUBJECT


def test_recalling_needs_the_right_and_comes_too_late_after_an_hour(ent, lea, lemoine, sent):
    assert lea.post(f"/conversation/api/messages/{sent}/recall").status_code == 401
    mine = lemoine.post("/conversation/send", json=message(to=[DIALLO])).json()["id"]
    ent.advance(3601)
    with ent.bearer("mme.lemoine") as later:
        assert later.post(f"/conversation/api/messages/{mine}/recall").status_code == 400


def test_a_file_goes_and_comes_back_byte_for_byte(ent, lea, lemoine):
    id_ = lea.post("/conversation/draft", json=message(to=[])).json()["id"]
    files = {"file": ("preuve é.age", bytes(range(256)), "application/x-age")}
    file_id = lea.post(f"/conversation/message/{id_}/attachment", files=files).json()["id"]
    lea.post("/conversation/send", params={"id": id_}, json=message())
    [row] = lemoine.get(f"/conversation/api/messages/{id_}").json()["attachments"]
    assert (row["id"], row["filename"], row["size"]) == (file_id, "preuve é.age", 256)
    got = lemoine.get(f"/conversation/message/{id_}/attachment/{file_id}")
    assert (got.content, got.headers["content-type"]) == (bytes(range(256)), "application/x-age")
    assert lemoine.get(f"/conversation/message/{id_}/allAttachments").content.startswith(b"PK")
    with ent.bearer("noe.petit") as noe:
        assert noe.get(f"/conversation/message/{id_}/attachment/{file_id}").status_code == 401


def test_a_file_past_the_quota_is_refused(ent, lea):
    id_ = lea.post("/conversation/draft", json=message(to=[])).json()["id"]
    ent.change_user("lea.martin", quota=10)
    files = {"file": ("a.age", b"x" * 11, "application/x-age")}
    answer = lea.post(f"/conversation/message/{id_}/attachment", files=files)
    assert (answer.status_code, answer.json()) == (400, {"error": "file.too.large"})


def test_a_file_can_be_taken_off_a_draft_and_forwarded(lea):
    first, second = (lea.post("/conversation/draft", json=message(to=[])).json()["id"] for _ in range(2))
    files = {"file": ("a.age", b"xyz", "application/x-age")}
    file_id = lea.post(f"/conversation/message/{first}/attachment", files=files).json()["id"]
    assert lea.put(f"/conversation/message/{second}/forward/{first}").status_code == 200
    removed = lea.delete(f"/conversation/message/{first}/attachment/{file_id}").json()
    assert removed == {"fileId": file_id, "fileSize": 3}
    assert lea.get(f"/conversation/api/messages/{first}").json()["attachments"] == []
    assert len(lea.get(f"/conversation/api/messages/{second}").json()["attachments"]) == 1

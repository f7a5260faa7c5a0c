from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.guard import NOBODY
from tests.emulator.contract.bench.letters import attach, delivered, draft, letter, read, row_of, send
from tests.emulator.contract.bench.sentences import say


@fact("2.6/message", "2.6/marks-read", "2.7/no-receipt")
def test_reading_marks_as_read_for_me_and_tells_nobody(ent):
    id_ = delivered(ent)
    mine = read(ent.bearer("pupil"), id_)
    row = row_of(ent.bearer("pupil"), "outbox", id_)
    assert row_of(ent.bearer("referent"), "inbox", id_)["unread"] is True
    got = read(ent.bearer("referent"), id_)
    assert (got["from"]["id"], got["to"]["groups"][0]["id"]) == (ent.id_of("pupil"), ent.group)
    assert row_of(ent.bearer("referent"), "inbox", id_)["unread"] is False
    assert row_of(ent.bearer("second_referent"), "inbox", id_)["unread"] is True
    assert read(ent.bearer("pupil"), id_) == mine
    assert row_of(ent.bearer("pupil"), "outbox", id_)["unread"] == row["unread"]


@fact("2.6/not-mine")
def test_a_message_of_others_is_out_of_reach(ent):
    id_ = delivered(ent)
    for path in (f"/conversation/api/messages/{id_}", f"/conversation/message/{id_}"):
        assert is_forbidden(ent.bearer("other_pupil").get(path))


@fact("2.6/cci")
def test_hidden_recipients_are_hidden_from_all_but_the_author(ent):
    shown, hidden = ent.id_of("referent"), ent.id_of("second_referent")
    answer = ent.bearer("pupil").post("/conversation/send", json=letter(shown, cci=[hidden]))
    if is_forbidden(answer):
        pytest.skip(say("no_right", what="voir deux membres du groupe"))
    id_ = answer.json()["id"]
    seen = {
        role: [user["id"] for user in read(ent.bearer(role), id_)["cci"]["users"]]
        for role in ("pupil", "referent", "second_referent")
    }
    assert seen == {"pupil": [hidden], "referent": [], "second_referent": [hidden]}


@fact("2.6/original")
def test_there_is_no_original_of_what_was_never_converted(ent):
    id_ = draft(ent.bearer("pupil"))
    answer = ent.bearer("pupil").get(f"/conversation/api/messages/{id_}", params={"originalFormat": "true"})
    assert is_refused(answer, f"No original content found for message with id : {id_}")


@fact("2.6/legacy-message")
def test_the_older_reading_has_ids_and_marks_as_read_too(ent):
    id_ = delivered(ent)
    body = shaped("legacy_message", ent.bearer("referent").get(f"/conversation/message/{id_}"))
    assert (body["from"], body["to"]) == (ent.id_of("pupil"), [ent.group])
    assert [ent.group, ent.people.get("groups.listening.name"), True] in body["displayNames"]
    assert row_of(ent.bearer("referent"), "inbox", id_)["unread"] is False


@fact("2.6/counts")
def test_counts_follow_what_is_read(ent):
    referent = ent.bearer("referent")

    def count() -> list[int]:
        paths = ("/conversation/count/INBOX", "/conversation/api/count/inbox")
        return [shaped("count", referent.get(path, params={"unread": "true"}))["count"] for path in paths]

    before = count()
    id_ = delivered(ent)
    assert count() == [each + 1 for each in before]
    read(referent, id_)
    assert count() == before


@fact("2.7/toggle")
def test_the_read_mark_is_each_readers_own(ent):
    id_ = delivered(ent)
    read(ent.bearer("referent"), id_)
    read(ent.bearer("second_referent"), id_)
    answer = ent.bearer("referent").post("/conversation/toggleUnread", json={"id": [id_], "unread": True})
    assert answer.status_code == 200
    assert row_of(ent.bearer("referent"), "inbox", id_)["unread"] is True
    assert row_of(ent.bearer("second_referent"), "inbox", id_)["unread"] is False


@fact("2.7/not-mine")
@pytest.mark.parametrize("unread", [True, False])
def test_the_read_mark_of_others_is_out_of_reach(ent, unread):
    content = {"id": [delivered(ent)], "unread": unread}
    assert is_forbidden(ent.bearer("other_pupil").post("/conversation/toggleUnread", json=content))
    content = {"id": [NOBODY], "unread": unread}
    assert is_forbidden(ent.bearer("other_pupil").post("/conversation/toggleUnread", json=content))


@fact("2.6/thread")
def test_a_thread_can_be_read_whole(ent):
    parent = delivered(ent)
    reply = send(ent.bearer("referent"), letter(ent.id_of("pupil")), **{"In-Reply-To": parent})["id"]
    answer = ent.bearer("pupil").get(f"/conversation/thread/messages/{parent}", params={"page": 0})
    listed = shaped("object_rows", ent.need_offer(answer, "thread/messages"))
    assert {parent, reply} <= {row["id"] for row in listed}


@fact("2.6/threads-list")
@pytest.mark.parametrize("role", ["pupil", "guest"])
def test_the_list_of_threads_needs_a_right(ent, role):
    answer = ent.browser(role).get("/conversation/threads/list", params={"page": 0})
    if not is_forbidden(ent.need_offer(answer, "threads/list")):
        assert len(shaped("object_rows", answer)) <= 10


@fact("2.9/row")
def test_an_attachment_is_described_in_the_message(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    attachment = attach(pupil, id_, b"abc")
    send(pupil, letter(ent.group), id=id_)
    assert row_of(ent.bearer("referent"), "inbox", id_)["hasAttachment"] is True
    [row] = read(ent.bearer("referent"), id_)["attachments"]
    assert (row["id"], row["filename"], row["size"]) == (attachment, "preuve.age", 3)
    assert row["contentType"] == "application/octet-stream"

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.guard import NOBODY
from tests.emulator.contract.bench.letters import attach, draft, letter, read, row_of, rows, send
from tests.emulator.contract.bench.school import own_group
from tests.emulator.contract.bench.sentences import say

SEND = "/conversation/send"


def size(ent) -> int:
    """How many members the listening group has, as the pupil sees it."""
    name = ent.people.get("groups.listening.name")
    found = ent.bearer("pupil").get("/communication/visible/search", params={"query": name}).json()
    return next(row["nbUsers"] for row in found if row["id"] == ent.group)


@fact("2.4/answer", "2.4/distinct", "2.4/transition")
def test_a_draft_leaves_with_the_answer_of_the_contract(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    body = send(pupil, letter(ent.group), id=id_)
    assert (body["id"], body["thread_id"], body["subject"]) == (id_, id_, letter()["subject"])
    assert body["body"] == letter()["body"] == read(pupil, id_)["body"]
    assert body["sent"] == size(ent)
    assert row_of(ent.bearer("referent"), "inbox", id_)["unread"] is True


@fact("2.4/without-draft")
def test_one_call_creates_and_sends(ent):
    body = send(ent.bearer("pupil"), letter(ent.group))
    assert body["sent"] >= 1
    assert row_of(ent.bearer("pupil"), "outbox", body["id"])["state"] == "SENT"


@fact("2.4/body-recipients", "2.4/sent-zero")
def test_recipients_of_the_draft_do_not_count(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil, to=[ent.group])
    answer = pupil.post(SEND, params={"id": id_}, json={key: letter()[key] for key in ("subject", "body")})
    assert (answer.status_code, answer.json()["sent"]) == (200, 0)
    assert row_of(ent.bearer("referent"), "inbox", id_) is None


@fact("2.4/invisible")
def test_one_recipient_out_of_sight_stops_the_message(ent):
    pupil = ent.bearer("pupil")
    subject = letter()["subject"]
    before = len(rows(ent.bearer("referent"), "inbox", search=subject))
    for to in ([NOBODY], [ent.group, NOBODY]):
        assert is_forbidden(pupil.post(SEND, json=letter(*to)))
    assert is_forbidden(pupil.post(SEND, json=letter(ent.group, cci=[NOBODY])))
    assert len(rows(ent.bearer("referent"), "inbox", search=subject)) == before


@fact("2.4/not-author")
def test_only_the_author_sends_a_draft(ent):
    id_ = draft(ent.bearer("pupil"))
    assert is_forbidden(ent.bearer("other_pupil").post(SEND, params={"id": id_}, json=letter()))
    assert is_forbidden(ent.bearer("pupil").post(SEND, params={"id": NOBODY}, json=letter()))


@fact("2.4/no-workflow")
def test_sending_needs_no_workflow_right(ent):
    if ent.browser("guest").post("/conversation/draft", json=letter()).status_code == 201:
        pytest.skip(say("no_right", what="un invité sans createDraft"))
    assert send(ent.browser("guest"), letter())["sent"] == 0


@fact("2.4/mismatch")
def test_the_same_draft_leaves_once(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    send(pupil, letter(ent.group), id=id_)
    again = pupil.post(SEND, params={"id": id_}, json=letter(ent.group))
    assert is_refused(again, f"Concurrency error: state mismatch for message {id_}")
    assert [row["id"] for row in rows(ent.bearer("referent"), "inbox")].count(id_) == 1


@fact("2.4/distinct", "2.1/group-in-to")
def test_each_person_counts_once(ent):
    member = ent.id_of("referent")
    answer = ent.bearer("pupil").post(SEND, json=letter(ent.group, member))
    if is_forbidden(answer):
        pytest.skip(say("no_right", what="voir un membre du groupe"))
    assert answer.json()["sent"] == size(ent)


@fact("2.4/inactive")
def test_members_who_never_came_are_named(ent):
    name = ent.people.get("inactive_member.display_name")
    body = send(ent.bearer("pupil"), letter(ent.group))
    assert name in body["inactive"]
    assert body["inactiveCount"] == len(body["inactive"]) < body["sent"]
    assert body["undelivered"] == []


@fact("2.4/undelivered")
def test_with_an_attachment_those_who_never_came_get_nothing(ent):
    name = ent.people.get("inactive_member.display_name")
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    attach(pupil, id_)
    body = send(pupil, letter(ent.group), id=id_)
    assert name in body["undelivered"]
    assert body["inactive"] == []


@fact("2.4/graph")
def test_when_the_graph_fails_nobody_is_reached_and_it_says_200(ent, door):
    door.arm("graph", SEND)
    assert send(ent.bearer("pupil"), letter(ent.group))["sent"] == 0


@fact("2.4/transformer-fails")
def test_a_text_that_cannot_be_cleaned_is_not_sent(ent, door):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    door.arm("transformer", SEND)
    answer = pupil.post(SEND, params={"id": id_}, json=letter(ent.group))
    assert is_refused(answer, "Content transformation failed for message with id : ")
    assert row_of(ent.bearer("referent"), "inbox", id_) is None


@fact("2.1/schedule")
def test_a_message_can_be_left_for_later(ent, door):
    pupil = ent.bearer("pupil")
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="seconds")
    id_ = draft(pupil)
    answer = pupil.post(SEND, params={"id": id_}, json=letter(ent.group, scheduleAt=later))
    assert answer.status_code == 200
    assert read(pupil, id_)["state"] == "SCHEDULE"
    assert row_of(ent.bearer("referent"), "inbox", id_) is None


@fact("2.4/members-at-send")
def test_who_joins_later_does_not_see_and_who_leaves_keeps(ent):
    with own_group(ent, "referent", linked=True) as group:
        first = send(ent.bearer("pupil"), letter(group.id))["id"]
        group.change("add", "teacher")
        group.change("delete", "referent")
        second = send(ent.bearer("pupil"), letter(group.id))["id"]
    held = {
        (role, id_)
        for role in ("referent", "teacher")
        for id_ in (first, second)
        if row_of(ent.browser(role), "inbox", id_)
    }
    assert held == {("referent", first), ("teacher", second)}

from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import is_forbidden
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import delivered, draft, letter, read, row_of, rows, send
from tests.emulator.contract.bench.sentences import say

SEND = "/conversation/send"


@fact("2.5/exemption", "2.5/parent")
def test_staff_answer_a_pupil_they_could_not_write_to(ent):
    pupil, referent = ent.id_of("pupil"), ent.bearer("referent")
    if referent.post("/conversation/visibles", json={"ids": [pupil]}).json():
        pytest.skip(say("rule_exists"))
    assert is_forbidden(referent.post(SEND, json=letter(pupil)))
    parent = delivered(ent)
    answer = send(referent, letter(pupil), **{"In-Reply-To": parent})
    assert answer["sent"] == 1
    assert row_of(ent.bearer("pupil"), "inbox", answer["id"])
    assert read(ent.bearer("pupil"), answer["id"])["parent_id"] == parent


@fact("2.5/thread")
def test_the_answer_of_a_member_keeps_the_thread(ent):
    parent = delivered(ent)
    answer = send(ent.bearer("referent"), letter(ent.id_of("pupil")), **{"In-Reply-To": parent})
    assert answer["thread_id"] == parent


@fact("2.5/everybody")
def test_answering_everybody_reaches_the_whole_group(ent):
    parent = delivered(ent)
    members = send(ent.bearer("pupil"), letter(ent.group))["sent"]
    answer = send(ent.bearer("referent"), letter(ent.id_of("pupil"), ent.group), **{"In-Reply-To": parent})
    assert answer["sent"] == members + 1
    assert row_of(ent.bearer("second_referent"), "inbox", answer["id"])


@fact("2.5/not-mine")
def test_nobody_answers_a_message_they_did_not_get(ent):
    parent = delivered(ent)
    answer = ent.bearer("other_pupil").post(SEND, params={"In-Reply-To": parent}, json=letter(ent.id_of("pupil")))
    assert is_forbidden(answer)


@fact("2.5/no-reply")
def test_what_wants_no_reply_gets_none(ent):
    parent = delivered(ent, noReply=True)
    assert read(ent.bearer("referent"), parent)["noReply"] is True
    answer = ent.bearer("referent").post(SEND, params={"In-Reply-To": parent}, json=letter(ent.id_of("pupil")))
    assert (answer.status_code, answer.json()) == (403, {"error": "conversation.error.reply.not.allowed"})


@fact("2.6/response")
def test_a_row_says_whether_i_have_answered(ent):
    parent = delivered(ent)
    assert row_of(ent.bearer("referent"), "inbox", parent)["response"] is False
    send(ent.bearer("referent"), letter(ent.id_of("pupil")), **{"In-Reply-To": parent})
    assert row_of(ent.bearer("referent"), "inbox", parent)["response"] is True
    assert row_of(ent.bearer("second_referent"), "inbox", parent)["response"] is False


@fact("2.5/exemption")
def test_an_answer_may_start_as_a_draft(ent):
    parent = delivered(ent)
    referent = ent.bearer("referent")
    made = referent.post("/conversation/draft", params={"In-Reply-To": parent}, json=letter())
    assert made.status_code == 201
    query = {"id": made.json()["id"], "In-Reply-To": parent}
    assert send(referent, letter(ent.id_of("pupil")), **query)["sent"] == 1


@fact("2.4/mismatch")
def test_a_draft_never_appears_in_the_readers_box(ent):
    id_ = draft(ent.bearer("pupil"), to=[ent.group])
    assert id_ not in {row["id"] for row in rows(ent.bearer("referent"), "inbox")}

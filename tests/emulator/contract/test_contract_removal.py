from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import attach, delivered, draft, letter, read, row_of, send
from tests.emulator.contract.bench.sentences import say

TOO_LATE = "conversation.error.recall.mail"


def act(client, what: str, id_: str) -> None:
    assert client.put(f"/conversation/{what}", json={"id": [id_]}).status_code == 200


def answered(ent, *, attached: bool = False) -> str:
    """A message of the referent to the pupil, as an answer: the referent may then recall it."""
    parent = delivered(ent)
    referent = ent.bearer("referent")
    made = referent.post("/conversation/draft", params={"In-Reply-To": parent}, json=letter()).json()["id"]
    if attached:
        attach(referent, made)
    send(referent, letter(ent.id_of("pupil")), **{"id": made, "In-Reply-To": parent})
    return made


def recall(ent, role: str, id_: str):
    answer = ent.bearer(role).post(f"/conversation/api/messages/{id_}/recall")
    if is_forbidden(answer):
        pytest.skip(say("no_right", what=f"conversation.recall ({role})"))
    return answer


@fact("2.8/trash")
def test_a_message_goes_to_the_trash_and_back(ent):
    id_ = delivered(ent)
    pupil = ent.bearer("pupil")
    act(pupil, "trash", id_)
    assert row_of(pupil, "trash", id_)
    assert row_of(pupil, "outbox", id_) is None
    assert read(pupil, id_)["trashed"] is True
    act(pupil, "restore", id_)
    assert row_of(pupil, "outbox", id_)


@fact("2.8/delete")
def test_only_what_is_in_the_trash_is_deleted_and_only_mine(ent):
    id_ = delivered(ent)
    pupil = ent.bearer("pupil")
    act(pupil, "delete", id_)
    assert row_of(pupil, "outbox", id_)
    act(pupil, "trash", id_)
    act(pupil, "delete", id_)
    assert is_forbidden(pupil.get(f"/conversation/api/messages/{id_}"))
    assert row_of(ent.bearer("referent"), "inbox", id_)["subject"] == letter()["subject"]
    assert read(ent.bearer("referent"), id_)["body"] == letter()["body"]


@fact("2.8/empty")
def test_the_trash_can_be_emptied(ent):
    ent.need_administration()
    kept, thrown = delivered(ent), delivered(ent)
    pupil = ent.bearer("pupil")
    act(pupil, "trash", thrown)
    assert pupil.delete("/conversation/emptyTrash").status_code == 200
    assert pupil.get("/conversation/count/TRASH").json()["count"] == 0
    assert is_forbidden(pupil.get(f"/conversation/api/messages/{thrown}"))
    assert row_of(pupil, "outbox", kept)


@fact("2.8/outbox")
def test_what_was_sent_stays_in_the_senders_box(ent):
    id_ = delivered(ent)
    assert row_of(ent.bearer("pupil"), "outbox", id_)["subject"] == letter()["subject"]


@fact("2.8/recall")
def test_a_recalled_message_is_blank_for_the_reader(ent):
    id_ = answered(ent, attached=True)
    assert read(ent.bearer("pupil"), id_)["body"] == letter()["body"]
    answer = recall(ent, "referent", id_)
    assert (answer.status_code, answer.content) == (204, b"")
    got = read(ent.bearer("pupil"), id_)
    assert (got["state"], got["subject"], got["body"], got["attachments"]) == ("RECALL", "", "", [])
    assert row_of(ent.bearer("pupil"), "inbox", id_)["state"] == "RECALL"
    assert read(ent.bearer("referent"), id_)["body"] == letter()["body"]


@fact("2.8/recall-author")
def test_nobody_else_recalls_a_message(ent):
    id_ = delivered(ent)
    answer = ent.bearer("referent").post(f"/conversation/api/messages/{id_}/recall")
    assert is_refused(answer, TOO_LATE) or is_forbidden(answer)
    assert read(ent.bearer("second_referent"), id_)["body"] == letter()["body"]


@fact("2.8/recall-right")
def test_a_recall_needs_its_right(ent):
    id_ = delivered(ent)
    answer = ent.bearer("pupil").post(f"/conversation/api/messages/{id_}/recall")
    if answer.status_code == 204:
        pytest.skip(say("no_right", what="un élève sans conversation.recall"))
    assert is_forbidden(answer)


@fact("2.8/recall-late")
def test_a_recall_has_an_hour(ent, clock):
    young, old = answered(ent), answered(ent)
    clock.advance(59 * 60)
    ent.forget_sessions()
    assert recall(ent, "referent", young).status_code == 204
    clock.advance(2 * 60)
    ent.forget_sessions()
    assert is_refused(recall(ent, "referent", old), TOO_LATE)


@fact("2.8/recall-author")
def test_a_draft_is_not_recalled(ent):
    id_ = draft(ent.bearer("referent"))
    assert is_refused(recall(ent, "referent", id_), TOO_LATE)

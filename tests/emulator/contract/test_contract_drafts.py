from __future__ import annotations

import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused, shaped
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.guard import NOBODY
from tests.emulator.contract.bench.letters import delivered, draft, letter, read, row_of, send
from tests.emulator.contract.bench.sentences import say

DRAFT = "/conversation/draft"


@fact("2.2/created", "2.2/state")
def test_a_draft_is_created_and_kept_as_a_draft(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    assert read(pupil, id_)["state"] == "DRAFT"
    assert row_of(pupil, "draft", id_)["state"] == "DRAFT"


@fact("2.1/unknown-key")
def test_a_key_that_is_no_column_is_refused(ent):
    assert is_refused(ent.bearer("pupil").post(DRAFT, json=letter(envelope="1")))
    assert is_refused(ent.bearer("pupil").put(f"{DRAFT}/{draft(ent.bearer('pupil'))}", json=letter(envelope="1")))


@fact("2.1/subject-limit")
def test_a_subject_has_1024_characters_at_most(ent):
    assert is_refused(ent.bearer("pupil").post(DRAFT, json=letter(subject="é" * 1025)))
    id_ = draft(ent.bearer("pupil"), subject="é" * 1024)
    assert read(ent.bearer("pupil"), id_)["subject"] == "é" * 1024


@fact("2.1/to-required")
def test_a_draft_needs_to(ent):
    content = letter()
    del content["to"]
    assert is_refused(ent.bearer("pupil").post(DRAFT, json=content))


@fact("2.2/to-unchecked")
def test_recipients_of_a_draft_are_not_checked(ent):
    assert ent.bearer("pupil").post(DRAFT, json=letter(NOBODY)).status_code == 201


@fact("2.2/bad-parent")
def test_a_draft_cannot_answer_a_message_of_others(ent):
    theirs = delivered(ent)
    for parent in (NOBODY, theirs):
        answer = ent.bearer("other_pupil").post(DRAFT, params={"In-Reply-To": parent}, json=letter())
        assert is_refused(answer)


@fact("2.2/no-reply")
def test_a_draft_cannot_answer_what_wants_no_reply(ent):
    parent = delivered(ent, noReply=True)
    answer = ent.bearer("referent").post(DRAFT, params={"In-Reply-To": parent}, json=letter())
    assert (answer.status_code, answer.json()) == (403, {"error": "conversation.error.reply.not.allowed"})


@fact("2.2/no-right")
def test_a_draft_needs_a_workflow_right(ent):
    answer = ent.browser("guest").post(DRAFT, json=letter())
    if answer.status_code == 201:
        pytest.skip(say("no_right", what="un invité sans createDraft"))
    assert is_forbidden(answer)


@fact("2.2/transformer-fails")
def test_a_draft_whose_text_cannot_be_cleaned_is_refused(ent, door):
    door.arm("transformer", DRAFT)
    answer = ent.bearer("pupil").post(DRAFT, json=letter())
    assert is_refused(answer, "Content transformation failed for message with id : ")


@fact("2.3/updated")
def test_a_draft_can_be_changed(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    shaped("object", pupil.put(f"{DRAFT}/{id_}", json=letter(body="<p>Autre essai</p>")))
    assert "Autre essai" in read(pupil, id_)["body"]


@fact("2.3/not-mine")
def test_the_draft_of_somebody_else_is_out_of_reach(ent):
    id_ = draft(ent.bearer("pupil"))
    assert is_forbidden(ent.bearer("other_pupil").put(f"{DRAFT}/{id_}", json=letter()))


@fact("2.3/sent-unchanged")
def test_changing_a_sent_message_says_200_and_changes_nothing(ent):
    pupil = ent.bearer("pupil")
    id_ = draft(pupil)
    send(pupil, letter(), id=id_)
    before = read(pupil, id_)["body"]
    assert pupil.put(f"{DRAFT}/{id_}", json=letter(body="<p>Autre essai</p>")).status_code == 200
    assert read(pupil, id_)["body"] == before

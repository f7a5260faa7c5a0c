from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.emulator.contract.bench.answers import is_forbidden, is_refused
from tests.emulator.contract.bench.facts import fact
from tests.emulator.contract.bench.letters import letter, row_of, rows
from tests.emulator.contract.bench.sentences import sentences

PATH = "/conversation/externe"


def content(ent) -> dict:
    return {
        "messageBody": sentences()["body"],
        "subject": sentences()["subject"],
        "to": [ent.id_of("referent")],
        "from": ent.id_of("teacher"),
        "username": "Essai",
    }


def outbox(ent) -> set[str]:
    return {row["id"] for row in rows(ent.browser("teacher"), "outbox")}


@pytest.fixture
def administrator(ent) -> Iterator[httpx.Client]:
    """The answer bears no id: what appeared in the sender's box meanwhile is what there is to remove."""
    ent.need_administration()
    ent.need_offer(ent.browser("local_administrator").post(PATH, json={}), "externe")
    before = outbox(ent)
    yield ent.browser("local_administrator")
    ent.written.setdefault("teacher", set()).update(outbox(ent) - before)


@fact("2.12/pupil")
def test_a_pupil_does_not_write_as_an_application(ent, administrator):
    assert is_forbidden(ent.browser("pupil").post(PATH, json=content(ent)))


@fact("2.12/missing")
@pytest.mark.parametrize("missing", ["messageBody", "subject", "to"])
def test_fields_are_needed(ent, administrator, missing):
    body = {key: value for key, value in content(ent).items() if key != missing}
    assert is_refused(administrator.post(PATH, json=body), "Missing required fields")


@fact("2.12/sent")
def test_an_application_writes_without_wanting_a_reply(ent, administrator):
    answer = administrator.post(PATH, json=content(ent))
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    referent = ent.bearer("referent")
    listed = referent.get("/conversation/api/folders/inbox/messages").json()
    assert (listed[0]["subject"], listed[0]["noReply"]) == (letter()["subject"], True)
    assert row_of(referent, "inbox", listed[0]["id"])

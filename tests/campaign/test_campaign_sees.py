"""A campaign that finds nothing proves something only if it finds what is wrong: here the courier is made wrong on purpose."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from handoff.carrying import delivery, leases, sending
from handoff.carrying.attempt import Attempt
from handoff.carrying.outcomes import Met
from handoff.carrying.proof import Proof
from handoff.states import State
from tests.campaign.ground import Ground, opened
from tests.campaign.plans import STEPS, Plan
from tests.campaign.playing import play
from tests.campaign.truths import lies
from tests.ent.emulated import running_ent

QUIET = Plan(0, (0,), (), (), kills=False, couriers="un", token=None, comes_back=False, heals=99, names=(), headings=())
LOST = {"kind": "done_then_drop", "path": STEPS["send"], "times": 1}
DAMAGED = {"kind": "damaged_body", "path": STEPS["send"]}


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with running_ent() as ent, opened(ent) as ground:
        yield ground


def found(ground: Ground, name: str, *faults: dict[str, Any]) -> str:
    played = asyncio.run(play(replace(QUIET, faults=faults), ground, name))
    return "; ".join(lies(played, ground))


def test_nothing_is_found_where_nothing_is_wrong(ground: Ground):
    assert found(ground, "bien") == found(ground, "perdu", LOST) == found(ground, "abîmé", DAMAGED) == ""


def test_a_clean_up_that_does_nothing_is_seen(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    async def nothing(*_: object) -> bool:
        return True

    monkeypatch.setattr(delivery, "clean", nothing)
    assert "left in the sender's mailbox and not said" in found(ground, "traces")


def test_a_delivery_that_is_believed_without_proof_is_seen(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sending, "of_answer", lambda *_: Proof.DELIVERED)
    assert "said delivered, and is not" in found(ground, "cru", DAMAGED)


def test_a_draft_made_anew_at_each_attempt_is_seen_to_send_twice(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    once = delivery.send_once

    async def anew(attempt: Attempt, way: sending.Way) -> Met:
        attempt.draft_id = None
        return await once(attempt, way)

    monkeypatch.setattr(delivery, "send_once", anew)
    assert "received twice" in found(ground, "deux fois", LOST)


def test_a_message_that_nobody_takes_up_again_is_seen(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    def forgets(attempt: Attempt, _due: object) -> None:
        leases.write(attempt.db, attempt.lease, attempt.now, due_at=None)

    monkeypatch.setattr(Attempt, "wait_until", forgets)
    said = found(ground, "oubliée", LOST)
    assert f"state {State.SENDING.value}" in said
    assert "lost: the desk does not show it" in said
    assert "a token is left" not in said


def test_a_token_that_is_kept_is_seen(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leases, "_is_token_needed", lambda *_: True)
    monkeypatch.setattr("tests.campaign.playing.HOUR", leases.LEASE)
    assert "a token is left" in found(ground, "jeton")

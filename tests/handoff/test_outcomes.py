import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff import receipts, tokens
from handoff.carrying import outbox
from handoff.carrying.backoff import FIRST, wait
from handoff.carrying.body import texts
from handoff.carrying.delivery import REFUSALS
from handoff.carrying.outcomes import Outcome
from handoff.states import State
from tests.ent.emulated import LEA, LEMOINE, NO_TLS, EmulatedEnt
from tests.handoff.bell_scene import enrol_readers, rings, round_at
from tests.handoff.outcome_cases import (
    CASES,
    CLEANING,
    DAMAGED,
    DEAD,
    DELIVERED,
    DRAFT,
    LEFT,
    LOST,
    REFUSED,
    SEND,
    STRANDED,
    Case,
    at_desk,
    met,
    seen_by_the_pupil,
    told,
)
from tests.handoff.scene import CONVERSATION, LATER, NOW, ONCE, Carrier, copies_of, promised


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_an_answer_has_a_name_and_what_is_then_true_is_what_everybody_sees(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture, case: Case
):
    id_ = promised(db)
    ent.arm(case.fault)
    assert await carrier.deliver(id_) is case.state
    first = told(log)[0]
    assert (first["outcome"], first["key"], first["envelope"]) == (case.outcome.word, case.key, id_)
    assert (first["state"], first["attempt"]) == (case.state.value, "1")
    assert seen_by_the_pupil(db) == case.sees
    assert at_desk(db) == [case.state in {STRANDED, DAMAGED}] * 2 + [False]
    await carrier.rounds(NOW + LATER, 5)
    assert carrier.row(id_).state == case.ends.value
    assert copies_of(ent, id_) == case.copies
    for secret in (signed_in, LEA, LEMOINE, "Martin", "étoile", "BEGIN AGE", texts().subject):
        assert secret not in log.text


@pytest.mark.parametrize("case", REFUSED, ids=str)
async def test_a_refusal_is_tried_three_times_then_the_desk_takes_over_and_nothing_stays(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture, case: Case
):
    id_ = promised(db)
    ent.arm(case.fault)
    for number in range(REFUSALS):
        await carrier.deliver(id_, NOW + LATER * number)
    assert met(log) == [case.outcome.word] * REFUSALS + ["clean"]
    assert outbox.state_of(db, id_) is STRANDED
    assert at_desk(db) == [True, True, False]
    assert ent.own("lea.martin") == []
    assert not outbox.left_behind(db, id_)


@pytest.mark.parametrize("case", [*DEAD, *LEFT[1:3]], ids=str)
async def test_when_the_desk_takes_over_the_bell_rings_once_for_each_reader(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, case: Case
):
    enrol_readers(db)
    id_ = promised(db)
    ent.arm(case.fault)
    await carrier.deliver(id_)
    for number in range(1, 4):
        await round_at(carrier, NOW + LATER * number)
    assert rings(ent) == (1, 1)
    assert seen_by_the_pupil(db) == "kept"
    receipts.mark_opened(db, id_, LEMOINE, NOW + LATER * 5)
    assert seen_by_the_pupil(db) == "opened"


async def test_everything_well_is_delivered_then_clean(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture
):
    id_ = promised(db)
    assert await carrier.deliver(id_) is DELIVERED
    assert met(log) == ["delivered", "clean"]
    assert (seen_by_the_pupil(db), at_desk(db)) == ("at_school", [True, True, False])
    assert not outbox.left_behind(db, id_)


@pytest.mark.parametrize("case", LOST, ids=str)
async def test_a_lost_answer_is_confirmed_by_the_copy(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture, case: Case
):
    id_ = promised(db)
    ent.arm(case.fault)
    await carrier.deliver(id_)
    await carrier.deliver(id_, NOW + LATER)
    assert met(log) == [case.outcome.word, "confirmed", "clean"]
    assert copies_of(ent, id_) == ONCE


@pytest.mark.parametrize("kind", ["slow_then_done", "done_then_slow"])
async def test_a_time_out_before_or_after_the_ent_accepted_is_the_same_to_us_and_sends_once(
    db: Engine, ent: EmulatedEnt, signed_in: str, log: pytest.LogCaptureFixture, kind: str
):
    id_ = promised(db)
    ent.arm({"kind": kind, "path": SEND, "seconds": 2, "times": 1})
    async with httpx.AsyncClient(verify=NO_TLS, timeout=1) as hurried:
        assert await Carrier(db, EntClient(ent.url, hurried)).deliver(id_) is State.SENDING
    await asyncio.sleep(2)
    async with httpx.AsyncClient(verify=NO_TLS) as http:
        assert await Carrier(db, EntClient(ent.url, http)).deliver(id_, NOW + LATER) is DELIVERED
    assert met(log) == ["no_answer", "confirmed", "clean"]
    assert copies_of(ent, id_) == ONCE


async def test_a_copy_that_is_no_longer_there_proves_nothing(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture
):
    id_ = promised(db)
    ent.arm(LOST[0].fault)
    await carrier.deliver(id_)
    ent.arm({"kind": "forbidden", "path": "/conversation/api/messages", "times": 1})
    assert await carrier.deliver(id_, NOW + LATER) is STRANDED
    assert met(log) == ["no_answer", "copy_gone", "clean"]
    assert (copies_of(ent, id_), at_desk(db)) == (ONCE, [True, True, False])


async def test_a_copy_that_says_something_else_proves_nothing(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture
):
    id_ = promised(db)
    ent.door.post(ent.url + "/__test/rights", json={"conversation.recall": ["lea.martin"]}).raise_for_status()
    ent.arm(LOST[0].fault)
    await carrier.deliver(id_)
    recall = f"{ent.url}/conversation/api/messages/{carrier.row(id_).draft_id}/recall"
    ent.door.post(recall, headers={"Authorization": f"Bearer {signed_in}"}).raise_for_status()
    assert await carrier.deliver(id_, NOW + LATER) is STRANDED
    assert met(log) == ["no_answer", "copy_differs", "clean"]


@pytest.mark.parametrize("dies", ["erased", "expired"])
async def test_without_a_live_token_the_desk_takes_over(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture, dies: str
):
    id_ = promised(db)
    if dies == "erased":
        tokens.erase(db, CONVERSATION)
    assert await carrier.deliver(id_, NOW + timedelta(hours=1)) is STRANDED
    assert met(log) == ["no_token", "clean"]


@pytest.mark.parametrize("kind", ["unavailable", "overloaded"])
async def test_the_patience_that_the_ent_asks_for_is_obeyed(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, kind: str
):
    id_ = promised(db)
    ent.arm({"kind": kind, "path": DRAFT, "seconds": 77})
    await carrier.deliver(id_)
    assert carrier.row(id_).due_at - NOW == wait(1, 1, 77) == timedelta(seconds=77) + FIRST


def test_every_outcome_says_what_it_means_and_is_met_by_a_test():
    named = {case.outcome for case in CASES} | {outcome for outcome, _ in CLEANING}
    elsewhere = [
        "DELIVERED",
        "CONFIRMED",
        "COPY_GONE",
        "COPY_DIFFERS",
        "NO_TOKEN",
        "CLEAN",
        "DRAFT_MAY_COME",
        "TRACES_LEFT",
        "RESTORED",  # tests/at_rest/test_backup_and_restore.py
    ]
    assert named | {Outcome[each] for each in elsewhere} == set(Outcome)
    assert len({each.meaning for each in Outcome}) == len(Outcome)

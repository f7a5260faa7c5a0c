import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff import tokens
from handoff.carrying import outbox
from handoff.carrying.backoff import FIRST
from handoff.carrying.delivery import REFUSALS
from handoff.carrying.outcomes import Outcome
from handoff.states import State
from tests.ent.emulated import LEA, NO_TLS, EmulatedEnt
from tests.handoff.outcome_cases import CLEANING, DELETE, DELIVERED, DRAFT, SEND, STRANDED, TRASH, met
from tests.handoff.scene import CONVERSATION, LATER, NOW, ONCE, RING, Carrier, copies_of, promised


@pytest.mark.parametrize("path", [TRASH, DELETE])
@pytest.mark.parametrize(("outcome", "fault"), CLEANING)
async def test_a_clean_up_that_fails_once_is_done_again_and_nothing_is_sent_again(
    db: Engine,
    ent: EmulatedEnt,
    carrier: Carrier,
    signed_in: str,
    log: pytest.LogCaptureFixture,
    outcome: Outcome,
    fault: dict[str, Any],
    path: str,
):
    id_ = promised(db)
    ent.arm({**fault, "path": path, "times": 1})
    assert await carrier.deliver(id_) is DELIVERED
    assert await carrier.deliver(id_, NOW + LATER) is DELIVERED
    assert met(log) == ["delivered", outcome.word, "clean"]
    assert (copies_of(ent, id_), ent.own("lea.martin")) == (ONCE, [])
    assert not outbox.left_behind(db, id_)


@pytest.mark.parametrize("path", [TRASH, DELETE, "/conversation/"])
async def test_a_clean_up_that_is_always_refused_ends_and_what_stays_is_said(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture, path: str
):
    id_ = promised(db)
    await deliver_then_refuse_to_clean(ent, carrier, id_, path)
    assert met(log) == ["delivered", *["traces_refused"] * REFUSALS, "traces_left"]
    assert (outbox.state_of(db, id_), copies_of(ent, id_)) == (DELIVERED, ONCE)
    assert outbox.left_behind(db, id_)
    assert [each["id"] for each in ent.own("lea.martin")] != []
    assert not tokens.find(db, RING, CONVERSATION, NOW)
    log.clear()
    await carrier.rounds(NOW + LATER * 5, 3)
    assert met(log) == []


async def deliver_then_refuse_to_clean(ent: EmulatedEnt, carrier: Carrier, id_: str, path: str = TRASH) -> None:
    """Delivered, and then the ENT refuses every clean-up."""
    ent.arm({"kind": "forbidden", "path": TRASH, "times": 1})
    await carrier.deliver(id_)
    ent.arm({"kind": "forbidden", "path": path})
    for number in range(1, REFUSALS):
        await carrier.deliver(id_, NOW + LATER * number)
    ent.arm()


async def test_what_stayed_is_taken_away_when_the_pupil_sends_something_else(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    first = promised(db, "un")
    await deliver_then_refuse_to_clean(ent, carrier, first)
    tokens.keep(db, RING, "suite", tokens.PupilToken(signed_in, LEA, (), NOW + timedelta(hours=1)), NOW + LATER * 5)
    second = promised(db, "deux", "suite")
    assert await carrier.deliver(second, NOW + LATER * 5) is DELIVERED
    assert ent.own("lea.martin") == []
    assert not outbox.left_behind(db, first)
    assert not outbox.left_behind(db, second)


async def test_refusals_before_the_delivery_are_not_counted_in_the_clean_up(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture
):
    id_ = promised(db)
    ent.arm({"kind": "transformer", "path": SEND, "times": 2}, {"kind": "forbidden", "path": TRASH, "times": 2})
    for number in range(5):
        await carrier.deliver(id_, NOW + LATER * number)
    assert met(log) == ["transformer_failed"] * 2 + ["delivered", "traces_refused", "traces_refused", "clean"]
    assert ent.own("lea.martin") == []


async def test_a_token_that_dies_before_the_clean_up_says_what_stays(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture
):
    id_ = promised(db)
    ent.arm({"kind": "expired_token", "path": TRASH})
    assert await carrier.deliver(id_) is DELIVERED
    assert met(log) == ["delivered", "not_signed_in", "traces_left"]
    assert outbox.left_behind(db, id_)


async def test_a_draft_that_comes_after_its_time_out_is_looked_for_once_more(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, log: pytest.LogCaptureFixture
):
    id_ = promised(db)
    ent.arm({"kind": "slow_then_done", "path": DRAFT, "seconds": 2, "times": 1})
    async with httpx.AsyncClient(verify=NO_TLS, timeout=1) as hurried:
        assert await Carrier(db, EntClient(ent.url, hurried)).deliver(id_) is State.PROMISED
    assert await carrier.deliver(id_, NOW + FIRST * 2) is DELIVERED
    assert met(log) == ["no_answer", "delivered", "draft_may_come"]
    await asyncio.sleep(2)
    assert [(each["body"], each["recipients"]) for each in ent.own("lea.martin")] == [("", [])]
    await carrier.deliver(id_, NOW + LATER)
    assert met(log)[-1] == "clean"
    assert ent.own("lea.martin") == []


async def test_a_draft_whose_answer_was_lost_is_said_when_the_token_dies(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": DRAFT})
    await carrier.deliver(id_)
    assert await carrier.deliver(id_, NOW + timedelta(hours=1)) is STRANDED
    assert len(ent.own("lea.martin")) == 1
    assert outbox.left_behind(db, id_)

import asyncio
import logging
from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from handoff import tokens
from handoff.carrying.body import texts
from handoff.envelopes import deposit
from handoff.errors import EnvelopeUnknown
from handoff.states import State
from handoff.tables import ent_tokens, outbox_drafts
from tests.ent.emulated import DIALLO, LEA, LEMOINE, EmulatedEnt
from tests.handoff.scene import (
    CONVERSATION,
    LATER,
    NOW,
    ONCE,
    RING,
    Carrier,
    copies_of,
    count_rows,
    envelope,
    keep_token,
    promised,
)

SEND = "/conversation/send"


async def test_a_promised_envelope_reaches_each_addressed_mailbox_once(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    assert await carrier.deliver(id_) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE
    (message,) = ent.received("mme.lemoine")
    assert message["subject"] == texts().subject
    assert set(message["recipients"]) == {LEMOINE, DIALLO}
    assert envelope().armour.strip() in message["body"]
    assert f"http://bot.localhost:8091/desk#{id_}" in message["body"]


async def test_after_delivery_nothing_of_ours_stays_in_the_pupils_mailbox_nor_with_us(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    await carrier.deliver(id_)
    assert ent.own("lea.martin") == []
    assert count_rows(db, ent_tokens) == count_rows(db, outbox_drafts) == 0
    assert carrier.row(id_).conversation is None
    assert carrier.row(id_).due_at is None


async def test_delivering_again_changes_nothing(db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str):
    id_ = promised(db)
    for attempt in range(3):
        assert await carrier.deliver(id_, NOW + LATER * attempt) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE


async def test_an_envelope_that_was_not_promised_does_not_leave(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    deposit(db, envelope(), "mot", LEA, RING, NOW)
    before = carrier.row(envelope().id)
    assert await carrier.deliver(envelope().id) is State.DEPOSITED
    assert carrier.row(envelope().id) == before
    assert ent.messages() == []


async def test_an_unknown_envelope_is_said_to_be_unknown(carrier: Carrier):
    with pytest.raises(EnvelopeUnknown):
        await carrier.deliver("jamais-vu")


async def test_a_token_that_dies_after_the_send_never_sends_again(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": SEND, "times": 1})
    assert await carrier.deliver(id_) is State.SENDING
    tokens.erase(db, CONVERSATION)
    assert await carrier.deliver(id_, NOW + LATER) is State.STRANDED
    keep_token(db, signed_in)
    assert await carrier.deliver(id_, NOW + LATER * 2) is State.STRANDED
    assert copies_of(ent, id_) == ONCE


async def test_two_envelopes_of_one_pupil_leave_one_after_the_other_and_share_the_token(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    first, second = promised(db, "un"), promised(db, "deux")
    states = await asyncio.gather(carrier.deliver(first), carrier.deliver(second))
    assert sorted(states) == [State.DELIVERED, State.PROMISED]
    assert count_rows(db, ent_tokens) == 1
    assert await carrier.deliver(second, NOW + timedelta(seconds=1)) is not State.STRANDED
    await carrier.rounds(NOW + LATER, 2)
    assert copies_of(ent, first) == copies_of(ent, second) == ONCE
    assert count_rows(db, ent_tokens) == 0


async def test_a_second_bell_within_three_seconds_is_never_rung(db: Engine, carrier: Carrier, signed_in: str):
    first, second = promised(db, "un"), promised(db, "deux")
    assert await carrier.deliver(first) is State.DELIVERED
    assert await carrier.deliver(second, NOW + timedelta(seconds=3)) is State.PROMISED
    assert await carrier.deliver(second, NOW + timedelta(minutes=1)) is State.DELIVERED


async def test_many_couriers_at_once_send_once(db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str):
    id_ = promised(db)
    await asyncio.gather(*(carrier.deliver(id_) for _ in range(8)))
    assert copies_of(ent, id_) == ONCE


async def test_nothing_personal_is_logged(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": SEND, "times": 1})
    await carrier.deliver(id_)
    await carrier.deliver(id_, NOW + LATER)
    written = " ".join(r.getMessage() for r in caplog.records if r.name.startswith("parlons_en"))
    assert id_ in written
    for secret in (signed_in, LEA, LEMOINE, "Lemoine", "étoile", "BEGIN AGE", texts().subject):
        assert secret not in written

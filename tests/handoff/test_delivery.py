import asyncio
import logging
from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from ent import Letter, Sent
from handoff import tokens
from handoff.body import texts
from handoff.delivery import REFUSALS
from handoff.envelopes import deposit
from handoff.errors import EnvelopeUnknown
from handoff.states import State
from handoff.tables import ent_tokens, outbox_drafts
from tests.ent.emulated import DIALLO, LEA, LEMOINE, NOE, EmulatedEnt
from tests.handoff.scene import (
    CONVERSATION,
    LATER,
    NEVER,
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


@pytest.mark.parametrize("path", ["/conversation/draft", SEND, "/conversation/trash", "/conversation/delete"])
@pytest.mark.parametrize("fault", ["unavailable", "drop", "overloaded", "done_then_drop", "done_then_unavailable"])
async def test_whatever_breaks_once_the_next_attempts_end_it_well(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, path: str, fault: str
):
    id_ = promised(db)
    ent.arm({"kind": fault, "path": path, "times": 1})
    await carrier.deliver(id_)
    await carrier.rounds(NOW + LATER, 2)
    assert await carrier.deliver(id_, NOW + LATER * 4) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE
    assert ent.own("lea.martin") == []
    assert count_rows(db, ent_tokens) == 0


async def test_an_answer_lost_after_the_send_is_confirmed_by_the_senders_copy(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": SEND, "times": 1})
    assert await carrier.deliver(id_) is State.SENDING
    assert copies_of(ent, id_) == ONCE
    assert await carrier.deliver(id_, NOW + LATER) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE


async def test_an_ent_that_is_down_keeps_the_promise_and_is_asked_less_and_less(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "unavailable", "path": "/conversation"})
    waits = []
    now = NOW
    for _ in range(8):
        assert await carrier.deliver(id_, now) is State.PROMISED
        waits.append(carrier.row(id_).due_at - now)
        now = carrier.row(id_).due_at
    assert waits == sorted(waits)
    assert waits[0] <= timedelta(seconds=10)
    assert waits[-1] == timedelta(minutes=5)
    ent.arm()
    assert await carrier.deliver(id_, now) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE


async def test_when_the_token_dies_first_the_envelope_is_stranded_for_the_desk(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "unavailable", "path": "/conversation"})
    await carrier.deliver(id_)
    assert await carrier.deliver(id_, NOW + timedelta(hours=1)) is State.STRANDED
    assert copies_of(ent, id_) == NEVER


async def test_a_token_the_ent_no_longer_knows_strands_at_once(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.revoke("lea.martin")
    assert await carrier.deliver(id_) is State.STRANDED
    assert count_rows(db, ent_tokens) == 0


async def test_an_erased_token_strands(db: Engine, carrier: Carrier, signed_in: str):
    id_ = promised(db)
    tokens.erase(db, CONVERSATION)
    assert await carrier.deliver(id_) is State.STRANDED


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


async def test_another_pupils_token_never_carries_it(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    keep_token(db, ent.token("noe.petit"), user=NOE)
    id_ = promised(db)
    assert await carrier.deliver(id_) is State.STRANDED
    assert ent.messages() == []


async def test_a_damaged_armour_asks_for_a_new_envelope_and_is_cleaned(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "damaged_body", "path": SEND})
    assert await carrier.deliver(id_) is State.DAMAGED
    assert ent.own("lea.martin") == []
    ent.arm()
    assert await carrier.deliver(id_, NOW + LATER) is State.DAMAGED
    assert len(ent.received("mme.lemoine")) == 1


async def test_a_damage_seen_only_in_the_senders_copy_is_seen_too(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "damaged_body", "path": SEND}, {"kind": "done_then_drop", "path": SEND, "times": 1})
    assert await carrier.deliver(id_) is State.SENDING
    assert await carrier.deliver(id_, NOW + LATER) is State.DAMAGED
    assert len(ent.received("mme.lemoine")) == 1


async def test_a_send_that_reached_nobody_is_tried_again_with_another_draft(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "graph", "path": SEND, "times": 1})
    assert await carrier.deliver(id_) is State.PROMISED
    assert copies_of(ent, id_) == NEVER
    assert await carrier.deliver(id_, NOW + LATER) is State.DELIVERED
    assert copies_of(ent, id_) == ONCE
    assert ent.own("lea.martin") == []


async def test_a_send_that_always_reaches_nobody_ends_at_the_desk(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "graph", "path": SEND})
    states = [await carrier.deliver(id_, NOW + LATER * n) for n in range(REFUSALS)]
    assert states == [State.PROMISED] * (REFUSALS - 1) + [State.STRANDED]
    await carrier.rounds(NOW + LATER * REFUSALS, 2)
    assert copies_of(ent, id_) == NEVER
    assert ent.own("lea.martin") == []


async def test_a_reader_who_has_left_the_ent_strands_rather_than_sends_to_some(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.change_group("grp-parlons-en", members=["m.diallo", "m.roche"])
    states = [await carrier.deliver(id_, NOW + LATER * n) for n in range(REFUSALS)]
    assert states[-1] is State.STRANDED
    await carrier.round(NOW + LATER * REFUSALS)
    assert copies_of(ent, id_) == NEVER
    assert ent.own("lea.martin") == []


async def test_a_message_that_reached_only_some_is_never_sent_again(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    send = carrier.ent.send

    async def reports_one(*args: object) -> Sent:
        answer = await send(*args)
        return Sent(answer.id, answer.body, 1)

    carrier.ent.send = reports_one
    assert await carrier.deliver(id_) is State.STRANDED
    assert await carrier.deliver(id_, NOW + LATER) is State.STRANDED
    assert copies_of(ent, id_) == ONCE


async def test_a_refused_transformation_is_retried_then_stranded(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "transformer", "path": SEND})
    states = [await carrier.deliver(id_, NOW + LATER * n) for n in range(REFUSALS)]
    assert states[-1] is State.STRANDED
    assert copies_of(ent, id_) == NEVER


async def test_a_draft_whose_id_was_never_stored_is_cleaned(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": "/conversation/draft", "times": 2})
    await carrier.deliver(id_)
    await carrier.deliver(id_, NOW + LATER)
    orphans = ent.own("lea.martin")
    assert [(m["body"], m["recipients"], m["subject"]) for m in orphans] == [("", [], texts().subject)] * 2
    assert await carrier.deliver(id_, NOW + LATER * 2) is State.DELIVERED
    assert ent.own("lea.martin") == []
    assert copies_of(ent, id_) == ONCE


async def test_the_pupils_own_drafts_and_messages_are_left_alone(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    own = await carrier.ent.create_draft(signed_in, Letter((), "Devoir de maths", "<p>brouillon</p>"))
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": "/conversation/draft", "times": 1})
    await carrier.deliver(id_)
    await carrier.deliver(id_, NOW + LATER)
    assert [m["id"] for m in ent.own("lea.martin")] == [own]


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


async def test_cleaning_after_one_envelope_spares_the_draft_of_the_pupils_other_one(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    first, second = promised(db, "un"), promised(db, "deux")
    ent.arm({"kind": "unavailable", "path": SEND, "times": 2})
    await carrier.deliver(first)
    await carrier.deliver(second, NOW + LATER)
    draft = carrier.row(second).draft_id
    assert await carrier.deliver(first, NOW + LATER * 2) is State.DELIVERED
    assert [m["id"] for m in ent.own("lea.martin")] == [draft]
    assert await carrier.deliver(second, NOW + LATER * 3) is State.DELIVERED
    assert carrier.row(second).draft_id == draft
    assert copies_of(ent, first) == copies_of(ent, second) == ONCE


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

from datetime import timedelta

from sqlalchemy.engine import Engine

from ent import Sent
from handoff import tokens
from handoff.carrying.delivery import REFUSALS
from handoff.states import State
from handoff.tables import ent_tokens
from tests.ent.emulated import NOE, EmulatedEnt
from tests.handoff.scene import (
    CONVERSATION,
    LATER,
    NEVER,
    NOW,
    ONCE,
    Carrier,
    copies_of,
    count_rows,
    keep_token,
    promised,
)

SEND = "/conversation/send"


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


async def test_another_pupils_token_never_carries_it(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    keep_token(db, ent.token("noe.petit"), user=NOE)
    id_ = promised(db)
    assert await carrier.deliver(id_) is State.STRANDED
    assert ent.messages() == []


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

from sqlalchemy.engine import Engine

from handoff.carrying import outbox
from handoff.envelopes import deposit
from handoff.states import State
from handoff.tables import ent_tokens, envelope_readers
from tests.ent.emulated import BENALI, LEA, LEMOINE, NOE, EmulatedEnt
from tests.handoff.scene import (
    CONVERSATION,
    LATER,
    NOW,
    ONCE,
    RING,
    WORD,
    Carrier,
    copies_of,
    count_rows,
    envelope,
    promised,
)

DELIVERED = State.DELIVERED


async def test_a_token_serves_until_what_the_pupil_has_just_sealed_is_promised(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    first = promised(db, "un")
    second = envelope("deux")
    deposit(db, second, WORD, LEA, RING, NOW)
    assert await carrier.deliver(first) is DELIVERED
    outbox.promise(db, second.id, CONVERSATION, NOW + LATER)
    assert await carrier.deliver(second.id, NOW + LATER) is DELIVERED
    assert count_rows(db, ent_tokens) == 0


async def test_another_pupils_sealing_keeps_nobodys_token(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    deposit(db, envelope("deux"), WORD, NOE, RING, NOW)
    assert await carrier.deliver(promised(db, "un")) is DELIVERED
    assert count_rows(db, ent_tokens) == 0


async def test_who_joined_later_has_no_part_in_the_ents_message(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    joined = {"referent_id": BENALI, "joined_at": NOW, "joined_by": LEMOINE, "month": "2026-11", "armour": "rescellé"}
    with db.begin() as connection:
        connection.execute(envelope_readers.insert().values(envelope_id=id_, **joined))
    assert await carrier.deliver(id_) is DELIVERED
    assert copies_of(ent, id_) == ONCE

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from handoff import arrivals, retention
from handoff.carrying import outbox
from handoff.envelopes import PROMISE_EXPECTED, deposit
from handoff.keys import directory
from handoff.keys.tables import referent_months
from handoff.retention import first_kept_month
from handoff.states import State
from handoff.tables import ent_tokens, envelopes, sender_leases
from tests.ent.emulated import LEA, LEMOINE, NOE, EmulatedEnt
from tests.handoff.scene import (
    LATER,
    NOW,
    ONCE,
    RING,
    WORD,
    Carrier,
    copies_of,
    count_rows,
    envelope,
    keep_token,
    keys_of,
    promised,
)
from tests.keys import counted


async def test_a_round_delivers_what_is_promised_and_says_so(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    made = await carrier.round(NOW)
    assert (made.delivered, made.waiting, made.stranded, made.erased) == (1, 0, (), 0)
    assert copies_of(ent, id_) == ONCE
    assert (await carrier.round(NOW + LATER)).delivered == 0


async def test_several_pupils_are_carried_in_one_round(db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str):
    keep_token(db, ent.token("noe.petit"), "conversation-de-noe", NOE)
    ids = [promised(db, "un"), promised(db, "deux", "conversation-de-noe", NOE)]
    assert (await carrier.round(NOW)).delivered == 2
    assert [copies_of(ent, id_) for id_ in ids] == [ONCE, ONCE]


async def test_an_ent_that_is_down_is_counted_as_waiting(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    promised(db)
    ent.arm({"kind": "drop", "path": "/conversation"})
    assert (await carrier.round(NOW)).waiting == 1
    assert (await carrier.round(NOW + timedelta(seconds=1))).waiting == 0


async def test_what_strands_is_named_so_that_the_desk_can_ring(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.revoke("lea.martin")
    assert (await carrier.round(NOW)).stranded == (id_,)
    assert (await carrier.round(NOW + LATER)).stranded == ()
    assert [line.id for line in arrivals.addressed_to(db, LEMOINE)] == [id_]


async def test_a_deposit_that_nobody_promised_is_shown_at_the_desk_after_a_while(db: Engine, carrier: Carrier):
    deposit(db, envelope(), WORD, LEA, RING, NOW)
    assert (await carrier.round(NOW + PROMISE_EXPECTED - timedelta(seconds=1))).stranded == ()
    assert (await carrier.round(NOW + PROMISE_EXPECTED)).stranded == (envelope().id,)
    assert [line.id for line in arrivals.addressed_to(db, LEMOINE)] == [envelope().id]
    assert outbox.state_of(db, envelope().id) is State.STRANDED


async def test_one_envelope_that_cannot_be_carried_does_not_hold_back_the_others(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    keep_token(db, ent.token("noe.petit"), "conversation-de-noe", NOE)
    broken, sound = promised(db, "un"), promised(db, "deux", "conversation-de-noe", NOE)
    create_draft = carrier.ent.create_draft

    async def fails_for_lea(token: str, *rest: object) -> str:
        if token == signed_in:
            raise RuntimeError
        return await create_draft(token, *rest)

    carrier.ent.create_draft = fails_for_lea
    assert (await carrier.round(NOW)).delivered == 1
    assert copies_of(ent, sound) == ONCE
    carrier.ent.create_draft = create_draft
    await carrier.round(NOW + LATER)
    assert copies_of(ent, broken) == ONCE


async def test_an_expired_token_is_erased_whatever_became_of_it(db: Engine, carrier: Carrier):
    keep_token(db, "oublié")
    await carrier.round(NOW + timedelta(minutes=59))
    assert count_rows(db, ent_tokens) == 1
    await carrier.round(NOW + timedelta(hours=1))
    assert count_rows(db, ent_tokens) == 0


async def test_after_its_months_everything_of_an_envelope_is_erased(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    counted(db, keys_of(LEMOINE, "Sophie Lemoine"))
    promised(db)
    await carrier.round(NOW)
    assert (await carrier.round(datetime(2027, 11, 30, 23, tzinfo=timezone.utc))).erased == 0
    assert count_rows(db, envelopes) == count_rows(db, sender_leases) == 1
    assert (await carrier.round(datetime(2027, 12, 1, tzinfo=timezone.utc))).erased == 1
    assert count_rows(db, envelopes) == count_rows(db, sender_leases) == 0
    assert arrivals.addressed_to(db, LEMOINE) == ()
    assert {month.month for month in directory.keys_of(db, LEMOINE).months} >= {"2026-12", "2027-08"}
    assert "2026-11" not in {month.month for month in directory.keys_of(db, LEMOINE).months}
    assert count_rows(db, referent_months) == 9


def test_an_envelope_that_is_not_due_is_kept_whole(db: Engine):
    id_ = promised(db)
    assert retention.erase_due(db, NOW) == 0
    assert outbox.state_of(db, id_) is State.PROMISED


@pytest.mark.parametrize(
    ("now", "month"), [((2026, 11, 22), "2025-11"), ((2026, 1, 1), "2025-01"), ((2026, 12, 31), "2025-12")]
)
def test_twelve_whole_months_are_kept(now: tuple[int, int, int], month: str):
    assert first_kept_month(datetime(*now, tzinfo=timezone.utc), 12) == month


@given(st.integers(2001, 2090), st.integers(1, 12), st.integers(1, 28), st.integers(0, 200))
def test_the_first_kept_month_is_as_many_months_before(in_year: int, in_month: int, day: int, kept: int):
    now = datetime(in_year, in_month, day, tzinfo=timezone.utc)
    year, month = map(int, first_kept_month(now, kept).split("-"))
    assert 1 <= month <= 12
    assert (now.year - year) * 12 + now.month - month == kept

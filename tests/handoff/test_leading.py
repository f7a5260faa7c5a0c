import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.engine import Engine

from handoff.carrying import leading
from handoff.carrying.courier import run_once
from handoff.carrying.leading import LEAD, SKEW, leader, take
from handoff.tables import courier_leads
from tests.ent.emulated import EmulatedEnt
from tests.handoff.scene import NEVER, NOW, ONCE, RING, SETTINGS, Carrier, copies_of, promised

SECOND = timedelta(seconds=1)
SHORT = timedelta(milliseconds=5)


def test_the_first_who_asks_leads_and_the_others_wait(db: Engine):
    assert leader(db, NOW) is None
    assert take(db, "un", NOW) == NOW + LEAD
    assert take(db, "deux", NOW) is None
    assert leader(db, NOW).holder == "un"


def test_who_leads_keeps_the_lead_by_asking_again(db: Engine):
    for number in range(10):
        assert take(db, "un", NOW + LEAD * number / 2) is not None
        assert take(db, "deux", NOW + LEAD * number / 2 + SECOND) is None


def test_a_leader_that_says_nothing_more_is_replaced_within_the_time_that_is_written(db: Engine):
    take(db, "un", NOW)
    assert take(db, "deux", NOW + LEAD + SKEW - SECOND / 1_000) is None
    assert take(db, "deux", NOW + LEAD + SKEW) is not None
    assert take(db, "un", NOW + LEAD + SKEW) is None
    assert timedelta(seconds=20) >= LEAD + SKEW


def test_a_lead_that_is_given_back_is_free_at_once(db: Engine):
    take(db, "un", NOW)
    leading.give_back(db, "deux")
    assert take(db, "deux", NOW) is None
    leading.give_back(db, "un")
    assert take(db, "deux", NOW) is not None


@pytest.mark.parametrize("before", [None, "parti"])
def test_of_many_that_ask_at_the_same_moment_one_leads(db: Engine, before: str | None):
    for number in range(5):
        with db.begin() as connection:
            connection.execute(delete(courier_leads))
        if before:
            take(db, before, NOW - LEAD - SKEW)
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(take, db, f"{number}-{each}", NOW) for each in range(8)]
        assert sum(each.result() is not None for each in asked) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(st.tuples(st.sampled_from("ABC"), st.floats(0, 12), st.sampled_from(["take", "take", "give back"]))),
    skews=st.fixed_dictionaries({each: st.floats(-1.45, 1.45) for each in "ABC"}),
)
def test_two_never_lead_at_once_while_their_clocks_differ_by_less_than_is_written(
    db: Engine, steps: list[tuple[str, float, str]], skews: dict[str, float]
):
    with db.begin() as connection:
        connection.execute(delete(courier_leads))
    true_time = NOW
    until: dict[str, datetime] = {}
    for who, apart, act in steps:
        true_time += timedelta(seconds=apart)
        clock = true_time + timedelta(seconds=skews[who])
        if act == "take":
            found = take(db, who, clock)
            until.pop(who, None)
            if found is not None:
                until[who] = found - timedelta(seconds=skews[who])
        else:
            leading.give_back(db, who)
            until.pop(who, None)
        assert sum(end > true_time for end in until.values()) <= 1


async def test_the_lead_is_kept_while_a_round_lasts_and_lost_when_another_takes_it(db: Engine):
    now = [NOW]
    async with leading.leading(db, "un", lambda: now[0], SHORT) as lead:
        for _ in range(3):
            now[0] += LEAD * 2 / 3
            await _until(lambda: lead.until == now[0] + LEAD)
            assert lead.holds()
        leading.give_back(db, "un")
        take(db, "deux", now[0])
        await asyncio.sleep(0.05)
        now[0] += LEAD
        assert not lead.holds()
    assert leader(db, now[0] - SECOND).holder == "deux"


async def _until(condition) -> None:
    for _ in range(400):
        if condition():
            return
        await asyncio.sleep(0.005)
    raise AssertionError


async def test_a_database_that_fails_for_a_moment_does_not_end_the_lead(db: Engine, monkeypatch: pytest.MonkeyPatch):
    now, whole = [NOW], leading.take
    failing = [True]

    def breaks(*args: object) -> datetime | None:
        if failing[0]:
            raise RuntimeError
        return whole(*args)

    async with leading.leading(db, "un", lambda: now[0], SHORT) as lead:
        monkeypatch.setattr(leading, "take", breaks)
        await asyncio.sleep(0.03)
        now[0] += SECOND
        failing[0] = False
        await _until(lambda: lead.until == now[0] + LEAD)


async def test_who_does_not_lead_is_told_so(db: Engine):
    take(db, "un", NOW)
    async with leading.leading(db, "deux", lambda: NOW) as lead:
        assert lead is None


async def test_a_round_whose_lead_is_lost_begins_nothing_more(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    called: list[datetime] = []

    async def hook(now: datetime) -> int:
        called.append(now)
        return 1

    lost = await run_once(db, RING, carrier.ent, SETTINGS, lambda: NOW, hooks=[hook], holds=lambda: False)
    assert (copies_of(ent, id_), called, lost.told) == (NEVER, [], 0)
    led = await run_once(db, RING, carrier.ent, SETTINGS, lambda: NOW, hooks=[hook])
    assert (copies_of(ent, id_), called, led.told) == (ONCE, [NOW], 1)


async def test_a_hook_that_fails_holds_back_nothing(db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str):
    async def fails(_now: datetime) -> int:
        raise RuntimeError

    async def tells(_now: datetime) -> int:
        return 2

    done = await run_once(db, RING, carrier.ent, SETTINGS, lambda: NOW, hooks=[fails, tells])
    assert done.told == 2


async def test_two_couriers_that_both_believe_they_lead_still_send_once(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    await asyncio.gather(*(carrier.round(NOW) for _ in range(4)))
    await carrier.rounds(NOW + timedelta(minutes=4), 2)
    assert copies_of(ent, id_) == ONCE

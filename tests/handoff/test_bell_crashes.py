import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff import receipts
from handoff.carrying.leases import LEASE
from handoff.waiting import bell, bell_rows
from handoff.waiting.bell import ring_once
from handoff.waiting.bell_rows import MOST_UNSURE, UNSURE_WAIT
from tests.ent.emulated import DIALLO, LEMOINE, EmulatedEnt
from tests.handoff.bell_scene import BELL, PUBLISH, enrol_readers, rings, round_at, stranded
from tests.handoff.points import Died, Points, WatchedTransport, dying_at
from tests.handoff.scene import NOW, Carrier

# Database: note, claim, heard, let go. ENT: token, publish. Each before and after.
POINTS = 2 * (4 + 2)
RUNG_BUT_NOT_WRITTEN = (8, 9)  # after the publish, and before the write that follows it
SECOND = timedelta(seconds=1)


@pytest.fixture
async def message(db: Engine, carrier: Carrier) -> str:
    enrol_readers(db)
    id_ = stranded(db)
    await round_at(carrier, NOW, bell=None)
    return id_


async def attempt(db: Engine, ent: EmulatedEnt, monkeypatch: pytest.MonkeyPatch, points: Points, now=NOW) -> int | None:
    with monkeypatch.context() as patch:
        patch.setattr(bell, "asyncio", _Watched(points))
        try:
            async with httpx.AsyncClient(transport=WatchedTransport(points)) as http:
                return await ring_once(db, EntClient(ent.url, http), BELL, now)
        except Died:
            return None


class _Watched:
    """asyncio as the bell sees it, with a point around each database call."""

    def __init__(self, points: Points) -> None:
        self.to_thread = points.to_thread
        self.get_running_loop = asyncio.get_running_loop


async def test_a_ring_passes_as_many_points_as_are_tried_below(
    db: Engine, ent: EmulatedEnt, message: str, monkeypatch: pytest.MonkeyPatch
):
    points = Points(dying_at(0))
    assert await attempt(db, ent, monkeypatch, points) == 2
    assert points.passed == POINTS


@pytest.mark.parametrize("point", range(1, POINTS + 1))
async def test_dying_at_any_point_never_rings_again_within_the_hour(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, message: str, monkeypatch: pytest.MonkeyPatch, point: int
):
    assert await attempt(db, ent, monkeypatch, Points(dying_at(point))) is None
    for minutes in (4, 15, 40, 59):
        await round_at(carrier, NOW + timedelta(minutes=minutes))
        assert max(rings(ent)) <= 1
    for hours in (2, 4, 8, 16):
        if rings(ent) == (1, 1):
            receipts.mark_opened(db, message, LEMOINE, NOW + timedelta(hours=hours))
            receipts.mark_opened(db, message, DIALLO, NOW + timedelta(hours=hours))
        await round_at(carrier, NOW + timedelta(hours=hours))
    assert rings(ent) == (1, 1)


@pytest.mark.parametrize("point", range(1, POINTS + 1))
async def test_dying_at_any_point_leaves_nobody_unrung_and_rings_again_only_what_may_have_been_lost(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, message: str, monkeypatch: pytest.MonkeyPatch, point: int
):
    await attempt(db, ent, monkeypatch, Points(dying_at(point)))
    for number in range(1, 20):
        await round_at(carrier, NOW + UNSURE_WAIT * number)
    assert rings(ent) == ((2, 2) if point in RUNG_BUT_NOT_WRITTEN else (1, 1))


@pytest.mark.parametrize("fault", ["done_then_drop", "done_then_unavailable"])
async def test_a_lost_answer_is_not_rung_again_for_those_who_opened(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, message: str, fault: str
):
    ent.arm({"kind": fault, "path": PUBLISH, "times": 1})
    await round_at(carrier, NOW)
    await round_at(carrier, NOW + UNSURE_WAIT - SECOND)
    assert rings(ent) == (1, 1)
    receipts.mark_opened(db, message, LEMOINE, NOW + SECOND)
    await round_at(carrier, NOW + UNSURE_WAIT)
    await round_at(carrier, NOW + UNSURE_WAIT * 24)
    assert rings(ent) == (1, 2)


async def test_an_ent_that_always_loses_its_answer_is_not_a_siren(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, message: str
):
    ent.arm({"kind": "done_then_drop", "path": PUBLISH})
    for number in range(60):
        await round_at(carrier, NOW + UNSURE_WAIT * number)
    assert rings(ent) == (MOST_UNSURE, MOST_UNSURE)


async def test_a_courier_that_stalls_while_another_takes_over_writes_nothing_of_its_own(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, message: str
):
    stale = bell_rows.claim(db, NOW) if bell_rows.note_due(db, NOW) is None else None
    assert stale is not None
    assert bell_rows.claim(db, NOW + LEASE) is None
    assert (await round_at(carrier, NOW + UNSURE_WAIT)).rung == 2
    bell_rows.not_made(db, stale, NOW + UNSURE_WAIT)
    bell_rows.let_go(db, stale, NOW)
    assert (await round_at(carrier, NOW + UNSURE_WAIT * 3)).rung == 0
    assert rings(ent) == (1, 1)

"""A courier that dies anywhere while it reminds: nobody is told twice within the hour, nobody is left untold."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff.waiting import bell, reminders
from handoff.waiting.bell_rows import UNSURE_WAIT
from tests.ent.emulated import EmulatedEnt
from tests.handoff.bell_scene import BELL, enrol_readers
from tests.handoff.points import Died, Points, WatchedTransport, dying_at
from tests.handoff.reminder_scene import BY, SCHOOL, arrived, heard, look
from tests.handoff.scene import RING, Carrier

# Database: may look, ground, note, end of the look, claim, sentence, heard, let go. ENT: token, publish. Each before and after.
POINTS = 2 * (8 + 2)


@pytest.fixture(autouse=True)
def message(db: Engine) -> None:
    enrol_readers(db)
    arrived(db)


async def attempt(db: Engine, ent: EmulatedEnt, monkeypatch: pytest.MonkeyPatch, points: Points) -> int | None:
    with monkeypatch.context() as patch:
        for module in (bell, reminders):
            patch.setattr(module, "asyncio", _Watched(points))
        try:
            async with httpx.AsyncClient(transport=WatchedTransport(points)) as http:
                return await reminders.run(db, RING, EntClient(ent.url, http), BELL, SCHOOL, BY)
        except Died:
            return None


class _Watched:
    """asyncio as the reminders see it, with a point around each database call."""

    def __init__(self, points: Points) -> None:
        self.to_thread = points.to_thread
        self.get_running_loop = asyncio.get_running_loop


async def test_a_reminder_passes_as_many_points_as_are_tried_below(
    db: Engine, ent: EmulatedEnt, monkeypatch: pytest.MonkeyPatch
):
    points = Points(dying_at(0))
    assert await attempt(db, ent, monkeypatch, points) == 2
    assert points.passed == POINTS


@pytest.mark.parametrize("point", range(1, POINTS + 1))
async def test_dying_at_any_point_never_tells_twice_within_the_hour_and_leaves_nobody_untold(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, monkeypatch: pytest.MonkeyPatch, point: int
):
    assert await attempt(db, ent, monkeypatch, Points(dying_at(point))) is None
    for minutes in (4, 20, 55):
        await look(carrier, ent, BY + timedelta(minutes=minutes))
        assert max(heard(ent)) <= 1
    await look(carrier, ent, BY + UNSURE_WAIT + timedelta(minutes=5))
    readers, outside = heard(ent)[:2], heard(ent)[2:]
    assert min(readers) >= 1
    assert max(readers) <= 2  # the second only where the answer of the first may have been lost
    assert outside == (0, 0)

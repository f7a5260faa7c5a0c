import asyncio
import json
import os
import subprocess
import sys

import httpx
import pytest
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff.states import State
from handoff.tables import ent_tokens, outbox_drafts
from tests.ent.emulated import ROOT, EmulatedEnt
from tests.handoff.dying_courier import ALIVE, KILLED
from tests.handoff.points import Died, Points, WatchedTransport, dying_at, watch_database
from tests.handoff.scene import LATER, NOW, ONCE, Carrier, copies_of, count_rows, promised

# Database: begin, token, draft stored, sending, load, delivered, drafts, settle, release, state. ENT: draft, send, trash, delete.
POINTS = 2 * (10 + 4)


@pytest.fixture(autouse=True)
def unwatched():
    yield
    watch_database(None)


async def attempt(db: Engine, ent: EmulatedEnt, id_: str, points: Points, now=NOW) -> State | None:
    watch_database(points)
    try:
        async with httpx.AsyncClient(transport=WatchedTransport(points)) as http:
            return await Carrier(db, EntClient(ent.url, http)).deliver(id_, now)
    except Died:
        return None
    finally:
        watch_database(None)


def assert_delivered_once_and_clean(db: Engine, ent: EmulatedEnt, carrier: Carrier, id_: str) -> None:
    assert copies_of(ent, id_) == ONCE
    assert carrier.row(id_).state == State.DELIVERED.value
    assert ent.own("lea.martin") == []
    assert count_rows(db, ent_tokens) == count_rows(db, outbox_drafts) == 0


async def test_a_delivery_passes_as_many_points_as_are_tried_below(db: Engine, ent: EmulatedEnt, signed_in: str):
    points = Points(dying_at(0))
    assert await attempt(db, ent, promised(db), points) is State.DELIVERED
    assert points.passed == POINTS


@pytest.mark.parametrize("point", range(1, POINTS + 1))
async def test_dying_at_any_point_loses_nothing_and_sends_nothing_twice(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, point: int
):
    id_ = promised(db)
    assert await attempt(db, ent, id_, Points(dying_at(point))) is None
    assert max(copies_of(ent, id_).values()) <= 1
    await carrier.rounds(NOW + LATER, 3)
    assert_delivered_once_and_clean(db, ent, carrier, id_)


@pytest.mark.parametrize("point", range(1, POINTS + 1, 3))
async def test_dying_at_any_point_and_again_at_the_restart(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, point: int
):
    id_ = promised(db)
    for number, again in enumerate((point, *range(2, POINTS, 5))):
        await attempt(db, ent, id_, Points(dying_at(again)), NOW + LATER * number)
        assert max(copies_of(ent, id_).values()) <= 1
    await carrier.rounds(NOW + LATER * 8, 3)
    assert_delivered_once_and_clean(db, ent, carrier, id_)


@pytest.mark.parametrize("point", range(1, POINTS + 1))
async def test_a_courier_that_stalls_past_its_lease_while_another_delivers_does_no_harm(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, point: int
):
    id_ = promised(db)
    stalled, resume = asyncio.Event(), asyncio.Event()

    async def stall(number: int) -> None:
        if number == point:
            stalled.set()
            await resume.wait()

    slow = asyncio.ensure_future(attempt(db, ent, id_, Points(stall)))
    await stalled.wait()
    watch_database(None)
    await carrier.rounds(NOW + LATER, 2)
    resume.set()
    await slow
    await carrier.rounds(NOW + LATER * 3, 3)
    assert_delivered_once_and_clean(db, ent, carrier, id_)


@pytest.mark.parametrize("point", range(1, POINTS + 1))
async def test_an_attempt_that_is_cancelled_is_taken_up_again(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, point: int
):
    id_ = promised(db)
    tasks: list[asyncio.Task[State | None]] = []

    async def cancel(number: int) -> None:
        if number == point:
            tasks[0].cancel()
            await asyncio.sleep(0)

    tasks.append(asyncio.ensure_future(attempt(db, ent, id_, Points(cancel))))
    await asyncio.gather(*tasks, return_exceptions=True)
    await carrier.rounds(NOW + LATER, 3)
    assert_delivered_once_and_clean(db, ent, carrier, id_)


@pytest.fixture(scope="module")
def dying_courier():
    command = [sys.executable, str(ROOT / "tests" / "handoff" / "dying_courier.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.stdin.close()


@pytest.mark.parametrize("point", range(1, POINTS + 2))
async def test_a_process_killed_at_any_point_loses_nothing_and_sends_nothing_twice(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str, dying_courier: subprocess.Popen[str], point: int
):
    id_ = promised(db)
    job = {"database": str(db.url), "ent": ent.url, "envelope": id_, "point": point, "now": NOW.isoformat()}
    dying_courier.stdin.write(json.dumps(job) + "\n")
    dying_courier.stdin.flush()
    assert int(dying_courier.stdout.readline()) == (KILLED if point <= POINTS else ALIVE)
    assert max(copies_of(ent, id_).values()) <= 1
    await carrier.rounds(NOW + LATER, 3)
    assert_delivered_once_and_clean(db, ent, carrier, id_)

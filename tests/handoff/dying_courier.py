"""A courier that kills itself (SIGKILL) at a given point: one job a line on its input, one exit code a line on its
output; each job is one process, forked from this one, which has no thread."""

import asyncio
import json
import os
import signal
import sys
from datetime import datetime

import httpx

from ent import EntClient
from handoff.carrying.delivery import deliver
from handoff.database import open_database
from tests.handoff.points import Points, WatchedTransport, watch_database
from tests.handoff.scene import RING, SETTINGS

KILLED = -signal.SIGKILL
ALIVE = 0


def run(job: dict[str, str]) -> None:
    asyncio.run(attempt(job))


async def attempt(job: dict[str, str]) -> None:
    async def hook(number: int) -> None:
        if number == int(job["point"]):
            os.kill(os.getpid(), signal.SIGKILL)

    points = Points(hook)
    watch_database(points)
    async with httpx.AsyncClient(transport=WatchedTransport(points)) as http:
        db = open_database(job["database"])
        await deliver(
            db, RING, EntClient(job["ent"], http), job["envelope"], SETTINGS, datetime.fromisoformat(job["now"])
        )


def in_a_child(job: dict[str, str]) -> int:
    child = os.fork()
    if child == 0:
        run(job)
        os._exit(ALIVE)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    for line in sys.stdin:
        print(in_a_child(json.loads(line)), flush=True)  # noqa: T201

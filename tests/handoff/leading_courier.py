"""A courier that only leads, in a process of its own: each time it begins a round as the leader, the moment of it on its output."""

import asyncio
import sys
import time
from datetime import datetime, timedelta, timezone

from handoff.carrying import leading
from handoff.database import open_database

LEAD, SKEW, BEAT, LOOK = (timedelta(seconds=seconds) for seconds in (0.8, 0.2, 0.2, 0.05))


def now() -> datetime:
    return datetime.now(timezone.utc)


async def lead_for_ever(database: str, holder: str) -> None:
    leading.LEAD, leading.SKEW = LEAD, SKEW
    db = open_database(database)
    while True:
        async with leading.leading(db, holder, now, BEAT) as lead:
            if lead is not None:
                print(time.monotonic(), flush=True)  # noqa: T201
                await asyncio.sleep(LEAD.total_seconds() * 2)  # a round longer than the lead
        await asyncio.sleep(LOOK.total_seconds())


if __name__ == "__main__":
    asyncio.run(lead_for_ever(*sys.argv[1:]))

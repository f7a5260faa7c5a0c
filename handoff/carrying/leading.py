"""Several couriers may run; one leads, by a row of the database. Only the leader delivers, rings, reminds and erases.

* The row says who holds the lead, and until when. The holder makes it longer every BEAT; whoever finds it ended, takes it.
* It is taken only SKEW after its end, and its holder stops AT its end: while clocks differ by less than SKEW, two never lead at once.
* Each change names the holder it replaces, in one statement: of two that try, the database lets one through.
* A leader that is killed is replaced within LEAD + SKEW and one rest of the command's loop; one that ends well gives the lead back at once.

This saves work and keeps the ENT's feed calm. It is not what keeps a message from leaving twice: that is the lease of each envelope
(`handoff.carrying.leases`), which holds whatever the clocks say.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from handoff.database import reading
from handoff.tables import courier_leads

LEAD = timedelta(seconds=12)
SKEW = timedelta(seconds=3)
BEAT = timedelta(seconds=4)
_NAME = "courier"
_ROW = courier_leads.c.name == _NAME

logger = logging.getLogger("parlons_en.handoff")


@dataclass(frozen=True)
class Leader:
    """Who leads: `holder` is an id that a courier drew at its start."""

    holder: str
    until: datetime


class Lead:
    """What a leading courier asks before each thing it does."""

    def __init__(self, until: datetime, clock: Callable[[], datetime]) -> None:
        self.until = until
        self._clock = clock

    def holds(self) -> bool:
        """Whether nobody else can be leading."""
        return self._clock() < self.until


def take(db: Engine, holder: str, now: datetime) -> datetime | None:
    """Take the lead, or keep it: until when; None when another has it."""
    until = now + LEAD
    free = (courier_leads.c.holder == holder) | (courier_leads.c.until <= now - SKEW)
    try:
        with db.begin() as connection:
            if connection.execute(update(courier_leads).where(_ROW, free).values(holder=holder, until=until)).rowcount:
                return until
            if connection.execute(select(courier_leads.c.holder).where(_ROW)).first() is None:
                connection.execute(insert(courier_leads).values(name=_NAME, holder=holder, until=until))
                return until
    except IntegrityError:  # two couriers started together for the first time; the other leads
        return None
    return None


def give_back(db: Engine, holder: str) -> None:
    """End the lead at once; nothing if it is already another's."""
    with db.begin() as connection:
        connection.execute(delete(courier_leads).where(_ROW, courier_leads.c.holder == holder))


def leader(db: Engine, now: datetime) -> Leader | None:
    """Who leads now, or None."""
    with reading(db) as connection:
        row = connection.execute(select(courier_leads).where(_ROW, courier_leads.c.until > now)).one_or_none()
    return None if row is None else Leader(row.holder, row.until)


@asynccontextmanager
async def leading(
    db: Engine, holder: str, clock: Callable[[], datetime], beat: timedelta = BEAT
) -> AsyncIterator[Lead | None]:
    """Lead while the block runs, however long it lasts; None when another leads. The lead is kept afterwards, until it ends by itself."""
    until = await asyncio.to_thread(take, db, holder, clock())
    if until is None:
        yield None
        return
    lead = Lead(until, clock)
    beating = asyncio.ensure_future(_beat(db, holder, lead, clock, beat))
    try:
        yield lead
    finally:
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating


async def _beat(db: Engine, holder: str, lead: Lead, clock: Callable[[], datetime], beat: timedelta) -> None:
    while lead.holds():
        await asyncio.sleep(beat.total_seconds())
        try:
            until = await asyncio.to_thread(take, db, holder, clock())
        except Exception as error:  # noqa: BLE001 (a database that fails for a moment: the lead ends by itself if it lasts)
            logger.error("lead not kept kind=%s", type(error).__name__)  # noqa: TRY400
            continue
        if until is None:
            logger.info("lead lost holder=%s", holder)
            return
        lead.until = until

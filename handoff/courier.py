"""The courier's round. The loop around it is in the command line; several couriers may run."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Engine

from ent import EntClient
from handoff import outbox, retention
from handoff.bell import Bell, ring_once
from handoff.delivery import DeliverySettings, deliver
from handoff.errors import EnvelopeUnknown
from handoff.states import AT_SCHOOL, PENDING, State
from vault import KeyRing

_AT_ONCE = 4
_A_ROUND = 200

logger = logging.getLogger("parlons_en.handoff")


@dataclass(frozen=True)
class Round:
    """What one round did: counts for the log, the stranded ids, and how many referents the bell of the desk has told."""

    delivered: int
    waiting: int
    stranded: tuple[str, ...]
    erased: int
    rung: int


async def run_once(
    db: Engine,
    ring: KeyRing,
    ent: EntClient,
    settings: DeliverySettings,
    clock: Callable[[], datetime],
    bell: Bell | None = None,
) -> Round:
    """One round: deliver what is due, strand what can no longer be carried, ring for it, erase what is due.

    Safe beside other couriers. Without a bell nobody is told: the desk shows what is stranded to whoever opens it.
    """
    unpromised = await asyncio.to_thread(outbox.strand_unpromised, db, clock())
    ids = await asyncio.to_thread(outbox.due, db, clock(), _A_ROUND)
    places = asyncio.Semaphore(_AT_ONCE)
    states = await asyncio.gather(*(_carry(db, ring, ent, settings, clock, places, id_) for id_ in ids))
    rung = 0 if bell is None else await ring_once(db, ent, bell, clock())
    erased = await asyncio.to_thread(retention.erase_due, db, clock())
    counted = Counter(states)
    return Round(
        delivered=sum(counted[state] for state in AT_SCHOOL),
        waiting=sum(counted[state] for state in PENDING),
        stranded=unpromised + tuple(i for i, state in zip(ids, states, strict=True) if state is State.STRANDED),
        erased=erased,
        rung=rung,
    )


async def _carry(
    db: Engine,
    ring: KeyRing,
    ent: EntClient,
    settings: DeliverySettings,
    clock: Callable[[], datetime],
    places: asyncio.Semaphore,
    envelope_id: str,
) -> State | None:
    async with places:
        try:
            return await deliver(db, ring, ent, envelope_id, settings, clock())
        except EnvelopeUnknown:  # erased since it was listed
            return None
        except Exception as error:  # noqa: BLE001 (one envelope that cannot be carried must not hold back the others)
            logger.error("delivery failed envelope=%s kind=%s", envelope_id, type(error).__name__)  # noqa: TRY400
            return None

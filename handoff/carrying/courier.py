"""The courier's round. The loop around it is in the command line; several couriers may run, one leads (`handoff.carrying.leading`)."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.engine import Engine

from ent import EntClient
from handoff import retention
from handoff.carrying import outbox
from handoff.carrying.delivery import CHANCE, Chance, DeliverySettings, deliver
from handoff.errors import EnvelopeUnknown
from handoff.states import AT_SCHOOL, PENDING, State
from handoff.waiting.bell import Bell, ring_once
from vault import KeyRing

_AT_ONCE = 4
_A_ROUND = 200

# Something more that the leader does each round, at that time; how many people were told.
Hook = Callable[[datetime], Awaitable[int]]

logger = logging.getLogger("parlons_en.handoff")


@dataclass(frozen=True)
class Round:
    """What one round did: counts for the log, the stranded ids, how many referents the bell of the desk has told, how many people the hooks."""

    delivered: int
    waiting: int
    stranded: tuple[str, ...]
    erased: int
    rung: int
    told: int


@dataclass(frozen=True)
class _Post:
    """What each delivery of a round needs."""

    db: Engine
    ring: KeyRing
    ent: EntClient
    settings: DeliverySettings
    clock: Callable[[], datetime]
    chance: Chance
    holds: Callable[[], bool]
    places: asyncio.Semaphore


def alone() -> bool:
    """No other courier is known of."""
    return True


async def run_once(
    db: Engine,
    ring: KeyRing,
    ent: EntClient,
    settings: DeliverySettings,
    clock: Callable[[], datetime],
    bell: Bell | None = None,
    *,
    hooks: Sequence[Hook] = (),
    kept_months: retention.KeptMonths = retention.usual,
    holds: Callable[[], bool] = alone,
    chance: Chance = CHANCE,
) -> Round:
    """One round: deliver what is due, strand what can no longer be carried, ring for it, run the hooks, erase what is due.

    Safe beside other couriers; nothing more is begun once `holds()` is false. Without a bell nobody is told: the desk shows what is stranded to
    whoever opens it.
    """
    unpromised = await asyncio.to_thread(outbox.strand_unpromised, db, clock())
    ids = await asyncio.to_thread(outbox.due, db, clock(), _A_ROUND)
    post = _Post(db, ring, ent, settings, clock, chance, holds, asyncio.Semaphore(_AT_ONCE))
    states = await asyncio.gather(*(_carry(post, id_) for id_ in ids))
    rung = await ring_once(db, ent, bell, clock()) if bell is not None and holds() else 0
    told = [await _run(hook, clock()) for hook in hooks if holds()]
    erasing = partial(retention.erase_due, db, clock(), kept_months, most=_A_ROUND, holds_on=holds)
    erased = await asyncio.to_thread(erasing) if holds() else 0
    counted = Counter(states)
    return Round(
        delivered=sum(counted[state] for state in AT_SCHOOL),
        waiting=sum(counted[state] for state in PENDING),
        stranded=unpromised + tuple(i for i, state in zip(ids, states, strict=True) if state is State.STRANDED),
        erased=erased,
        rung=rung,
        told=sum(told),
    )


async def _carry(post: _Post, envelope_id: str) -> State | None:
    async with post.places:
        if not post.holds():
            return None
        try:
            return await deliver(
                post.db, post.ring, post.ent, envelope_id, post.settings, post.clock(), chance=post.chance
            )
        except EnvelopeUnknown:  # erased since it was listed
            return None
        except Exception as error:  # noqa: BLE001 (one envelope that cannot be carried must not hold back the others)
            logger.error("delivery failed envelope=%s kind=%s", envelope_id, type(error).__name__)  # noqa: TRY400
            return None


async def _run(hook: Hook, now: datetime) -> int:
    try:
        return await hook(now)
    except Exception as error:  # noqa: BLE001 (what may be told must not hold back what must be erased)
        logger.error("hook failed kind=%s", type(error).__name__)  # noqa: TRY400
        return 0

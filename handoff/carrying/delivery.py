"""One attempt to carry one envelope to the ENT, exactly once.

1. hold the envelope (`leases`): one courier, and a fence against one that stalls;
2. an empty draft, addressed to nobody; its id stored → `drafted`. Dying in between leaves an empty draft, cleaned later;
3. `sending` is written, then the full payload goes with `send?id=`: the ENT sends a draft once, so repeating this step is safe;
4. proof (`proof`): 200 with everyone reached and the armour intact, or "state mismatch" and the sender's copy says so;
5. the sender's copy and our drafts are trashed and deleted, then the token is erased.

A restart takes up at the stored state. Each attempt ends in a named outcome (`outcomes`), which says what is done then: without a live token, or
refused three times, `stranded`: the desk shows the envelope. Traces that the ENT refuses three times to take away are said to the pupil (`traces`).

One thing the ENT lets nobody know: when it failed in silence (`sent` 0, or too few) AND its answer was lost, the sender's copy looks sent.
It counts as delivered, and is: the desk lists it from here. Only the ENT did not notify everybody: the bell of the desk rings an hour later for
whoever has not opened it (`bell_rows.note_unheard`).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from secrets import SystemRandom
from typing import Protocol

from sqlalchemy.engine import Engine

from ent import EntClient, EntError
from handoff import tokens
from handoff.carrying import backoff, leases, outbox
from handoff.carrying.attempt import Attempt
from handoff.carrying.cleaning import clean, orphans
from handoff.carrying.outcomes import RESTING, Met, Outcome, Then, of_error
from handoff.carrying.sending import Way, send_once
from handoff.carrying.traces import SETTLED_AFTER, Traces
from handoff.senders import is_sender
from handoff.states import PENDING, State
from vault import KeyRing

REFUSALS = 3
Chance = Callable[[], float]
CHANCE: Chance = SystemRandom().random

logger = logging.getLogger("parlons_en.handoff")


class DeliverySettings(Protocol):
    """What delivery needs to know; `settings.Settings` is one."""

    @property
    def public_url(self) -> str: ...


async def deliver(
    db: Engine,
    ring: KeyRing,
    ent: EntClient,
    envelope_id: str,
    settings: DeliverySettings,
    now: datetime,
    chance: Chance = CHANCE,
) -> State:
    """One attempt; the state it ends in. Never twice at once: when another process holds the lease, the state as it is.

    DAMAGED: the ENT altered the armour, and the pupil's browser must seal again under a new id. `chance` (0 to 1) spreads the attempts that
    follow a failure. Raises EnvelopeUnknown; raises nothing for an ENT that is down.
    """
    attempt = await asyncio.to_thread(Attempt.begin, db, envelope_id, now)
    if attempt is not None:
        await _held(attempt, ring, ent, settings.public_url, chance)
    return await asyncio.to_thread(outbox.state_of, db, envelope_id)


async def _held(attempt: Attempt, ring: KeyRing, ent: EntClient, public_url: str, chance: Chance) -> None:
    clock = asyncio.get_running_loop().time
    started = clock()
    try:
        token = await asyncio.to_thread(_token, attempt, ring)
        way = None if token is None else Way(ent, token, public_url)
        if attempt.state in PENDING:
            way = await _carry(attempt, way, chance)
        if attempt.state not in PENDING:
            await _tidy(attempt, way, chance)
    except leases.LeaseLost:
        logger.info("delivery left to another courier envelope=%s", attempt.lease.journey.envelope_id)
    finally:
        free_at = attempt.now + timedelta(seconds=clock() - started) + leases.REST
        await asyncio.to_thread(leases.release, attempt.db, attempt.lease, free_at)


def _token(attempt: Attempt, ring: KeyRing) -> str | None:
    journey = attempt.lease.journey
    if journey.conversation is None:
        return None
    token = tokens.find(attempt.db, ring, journey.conversation, attempt.now)
    # the ENT shows the sender: another pupil's token must never carry this envelope
    return token.access_token if token is not None and is_sender(ring, journey.sender, token.user_id) else None


async def _carry(attempt: Attempt, way: Way | None, chance: Chance) -> Way | None:
    """The way that is left: none once the ENT no longer knows the token."""
    met = Met(Outcome.NO_TOKEN) if way is None else await _met(send_once(attempt, way))
    then = met.outcome.then
    if attempt.draft_id is None and met.may_have_been_done:
        attempt.traces = Traces.LATE
    refused = then in {Then.COUNT, Then.ANEW}
    if then in RESTING or (refused and attempt.refusals + 1 >= REFUSALS):
        await asyncio.to_thread(attempt.enter, RESTING.get(then, State.STRANDED))
    else:
        if then is Then.ANEW:
            await asyncio.to_thread(attempt.enter, State.PROMISED, draft_id=None)
        await _set_back(attempt, backoff.wait(attempt.lease.journey.attempts, chance(), met.asked), refused=refused)
    _tell(attempt, met)
    return None if met.outcome is Outcome.NOT_SIGNED_IN else way


async def _met(work: Awaitable[Met]) -> Met:
    try:
        return await work
    except EntError as error:
        return of_error(error)


async def _tidy(attempt: Attempt, way: Way | None, chance: Chance) -> None:
    met = await _unreachable_traces(attempt) if way is None else await _met(_clean(attempt, way))
    then = met.outcome.then
    refused = then is Then.COUNT
    if then is Then.DESK or (refused and attempt.refusals + 1 >= REFUSALS):
        _tell(attempt, met)
        met = Met(Outcome.TRACES_LEFT)
    if met.outcome.then in {Then.DONE, Then.LEFT}:
        await asyncio.to_thread(attempt.settle, left=met.outcome.then is Then.LEFT, looked=way is not None)
    elif then is Then.LOOK_AGAIN:
        attempt.traces = Traces.AGAIN
        await _set_back(attempt, SETTLED_AFTER)
    else:
        await _set_back(attempt, backoff.wait(attempt.lease.journey.attempts, chance(), met.asked), refused=refused)
    _tell(attempt, met)


async def _clean(attempt: Attempt, way: Way) -> Met:
    drafts = await asyncio.to_thread(attempt.drafts)
    mine = drafts.mine
    if drafts.others or attempt.traces is not None:
        mine |= await orphans(way.ent, way.token, drafts.spared)
    if not await clean(way.ent, way.token, sorted(mine)):
        return Met(Outcome.TRACES_REFUSED)
    return Met(Outcome.DRAFT_MAY_COME if attempt.traces is Traces.LATE else Outcome.CLEAN)


async def _unreachable_traces(attempt: Attempt) -> Met:
    drafts = await asyncio.to_thread(attempt.drafts)
    known = bool(drafts.own) and attempt.traces is not Traces.AGAIN
    return Met(Outcome.TRACES_LEFT if known or attempt.traces is Traces.LATE else Outcome.CLEAN)


async def _set_back(attempt: Attempt, wait: timedelta, *, refused: bool = False) -> None:
    attempt.refusals += refused
    await asyncio.to_thread(attempt.wait_until, attempt.now + wait)


def _tell(attempt: Attempt, met: Met) -> None:
    journey, state = attempt.lease.journey, attempt.state.value
    told = (met.outcome.word, met.key, journey.envelope_id, state, journey.attempts)
    logger.info("delivery outcome=%s key=%s envelope=%s state=%s attempt=%d", *told)

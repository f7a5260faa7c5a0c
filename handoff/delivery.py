"""One attempt to carry one envelope to the ENT, exactly once.

1. hold the envelope (`leases`): one courier, and a fence against one that stalls;
2. an empty draft, addressed to nobody; its id stored → `drafted`. Dying in between leaves an empty draft, cleaned later;
3. `sending` is written, then the full payload goes with `send?id=`: the ENT sends a draft once, so repeating this step is safe;
4. proof (`proof`): 200 with everyone reached and the armour intact, or "state mismatch" and the sender's copy says so;
5. the sender's copy and our drafts are trashed and deleted, then the token is erased.

A restart takes up at the stored state. Without a live token: `stranded`, the desk shows the envelope. Refused three times: the same.

One thing the ENT lets nobody know: when it failed in silence (`sent: 0`) AND its answer was lost, the sender's copy looks sent. It
counts as delivered, and is: the desk lists it from here. Only the ENT did not notify: the bell of the desk rings an hour later for
whoever has not opened it (`bell_rows.note_unheard`).
"""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.engine import Engine

from ent import EntClient, EntError, Forbidden, NotSignedIn, Refused, StateMismatch
from handoff import bell_rows, leases, outbox, tokens
from handoff.attempt import Attempt
from handoff.body import empty_draft, letter
from handoff.cleaning import clean, orphans
from handoff.proof import Proof, of_answer, of_copy
from handoff.senders import is_sender
from handoff.states import PENDING, State
from handoff.tokens import PupilToken
from vault import KeyRing

REFUSALS = 3
_FIRST_WAIT = timedelta(seconds=10)  # longer than the rest between two deliveries of a pupil
_LONGEST_WAIT = timedelta(minutes=5)
_RESTING = {Proof.DELIVERED: State.DELIVERED, Proof.DAMAGED: State.DAMAGED, Proof.UNSURE: State.STRANDED}

logger = logging.getLogger("parlons_en.handoff")


class DeliverySettings(Protocol):
    """What delivery needs to know; `settings.Settings` is one."""

    @property
    def public_url(self) -> str: ...


async def deliver(
    db: Engine, ring: KeyRing, ent: EntClient, envelope_id: str, settings: DeliverySettings, now: datetime
) -> State:
    """One attempt; the state it ends in. Never twice at once: when another process holds the lease, the state as it is.

    DAMAGED: the ENT altered the armour, and the pupil's browser must seal again under a new id. Raises EnvelopeUnknown;
    raises nothing for an ENT that is down.
    """
    attempt = await asyncio.to_thread(Attempt.begin, db, envelope_id, now)
    if attempt is not None:
        await _held(attempt, ring, ent, settings.public_url)
    return await asyncio.to_thread(outbox.state_of, db, envelope_id)


async def _held(attempt: Attempt, ring: KeyRing, ent: EntClient, public_url: str) -> None:
    clock = asyncio.get_running_loop().time
    started = clock()
    try:
        token = await asyncio.to_thread(_token, attempt, ring)
        if token is None:
            await _give_up(attempt)
        else:
            await _try(attempt, ent, token.access_token, public_url)
    except leases.LeaseLost:
        logger.info("delivery left to another courier envelope=%s", attempt.lease.journey.envelope_id)
    finally:
        free_at = attempt.now + timedelta(seconds=clock() - started) + leases.REST
        await asyncio.to_thread(leases.release, attempt.db, attempt.lease, free_at)


def _token(attempt: Attempt, ring: KeyRing) -> PupilToken | None:
    journey = attempt.lease.journey
    if journey.conversation is None:
        return None
    token = tokens.find(attempt.db, ring, journey.conversation, attempt.now)
    # the ENT shows the sender: another pupil's token must never carry this envelope
    return token if token is not None and is_sender(ring, journey.sender, token.user_id) else None


async def _give_up(attempt: Attempt) -> None:
    await asyncio.to_thread(attempt.strand)
    await asyncio.to_thread(attempt.settle)


async def _try(attempt: Attempt, ent: EntClient, token: str, public_url: str) -> None:
    try:
        if attempt.state in PENDING:
            await _carry(attempt, ent, token, public_url)
        if attempt.state not in PENDING:
            await _clean(attempt, ent, token)
            await asyncio.to_thread(attempt.settle)
    except NotSignedIn:
        await _give_up(attempt)
    except EntError as error:
        await _set_back(attempt, refused=isinstance(error, (Forbidden, Refused)), code=error.code)


async def _carry(attempt: Attempt, ent: EntClient, token: str, public_url: str) -> None:
    if attempt.draft_id is None:
        await _draft(attempt, ent, token)
    if attempt.state is not State.SENDING:
        await asyncio.to_thread(attempt.enter, State.SENDING)
    proof = await _send(attempt, ent, token, public_url)
    if proof is Proof.NOBODY:
        await asyncio.to_thread(attempt.enter, State.PROMISED, draft_id=None)
        await _set_back(attempt, refused=True, code="reached_nobody")
    else:
        await asyncio.to_thread(attempt.enter, _RESTING[proof])


async def _draft(attempt: Attempt, ent: EntClient, token: str) -> None:
    draft_id = await ent.create_draft(token, empty_draft())
    try:
        await asyncio.to_thread(attempt.store_draft, draft_id)
    except leases.LeaseLost:  # nobody else will ever know of this draft
        await clean(ent, token, [draft_id])
        raise


async def _send(attempt: Attempt, ent: EntClient, token: str, public_url: str) -> Proof:
    sealed, readers = await asyncio.to_thread(attempt.load)
    draft_id = attempt.draft_id or ""
    try:
        answer = await ent.send(token, draft_id, letter(sealed, readers, public_url))
    except StateMismatch:
        proof = await _confirm(ent, token, draft_id, sealed.armour, readers)
        if proof is Proof.DELIVERED:
            await asyncio.to_thread(bell_rows.note_unheard, attempt.db, sealed.id, attempt.now)
        return proof
    return of_answer(answer, sealed.armour, readers)


async def _confirm(ent: EntClient, token: str, draft_id: str, armour: str, readers: tuple[str, ...]) -> Proof:
    try:
        return of_copy(await ent.own_message(token, draft_id), armour, readers)
    except Forbidden:
        # it left, and the pupil has since removed their copy: nothing can be proved, nothing may be sent again
        return Proof.UNSURE


async def _clean(attempt: Attempt, ent: EntClient, token: str) -> None:
    mine, spared = await asyncio.to_thread(attempt.drafts)
    if attempt.lease.journey.attempts > 1:
        mine |= await orphans(ent, token, spared)
    await clean(ent, token, sorted(mine))


async def _set_back(attempt: Attempt, *, refused: bool, code: str) -> None:
    journey = attempt.lease.journey
    refusals = journey.refusals + refused
    logger.info("delivery waits envelope=%s state=%s code=%s", journey.envelope_id, attempt.state.value, code)
    if refusals >= REFUSALS:
        if attempt.state not in PENDING:
            return await _give_up(attempt)
        await asyncio.to_thread(attempt.strand)
    wait = min(_FIRST_WAIT * 2 ** min(journey.attempts - 1, 10), _LONGEST_WAIT)
    return await asyncio.to_thread(attempt.wait_until, attempt.now + wait, refusals)

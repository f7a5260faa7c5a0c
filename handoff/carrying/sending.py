"""The send itself, from the stored state: a draft, its id, then the full payload once, and what that proves."""

import asyncio
from dataclasses import dataclass, field

from ent import EntClient, Forbidden, StateMismatch
from handoff.carrying import leases
from handoff.carrying.attempt import Attempt
from handoff.carrying.body import empty_draft, letter
from handoff.carrying.cleaning import clean
from handoff.carrying.outcomes import Met, of_proof
from handoff.carrying.proof import Proof, of_answer, of_copy
from handoff.states import State
from handoff.waiting import bell_rows


@dataclass(frozen=True)
class Way:
    """How to reach the ENT in this pupil's name."""

    ent: EntClient
    token: str = field(repr=False)
    public_url: str


async def send_once(attempt: Attempt, way: Way) -> Met:
    """The steps that are left, up to the proof. Raises EntError, and LeaseLost: another courier has this envelope."""
    if attempt.draft_id is None:
        await _draft(attempt, way)
    if attempt.state is not State.SENDING:
        await asyncio.to_thread(attempt.enter, State.SENDING)
    return of_proof(await _send(attempt, way))


async def _draft(attempt: Attempt, way: Way) -> None:
    draft_id = await way.ent.create_draft(way.token, empty_draft())
    try:
        await asyncio.to_thread(attempt.store_draft, draft_id)
    except leases.LeaseLost:  # nobody else will ever know of this draft
        await clean(way.ent, way.token, [draft_id])
        raise


async def _send(attempt: Attempt, way: Way) -> Proof:
    sealed, readers = await asyncio.to_thread(attempt.load)
    draft_id = attempt.draft_id or ""
    try:
        answer = await way.ent.send(way.token, draft_id, letter(sealed, readers, way.public_url))
    except StateMismatch:
        proof = await _confirm(way, draft_id, sealed.armour, readers)
        if proof is Proof.CONFIRMED:
            await asyncio.to_thread(bell_rows.note_unheard, attempt.db, sealed.id, attempt.now)
        return proof
    return of_answer(answer, sealed.armour, readers)


async def _confirm(way: Way, draft_id: str, armour: str, readers: tuple[str, ...]) -> Proof:
    try:
        return of_copy(await way.ent.own_message(way.token, draft_id), armour, readers)
    except Forbidden:
        # it left, and the pupil has since removed their copy: nothing can be proved, nothing may be sent again
        return Proof.COPY_GONE

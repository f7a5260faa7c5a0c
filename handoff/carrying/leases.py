"""The right to work on an envelope: one courier per pupil at a time, and a fence in the row against those who lost it.

A lease may end while its holder is still waiting for the ENT. Nothing depends on clocks then: each new lease raises the fence, and
a holder whose fence is no longer the row's can write nothing more. What it may still do at the ENT is harmless: it can only send
the draft that is stored in the row, and the ENT sends a draft once.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from handoff.carrying.outbox import Journey
from handoff.carrying.traces import Traces
from handoff.errors import EnvelopeUnknown
from handoff.states import PENDING, State
from handoff.tables import ent_tokens, outbox, outbox_drafts, sender_leases

# Longer than every call of an attempt at its slowest (ent.transport.CALL_SECONDS each).
LEASE = timedelta(seconds=180)
# The ENT drops a second bell of the same sender within 3 s: the next delivery of this pupil waits.
REST = timedelta(seconds=5)

logger = logging.getLogger("parlons_en.handoff")


class LeaseLost(Exception):
    """Another courier has this envelope now: stop, write nothing. Never leaves the room."""


@dataclass(frozen=True)
class Lease:
    """A held envelope: its row as it was when the lease began."""

    journey: Journey


def take(db: Engine, envelope_id: str, now: datetime) -> Lease | None:
    """Hold this envelope, or None: nothing to do for it, or this pupil's mailbox is held. Raises EnvelopeUnknown."""
    try:
        with db.begin() as connection:
            row = _row(connection, envelope_id)
            if row.due_at is None or row.state == State.DEPOSITED.value:
                return None
            fence = hold_sender(connection, row.sender, now)
            if fence is None:
                return None
            held = {"fence": fence, "attempts": row.attempts + 1, "due_at": now + LEASE}
            if row.draft_id is None and State(row.state) in PENDING:
                held["traces"] = Traces.LATE.value  # until the id of the draft about to be made is stored
            connection.execute(update(outbox).where(outbox.c.envelope_id == envelope_id).values(**held))
            return Lease(_journey(row, fence))
    except IntegrityError:  # two couriers met a pupil for the first time; the other has the lease
        return None


def write(db: Engine, lease: Lease, now: datetime, **values: Any) -> None:
    """Change the row if this lease still holds it. Raises LeaseLost."""
    with db.begin() as connection:
        _write(connection, lease, now, values)


def write_draft(db: Engine, lease: Lease, now: datetime, draft_id: str, traces: Traces | None) -> None:
    """Store the ENT draft that may carry this envelope, and that must be cleaned one day. Raises LeaseLost.

    `traces`: what was known before this draft, whose id is no longer unknown.
    """
    known = {"state": State.DRAFTED.value, "draft_id": draft_id, "traces": None if traces is None else traces.value}
    with db.begin() as connection:
        _write(connection, lease, now, known)
        connection.execute(insert(outbox_drafts).values(envelope_id=lease.journey.envelope_id, message_id=draft_id))


def settle(db: Engine, lease: Lease, now: datetime, *, left: bool, looked: bool) -> None:
    """Nothing more can be done: forget the conversation, and the token unless another envelope needs it. Raises LeaseLost.

    `left`: something of ours may stay in the pupil's mailbox, and its ids are kept; `looked`, and nothing is left: nor is anything of earlier ones.
    """
    journey = lease.journey
    with db.begin() as connection:
        traces = Traces.LEFT.value if left else None
        _write(connection, lease, now, {"due_at": None, "conversation": None, "traces": traces})
        if not left:
            _forget_traces(connection, journey, every=looked)
        if not _is_token_needed(connection, journey, now):
            connection.execute(delete(ent_tokens).where(ent_tokens.c.conversation == journey.conversation))


def _forget_traces(connection: Connection, journey: Journey, *, every: bool) -> None:
    settled = (outbox.c.sender == journey.sender) & outbox.c.due_at.is_(None)
    if not every:
        settled &= outbox.c.envelope_id == journey.envelope_id
    ids = select(outbox.c.envelope_id).where(settled)
    connection.execute(delete(outbox_drafts).where(outbox_drafts.c.envelope_id.in_(ids)))
    connection.execute(update(outbox).where(settled, outbox.c.traces.is_not(None)).values(traces=None))


def _is_token_needed(connection: Connection, journey: Journey, now: datetime) -> bool:
    """By another envelope of the conversation, or by one that this pupil has just deposited: its promise will come, from this conversation or another."""
    promised = outbox.c.conversation == journey.conversation
    expected = (outbox.c.state == State.DEPOSITED.value) & (outbox.c.due_at > now)
    waiting = promised | ((outbox.c.sender == journey.sender) & expected)
    return connection.execute(select(outbox.c.envelope_id).where(waiting)).first() is not None


def release(db: Engine, lease: Lease, free_at: datetime) -> None:
    """Let the pupil's next delivery start at `free_at`; nothing if the lease is already another's."""
    free_sender(db, lease.journey.sender, lease.journey.fence, free_at)


def free_sender(db: Engine, sender: str, fence: int, free_at: datetime) -> None:
    """Let whoever sends next under this name start at `free_at`; nothing if another has held it since."""
    mine = (sender_leases.c.sender == sender) & (sender_leases.c.fence == fence)
    with db.begin() as connection:
        connection.execute(update(sender_leases).where(mine).values(free_at=free_at))


def hold_sender(connection: Connection, sender: str, now: datetime) -> int | None:
    """Be the only one to send under this name for a while: a fence, or None while it is held or rests. May raise IntegrityError."""
    query = select(sender_leases).where(sender_leases.c.sender == sender).with_for_update()
    held = connection.execute(query).one_or_none()
    if held is None:
        connection.execute(insert(sender_leases).values(sender=sender, fence=1, free_at=now + LEASE))
        return 1
    if held.free_at > now:
        return None
    fence = int(held.fence) + 1
    of_sender = sender_leases.c.sender == sender
    connection.execute(update(sender_leases).where(of_sender).values(fence=fence, free_at=now + LEASE))
    return fence


def _row(connection: Connection, envelope_id: str) -> Any:
    query = select(outbox).where(outbox.c.envelope_id == envelope_id).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise EnvelopeUnknown
    return row


def _write(connection: Connection, lease: Lease, now: datetime, values: dict[str, Any]) -> None:
    journey = lease.journey
    mine = (outbox.c.envelope_id == journey.envelope_id) & (outbox.c.fence == journey.fence)
    if connection.execute(update(outbox).where(mine).values(changed_at=now, **values)).rowcount != 1:
        logger.info("lease lost envelope=%s fence=%d", journey.envelope_id, journey.fence)
        raise LeaseLost


def _journey(row: Any, fence: int) -> Journey:
    return Journey(
        envelope_id=row.envelope_id,
        state=State(row.state),
        sender=row.sender,
        conversation=row.conversation,
        draft_id=row.draft_id,
        fence=fence,
        attempts=row.attempts + 1,
        refusals=row.refusals,
        traces=None if row.traces is None else Traces(row.traces),
    )

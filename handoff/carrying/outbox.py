"""The journey of each envelope: promised by the assistant, read by the courier, told to whoever asks."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.engine import Engine

from handoff.carrying.traces import Traces
from handoff.database import reading
from handoff.errors import EnvelopeUnknown
from handoff.states import PENDING, State, with_receipts
from handoff.tables import envelope_readers, outbox

_PROMISABLE = [state.value for state in (State.DEPOSITED, *PENDING)]


@dataclass(frozen=True)
class Journey:
    """One row: `draft_id` is the ENT draft that may be sent once, `fence` the right to write this row."""

    envelope_id: str
    state: State
    sender: str
    conversation: str | None
    draft_id: str | None
    fence: int
    attempts: int
    refusals: int
    traces: Traces | None


def promise(db: Engine, envelope_id: str, conversation: str, now: datetime) -> None:
    """From here on the envelope cannot be lost: this conversation's token will carry it, or the desk will show it.

    Idempotent; while it has not left, a later conversation of the same pupil may take the promise over. Raises EnvelopeUnknown.
    """
    of_envelope = outbox.c.envelope_id == envelope_id
    with db.begin() as connection:
        deposited = of_envelope & (outbox.c.state == State.DEPOSITED.value)
        connection.execute(update(outbox).where(deposited).values(state=State.PROMISED.value, changed_at=now))
        elsewhere = outbox.c.conversation.is_(None) | (outbox.c.conversation != conversation)
        taken_over = of_envelope & outbox.c.state.in_(_PROMISABLE) & elsewhere
        connection.execute(update(outbox).where(taken_over).values(conversation=conversation, due_at=now))
        if connection.execute(select(outbox.c.state).where(of_envelope)).one_or_none() is None:
            raise EnvelopeUnknown


def state_of(db: Engine, envelope_id: str) -> State:
    """Where it is now, receipts included. Raises EnvelopeUnknown."""
    of_envelope = envelope_readers.c.envelope_id == outbox.c.envelope_id
    query = select(
        outbox.c.state,
        exists().where(of_envelope, envelope_readers.c.opened_at.is_not(None)).label("opened"),
        exists().where(of_envelope, envelope_readers.c.taken_at.is_not(None)).label("taken"),
    ).where(outbox.c.envelope_id == envelope_id)
    with reading(db) as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise EnvelopeUnknown
    return with_receipts(State(row.state), opened=row.opened, taken=row.taken)


def needs_token(db: Engine, conversation: str) -> bool:
    """Whether this conversation's token still has work: an envelope to carry, or traces to remove from the pupil's mailbox."""
    awaiting = (outbox.c.conversation == conversation) & outbox.c.due_at.is_not(None)
    with reading(db) as connection:
        return connection.execute(select(outbox.c.envelope_id).where(awaiting)).first() is not None


def left_behind(db: Engine, envelope_id: str) -> bool:
    """Whether something of ours may stay in the pupil's mailbox although nothing more can be done: to be said with the state."""
    left = (outbox.c.envelope_id == envelope_id) & (outbox.c.traces == Traces.LEFT.value)
    with reading(db) as connection:
        return connection.execute(select(outbox.c.envelope_id).where(left)).first() is not None


def due(db: Engine, now: datetime, limit: int) -> tuple[str, ...]:
    """Envelopes that something must be done for now, the longest due first."""
    query = select(outbox.c.envelope_id).where(outbox.c.due_at <= now).order_by(outbox.c.due_at).limit(limit)
    with reading(db) as connection:
        return tuple(connection.execute(query).scalars())


def strand_unpromised(db: Engine, now: datetime) -> tuple[str, ...]:
    """Show at the desk what was deposited and never promised: the child pressed "send" and believes it is sent."""
    overdue = (outbox.c.state == State.DEPOSITED.value) & (outbox.c.due_at <= now)
    with db.begin() as connection:
        ids = tuple(connection.execute(select(outbox.c.envelope_id).where(overdue).with_for_update()).scalars())
        settled = update(outbox).where(outbox.c.envelope_id.in_(ids)).where(overdue)
        connection.execute(settled.values(state=State.STRANDED.value, due_at=None, changed_at=now))
    return ids

"""One held envelope during one attempt: what it carries, and the fenced writes of its row.

Each write is a point from which a restart goes on; each raises LeaseLost when another courier holds the envelope.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine

from handoff.arrivals import Sealed
from handoff.carrying import leases
from handoff.carrying.leases import Lease
from handoff.carrying.traces import Traces
from handoff.database import reading
from handoff.states import PENDING, State
from handoff.tables import envelope_readers, envelopes, outbox, outbox_drafts


@dataclass(frozen=True)
class Drafts:
    """`own` of this envelope; `mine`: with those that could not be taken away after earlier ones, to be cleaned; `spared`: of what is still to be
    carried; `others`: something may be left of earlier ones, perhaps a draft that nobody knows."""

    own: frozenset[str]
    mine: frozenset[str]
    spared: frozenset[str]
    others: bool


@dataclass
class Attempt:
    """The state and the draft as this attempt has last written them."""

    db: Engine
    lease: Lease
    now: datetime
    state: State
    draft_id: str | None
    refusals: int
    traces: Traces | None

    @classmethod
    def begin(cls, db: Engine, envelope_id: str, now: datetime) -> "Attempt | None":
        """Hold the envelope, or None when there is nothing to do or another has it. Raises EnvelopeUnknown."""
        lease = leases.take(db, envelope_id, now)
        if lease is None:
            return None
        journey = lease.journey
        return cls(db, lease, now, journey.state, journey.draft_id, journey.refusals, journey.traces)

    def load(self) -> tuple[Sealed, tuple[str, ...]]:
        """The sealed envelope and the ENT ids the pupil sealed it to: whoever joined later has no part in the ENT's message."""
        envelope_id = self.lease.journey.envelope_id
        chosen = (envelope_readers.c.envelope_id == envelope_id) & envelope_readers.c.joined_at.is_(None)
        readers = select(envelope_readers.c.referent_id).where(chosen)
        with reading(self.db) as connection:
            row = connection.execute(select(envelopes).where(envelopes.c.id == envelope_id)).one()
            ids = tuple(connection.execute(readers.order_by("referent_id")).scalars())
        return Sealed(row.id, row.school, row.date, row.month, row.readers, row.size, row.armour), ids

    def store_draft(self, draft_id: str) -> None:
        """From here on this draft, and no other, may be sent."""
        leases.write_draft(self.db, self.lease, self.now, draft_id, self.traces)
        self.state, self.draft_id = State.DRAFTED, draft_id

    def enter(self, state: State, **values: Any) -> None:
        """Write the new state, with other columns if given. Refusals are counted again for what is done at rest."""
        if state not in PENDING:
            self.refusals = 0
        known = {"refusals": self.refusals, "traces": _value(self.traces)}
        leases.write(self.db, self.lease, self.now, state=state.value, **known, **values)
        self.state = state

    def wait_until(self, due_at: datetime) -> None:
        """Nothing more now; to be taken up again at `due_at`."""
        known = {"refusals": self.refusals, "traces": _value(self.traces)}
        leases.write(self.db, self.lease, self.now, due_at=due_at, **known)

    def settle(self, *, left: bool, looked: bool) -> None:
        """Nothing more can be done for this envelope. `left`: something of ours may stay in the mailbox; `looked`: we have just been there."""
        leases.settle(self.db, self.lease, self.now, left=left, looked=looked)

    def drafts(self) -> Drafts:
        """The ENT messages of ours in this pupil's mailbox."""
        journey = self.lease.journey
        query = (
            select(outbox.c.envelope_id, outbox.c.due_at, outbox.c.traces, outbox_drafts.c.message_id)
            .outerjoin(outbox_drafts, outbox.c.envelope_id == outbox_drafts.c.envelope_id)
            .where(outbox.c.sender == journey.sender)
        )
        with reading(self.db) as connection:
            rows = connection.execute(query).all()
        own = frozenset(row.message_id for row in rows if row.envelope_id == journey.envelope_id and row.message_id)
        left = frozenset(row.message_id for row in rows if row.due_at is None and row.message_id)
        every = frozenset(row.message_id for row in rows if row.message_id)
        others = any(row.due_at is None and row.traces == Traces.LEFT.value for row in rows)
        return Drafts(own, own | left, every - own - left, others)


def _value(traces: Traces | None) -> str | None:
    return None if traces is None else traces.value

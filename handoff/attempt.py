"""One held envelope during one attempt: what it carries, and the fenced writes of its row.

Each write is a point from which a restart goes on; each raises LeaseLost when another courier holds the envelope.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine

from handoff import leases
from handoff.arrivals import Sealed
from handoff.database import reading
from handoff.leases import Lease
from handoff.states import PENDING, State
from handoff.tables import envelope_readers, envelopes, outbox, outbox_drafts


@dataclass
class Attempt:
    """The state and the draft as this attempt has last written them."""

    db: Engine
    lease: Lease
    now: datetime
    state: State
    draft_id: str | None

    @classmethod
    def begin(cls, db: Engine, envelope_id: str, now: datetime) -> "Attempt | None":
        """Hold the envelope, or None when there is nothing to do or another has it. Raises EnvelopeUnknown."""
        lease = leases.take(db, envelope_id, now)
        return None if lease is None else cls(db, lease, now, lease.journey.state, lease.journey.draft_id)

    def load(self) -> tuple[Sealed, tuple[str, ...]]:
        """The sealed envelope and the ENT ids it is sealed to."""
        envelope_id = self.lease.journey.envelope_id
        readers = select(envelope_readers.c.referent_id).where(envelope_readers.c.envelope_id == envelope_id)
        with reading(self.db) as connection:
            row = connection.execute(select(envelopes).where(envelopes.c.id == envelope_id)).one()
            ids = tuple(connection.execute(readers.order_by("referent_id")).scalars())
        return Sealed(row.id, row.school, row.date, row.month, row.readers, row.size, row.armour), ids

    def store_draft(self, draft_id: str) -> None:
        """From here on this draft, and no other, may be sent."""
        leases.write_draft(self.db, self.lease, self.now, draft_id)
        self.state, self.draft_id = State.DRAFTED, draft_id

    def enter(self, state: State, **values: Any) -> None:
        """Write the new state, with other columns if given."""
        leases.write(self.db, self.lease, self.now, state=state.value, **values)
        self.state = state

    def wait_until(self, due_at: datetime, refusals: int) -> None:
        """Nothing more now; to be taken up again at `due_at`."""
        leases.write(self.db, self.lease, self.now, due_at=due_at, refusals=refusals)

    def strand(self) -> None:
        """The ENT will not carry it: the desk shows it from here. What is already at rest stays as it is."""
        if self.state in PENDING:
            self.enter(State.STRANDED)

    def settle(self) -> None:
        """Nothing is left to do for this envelope."""
        leases.settle(self.db, self.lease, self.now)

    def drafts(self) -> tuple[frozenset[str], frozenset[str]]:
        """ENT messages of this envelope, to be cleaned; and those of this pupil's other envelopes, to be spared."""
        journey = self.lease.journey
        query = (
            select(outbox_drafts)
            .join(outbox, outbox.c.envelope_id == outbox_drafts.c.envelope_id)
            .where(outbox.c.sender == journey.sender)
        )
        with reading(self.db) as connection:
            rows = connection.execute(query).all()
        mine = frozenset(row.message_id for row in rows if row.envelope_id == journey.envelope_id)
        return mine, frozenset(row.message_id for row in rows) - mine

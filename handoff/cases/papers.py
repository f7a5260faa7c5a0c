"""Notes, follow-up sheets and replies: sealed in a referent's browser, kept as they came, given to those who read the message.

Notes and sheets are sealed under the secret `team` of the envelope, replies under its secret `reply`: the server holds neither. A paper
comes once: the very same bytes again are fine, others under the same id are refused. Nothing is ever changed: a sheet that goes on is
another sheet, and the last one holds.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection, Engine

from handoff.cases.events import Event, append
from handoff.cases.readers import require_reader
from handoff.cases.tables import case_papers
from handoff.errors import PaperConflict

EVENT_OF = {"note": "noted", "sheet": "sheet", "reply": "replied"}
KINDS = tuple(EVENT_OF)


@dataclass(frozen=True)
class Paper:
    """One paper; `by` is the referent's id, `kind` one of KINDS."""

    id: str
    envelope_id: str
    by: str
    kind: str
    at: datetime
    armour: str = field(repr=False)


def store(db: Engine, paper: Paper) -> bool:
    """Keep it: True when new, False when it was there. Raises EnvelopeUnknown for who does not read the message, PaperConflict."""
    with db.begin() as connection:
        require_reader(connection, paper.envelope_id, paper.by)
        known = connection.execute(select(case_papers).where(case_papers.c.id == paper.id)).one_or_none()
        if known is not None:
            same = (known.envelope_id, known.referent_id, known.kind, known.armour)
            if same != (paper.envelope_id, paper.by, paper.kind, paper.armour):
                raise PaperConflict
            return False
        row = {"envelope_id": paper.envelope_id, "referent_id": paper.by, "kind": paper.kind, "armour": paper.armour}
        connection.execute(insert(case_papers).values(id=paper.id, at=paper.at, **row))
        append(connection, paper.envelope_id, Event(EVENT_OF[paper.kind], paper.by, paper.at))
    return True


def papers_of(connection: Connection, envelope_id: str) -> tuple[Paper, ...]:
    """All the papers of a message, in the order in which they came."""
    of_envelope = case_papers.c.envelope_id == envelope_id
    rows = connection.execute(select(case_papers).where(of_envelope).order_by(case_papers.c.at, case_papers.c.id))
    return tuple(Paper(row.id, row.envelope_id, row.referent_id, row.kind, row.at, row.armour) for row in rows)

"""The tables of what referents do with a message: events that the whole group of its readers sees, and sealed papers.

* `case_events`: append-only; `detail` is a date (`step`), a referent's id (`handed_over`, `wrapped`) or another envelope's id (`linked`), never a
  word. Every opening is one (R73).
* `case_papers`: notes, follow-up sheets and replies, sealed in the browser under the secrets inside the envelope.
* `holds`: an envelope that is not erased when its time comes: asked by one, agreed by another.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from handoff.instants import Instant
from handoff.tables import metadata

_ID = String(36)


def _envelope(*, primary: bool = False) -> Column:
    of_envelope = ForeignKey("envelopes.id", ondelete="CASCADE")
    return Column("envelope_id", _ID, of_envelope, primary_key=primary, nullable=False)


case_events = Table(
    "case_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _envelope(),
    Column("referent_id", _ID, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("detail", _ID),
    Index("case_events_by_envelope", "envelope_id"),
)

case_papers = Table(
    "case_papers",
    metadata,
    Column("id", _ID, primary_key=True),
    _envelope(),
    Column("referent_id", _ID, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("armour", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index("case_papers_by_envelope", "envelope_id"),
)

holds = Table(
    "holds",
    metadata,
    _envelope(primary=True),
    Column("asked_by", _ID, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("agreed_by", _ID),
    Column("agreed_at", Instant),
)

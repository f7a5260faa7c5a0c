"""The one table of the tracker store: sealed batches of events, nothing that tells who or what."""

from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

tracker_events = Table(
    "tracker_events",
    metadata,
    Column("conversation_ref", String(64), primary_key=True),  # keyed hash of the conversation id
    Column("seq", Integer, primary_key=True),  # one batch a turn; the primary key refuses two writers of the same batch
    Column("events", Integer, nullable=False),  # how many events the batch holds
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", DateTime(timezone=False), nullable=False),  # UTC, whole hours: erased after it
    Index("tracker_events_expiry", "expires_at"),
)

"""The tables of the hand-off. Nothing here can be read without a referent's key or the server's.

* `envelopes`: what the browser sealed, as deposited. `sender` and `word` are keyed hashes: who sent is only found again by
  someone who comes with the ENT account and the word.
* `envelope_readers`: only those the envelope is sealed to; an excluded person has no row anywhere.
* `outbox`: the journey. `fence` grows at each lease; a writer whose fence is no longer the row's has lost the right to write.
* `outbox_drafts`: ENT messages of ours in the pupil's mailbox, to be cleaned.
* `sender_leases`: one delivery at a time per pupil, and a rest after each (the ENT drops a second bell within 3 s).
* `referent_schools`: the schools whose group a referent with a key was in when they last came to the desk (`handoff.memberships`).
* `bells`: who is told in the ENT's feed to come to the desk; `tries` fences the outcome of a ring (`handoff.bell_rows`).
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

from handoff.instants import Instant

metadata = MetaData()

_ID = String(36)
_HASH = String(64)


def _envelope(*, primary: bool = True) -> Column:
    return Column("envelope_id", _ID, ForeignKey("envelopes.id", ondelete="CASCADE"), primary_key=primary)


envelopes = Table(
    "envelopes",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("school", _ID, nullable=False),
    Column("date", Date, nullable=False),
    Column("month", String(7), nullable=False),
    Column("readers", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("armour", Text, nullable=False),
    Column("sender", _HASH, nullable=False),
    Column("word", _HASH, nullable=False),
    Column("deposited_at", Instant, nullable=False),
    Index("envelopes_by_sender", "sender", "word"),
    Index("envelopes_by_month", "month"),
)

envelope_readers = Table(
    "envelope_readers",
    metadata,
    _envelope(),
    Column("referent_id", _ID, primary_key=True),
    Column("opened_at", Instant),
    Column("taken_at", Instant),
    Index("envelope_readers_by_referent", "referent_id"),
)

outbox = Table(
    "outbox",
    metadata,
    _envelope(),
    Column("state", String(12), nullable=False),
    Column("sender", _HASH, nullable=False),
    Column("conversation", String(64)),
    Column("draft_id", _ID),
    Column("fence", Integer, nullable=False, default=0),
    Column("attempts", Integer, nullable=False, default=0),
    Column("refusals", Integer, nullable=False, default=0),
    Column("due_at", Instant),
    Column("changed_at", Instant, nullable=False),
    Index("outbox_due", "due_at"),
    Index("outbox_by_conversation", "conversation"),
)

outbox_drafts = Table(
    "outbox_drafts",
    metadata,
    _envelope(),
    Column("message_id", _ID, primary_key=True),
)

sender_leases = Table(
    "sender_leases",
    metadata,
    Column("sender", _HASH, primary_key=True),
    Column("fence", Integer, nullable=False),
    Column("free_at", Instant, nullable=False),
)

bells = Table(
    "bells",
    metadata,
    _envelope(),
    Column("referent_id", _ID, primary_key=True),
    Column("due_at", Instant),
    Column("tries", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    Index("bells_due", "due_at"),
)

ent_tokens = Table(
    "ent_tokens",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("ent_tokens_by_expiry", "expires_at"),
)

referents = Table(
    "referents",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("school", _ID, nullable=False),
    Column("name", Text, nullable=False),
    Column("function", Text),
    Column("wrapped_key", Text, nullable=False),
    Column("key_recipient", Text, nullable=False),
    Column("enrolled_at", Instant, nullable=False),
    Column("exercised_at", Instant, nullable=False),
    Index("referents_by_school", "school"),
)

referent_months = Table(
    "referent_months",
    metadata,
    Column("referent_id", _ID, ForeignKey("referents.id", ondelete="CASCADE"), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("recipient", Text, nullable=False),
    Column("wrapped_identity", Text, nullable=False),
)

referent_schools = Table(
    "referent_schools",
    metadata,
    Column("referent", _ID, primary_key=True),
    Column("school", _ID, primary_key=True, index=True),
)

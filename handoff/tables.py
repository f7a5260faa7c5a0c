"""The tables of the hand-off. Nothing here can be read without a referent's key or the server's.

* `envelopes`: what the browser sealed, as deposited. `sender` and `word` are keyed hashes: who sent is only found again by
  someone who comes with the ENT account and the word.
* `envelope_readers`: only those the envelope is sealed to; an excluded person has no row anywhere. `joined_at`: a colleague sealed it again
  for this one later (`armour`, under the key of `month`); the ENT's message was never addressed to them.
* `envelope_exclusions`: keyed hashes of those the pupil left out: found again only by asking "is this one left out?" (`handoff.exclusions`).
* `envelope_keys`: the server's keys without which the hashes and the lock of an envelope say nothing any more (`handoff.server_keys`).
* `attachments`: sealed pieces that follow the text: the conversation so far, a voice message.
* `outbox`: the journey. `fence` grows at each lease; a writer whose fence is no longer the row's has lost the right to write.
* `outbox_drafts`: ENT messages of ours in the pupil's mailbox, to be cleaned. `outbox.traces`: what is known of them (`handoff.carrying.traces`).
* `sender_leases`: one delivery at a time per pupil, and a rest after each (the ENT drops a second bell within 3 s).
* `referent_schools`: the schools whose group a referent with a key was in when they last came to the desk (`handoff.keys.memberships`).
* `bells`: who is told in the ENT's feed to come to the desk; `tries` fences the outcome of a ring (`handoff.waiting.bell_rows`); `stage` 0 is the
  bell of what the ENT did not carry, 1 and more are reminders (`handoff.waiting.reminders`).
* `courier_leads`: which courier leads, until when.

The keys of referents are in `handoff.keys.tables`, what referents do with a message in `handoff.cases.tables`.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

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
    Column("closed", Boolean, nullable=False, default=False),
    Column("reply_lock", LargeBinary),
    Column("promised_by", Instant),
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
    Column("joined_at", Instant),
    Column("joined_by", _ID),
    Column("month", String(7)),
    Column("armour", Text),
    Index("envelope_readers_by_referent", "referent_id"),
)

envelope_exclusions = Table(
    "envelope_exclusions",
    metadata,
    _envelope(),
    Column("person", _HASH, primary_key=True),
)

envelope_keys = Table(
    "envelope_keys",
    metadata,
    _envelope(),
    Column("server_key", String(16), primary_key=True),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", _ID, primary_key=True),
    _envelope(primary=False),
    Column("kind", String(12), nullable=False),
    Column("size", Integer, nullable=False),
    Column("armour", Text),
    Column("deposited_at", Instant),
    Index("attachments_by_envelope", "envelope_id"),
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
    Column("traces", String(5)),
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
    Column("stage", Integer, primary_key=True, autoincrement=False, default=0),
    Column("due_at", Instant),
    Column("tries", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    Index("bells_due", "due_at"),
)

courier_leads = Table(
    "courier_leads",
    metadata,
    Column("name", String(12), primary_key=True),
    Column("holder", String(36), nullable=False),
    Column("until", Instant, nullable=False),
)

ent_tokens = Table(
    "ent_tokens",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("ent_tokens_by_expiry", "expires_at"),
)

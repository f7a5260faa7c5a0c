"""The tables as they were when revisions began, in November 2026. Never changed again: what comes later is another file.

A database that is older than revisions has no stamp. It is taken as it is: what is missing (tables of functions that came since, indexes) is made,
no row is touched, and one whose tables have another shape is refused.
"""

import sqlalchemy as sa
from alembic import op

from database.shape import require_shape

revision = "0001"
down_revision = None
says = "reconnaît les tables d'une base plus ancienne, fait celles qui manquent, ne touche à aucune ligne"

METADATA = sa.MetaData()

sa.Table(
    "envelopes",
    METADATA,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("school", sa.String(36), nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("month", sa.String(7), nullable=False),
    sa.Column("readers", sa.Integer, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("armour", sa.Text, nullable=False),
    sa.Column("sender", sa.String(64), nullable=False),
    sa.Column("word", sa.String(64), nullable=False),
    sa.Column("closed", sa.Boolean, nullable=False),
    sa.Column("reply_lock", sa.LargeBinary),
    sa.Column("promised_by", sa.DateTime),
    sa.Column("deposited_at", sa.DateTime, nullable=False),
    sa.Index("envelopes_by_month", "month"),
    sa.Index("envelopes_by_sender", "sender", "word"),
)
sa.Table(
    "envelope_readers",
    METADATA,
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("referent_id", sa.String(36), primary_key=True),
    sa.Column("opened_at", sa.DateTime),
    sa.Column("taken_at", sa.DateTime),
    sa.Column("joined_at", sa.DateTime),
    sa.Column("joined_by", sa.String(36)),
    sa.Column("month", sa.String(7)),
    sa.Column("armour", sa.Text),
    sa.Index("envelope_readers_by_referent", "referent_id"),
)
sa.Table(
    "envelope_exclusions",
    METADATA,
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("person", sa.String(64), primary_key=True),
)
sa.Table(
    "envelope_keys",
    METADATA,
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("server_key", sa.String(16), primary_key=True),
)
sa.Table(
    "attachments",
    METADATA,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE")),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("armour", sa.Text),
    sa.Column("deposited_at", sa.DateTime),
    sa.Index("attachments_by_envelope", "envelope_id"),
)
sa.Table(
    "outbox",
    METADATA,
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("sender", sa.String(64), nullable=False),
    sa.Column("conversation", sa.String(64)),
    sa.Column("draft_id", sa.String(36)),
    sa.Column("fence", sa.Integer, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("refusals", sa.Integer, nullable=False),
    sa.Column("traces", sa.String(5)),
    sa.Column("due_at", sa.DateTime),
    sa.Column("changed_at", sa.DateTime, nullable=False),
    sa.Index("outbox_by_conversation", "conversation"),
    sa.Index("outbox_due", "due_at"),
)
sa.Table(
    "outbox_drafts",
    METADATA,
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("message_id", sa.String(36), primary_key=True),
)
sa.Table(
    "sender_leases",
    METADATA,
    sa.Column("sender", sa.String(64), primary_key=True),
    sa.Column("fence", sa.Integer, nullable=False),
    sa.Column("free_at", sa.DateTime, nullable=False),
)
sa.Table(
    "bells",
    METADATA,
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("referent_id", sa.String(36), primary_key=True),
    sa.Column("stage", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("due_at", sa.DateTime),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("unsure", sa.Integer, nullable=False),
    sa.Index("bells_due", "due_at"),
)
sa.Table(
    "courier_leads",
    METADATA,
    sa.Column("name", sa.String(12), primary_key=True),
    sa.Column("holder", sa.String(36), nullable=False),
    sa.Column("until", sa.DateTime, nullable=False),
)
sa.Table(
    "ent_tokens",
    METADATA,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("expires_at", sa.DateTime, nullable=False),
    sa.Index("ent_tokens_by_expiry", "expires_at"),
)
sa.Table(
    "case_events",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), nullable=False),
    sa.Column("referent_id", sa.String(36), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("detail", sa.String(36)),
    sa.Index("case_events_by_envelope", "envelope_id"),
)
sa.Table(
    "case_papers",
    METADATA,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), nullable=False),
    sa.Column("referent_id", sa.String(36), nullable=False),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("armour", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Index("case_papers_by_envelope", "envelope_id"),
)
sa.Table(
    "holds",
    METADATA,
    sa.Column("envelope_id", sa.String(36), sa.ForeignKey("envelopes.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("asked_by", sa.String(36), nullable=False),
    sa.Column("asked_at", sa.DateTime, nullable=False),
    sa.Column("agreed_by", sa.String(36)),
    sa.Column("agreed_at", sa.DateTime),
)
sa.Table(
    "referents",
    METADATA,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("school", sa.String(36), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("function", sa.Text),
    sa.Column("key_recipient", sa.Text, nullable=False),
    sa.Column("signing_key", sa.Text, nullable=False),
    sa.Column("wrapped_signing", sa.Text, nullable=False),
    sa.Column("enrolled_at", sa.DateTime, nullable=False),
    sa.Column("exercised_at", sa.DateTime, nullable=False),
    sa.Column("counted_at", sa.DateTime),
    sa.Column("left_at", sa.DateTime),
    sa.Index("referents_by_school", "school"),
)
sa.Table(
    "referent_locks",
    METADATA,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("referent_id", sa.String(36), sa.ForeignKey("referents.id", ondelete="CASCADE"), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("wrapped_key", sa.Text, nullable=False),
    sa.Column("credential", sa.Text),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Index("ix_referent_locks_referent_id", "referent_id"),
)
sa.Table(
    "lock_rehearsals",
    METADATA,
    sa.Column("lock_id", sa.String(36), sa.ForeignKey("referent_locks.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False),
)
sa.Table(
    "referent_months",
    METADATA,
    sa.Column("referent_id", sa.String(36), sa.ForeignKey("referents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("month", sa.String(7), primary_key=True),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("wrapped_identity", sa.Text, nullable=False),
)
sa.Table(
    "referent_schools",
    METADATA,
    sa.Column("referent", sa.String(36), primary_key=True),
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Index("ix_referent_schools_school", "school"),
)
sa.Table(
    "key_countersigns",
    METADATA,
    sa.Column("referent_id", sa.String(36), sa.ForeignKey("referents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("countersigner_id", sa.String(36), primary_key=True),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("signature", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
)
sa.Table(
    "directory_log",
    METADATA,
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("subject", sa.String(36), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
sa.Table(
    "directory_heads",
    METADATA,
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Column("referent_id", sa.String(36), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("signature", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
)
sa.Table(
    "recovery_shares",
    METADATA,
    sa.Column("referent_id", sa.String(36), sa.ForeignKey("referents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("holder_id", sa.String(36), primary_key=True),
    sa.Column("armour", sa.Text, nullable=False),
)
sa.Table(
    "recoveries",
    METADATA,
    sa.Column("referent_id", sa.String(36), sa.ForeignKey("referents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("wrapped_identity", sa.Text, nullable=False),
    sa.Column("asked_at", sa.DateTime, nullable=False),
)
sa.Table(
    "recovery_given",
    METADATA,
    sa.Column("referent_id", sa.String(36), sa.ForeignKey("referents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("holder_id", sa.String(36), primary_key=True),
    sa.Column("armour", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
)
sa.Table(
    "referent_absences",
    METADATA,
    sa.Column("referent_id", sa.String(36), primary_key=True),
    sa.Column("first", sa.Date, nullable=False),
    sa.Column("last", sa.Date, nullable=False),
    sa.Column("substitute_id", sa.String(36)),
)
sa.Table(
    "school_pages",
    METADATA,
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("author", sa.String(36), nullable=False),
    sa.Column("author_name", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)
sa.Table(
    "tallies",
    METADATA,
    sa.Column("place", sa.String(3), primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("term", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("what", sa.String(40), primary_key=True),
    sa.Column("count", sa.BigInteger, nullable=False),
)
sa.Table(
    "given_sentences",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("week", sa.Date, nullable=False),
    sa.Column("situation", sa.String(31), nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Index("ix_given_sentences_week", "week"),
)
sa.Table(
    "sessions",
    METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("conversation", sa.String(32), nullable=False, unique=True),
    sa.Column("turn", sa.BigInteger, nullable=False),
    sa.Column("playing_since", sa.BigInteger),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    sa.Column("account", sa.String(64)),
    sa.Column("subject", sa.String(64)),
    sa.Index("ix_sessions_account", "account"),
    sa.Index("ix_sessions_seen_at", "seen_at"),
    sa.Index("ix_sessions_subject", "subject"),
)
sa.Table(
    "session_tokens",
    METADATA,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("session", sa.String(64), nullable=False),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
    sa.Column("is_signed_in", sa.Boolean, nullable=False),
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("used_at", sa.BigInteger),
    sa.Column("successor_at", sa.BigInteger),
    sa.Column("ends_at", sa.BigInteger),
    sa.Index("ix_session_tokens_ends_at", "ends_at"),
    sa.Index("ix_session_tokens_session", "session"),
)
sa.Table(
    "session_replies",
    METADATA,
    sa.Column("conversation", sa.String(32), primary_key=True),
    sa.Column("turn", sa.BigInteger, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
sa.Table(
    "sign_ins",
    METADATA,
    sa.Column("state", sa.String(64), primary_key=True),
    sa.Column("session", sa.String(64), nullable=False),
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("code", sa.String(64), unique=True),
    sa.Column("code_at", sa.BigInteger),
    sa.Column("sealed", sa.LargeBinary),
    sa.Column("account", sa.String(64)),
    sa.Column("subject", sa.String(64)),
    sa.Index("ix_sign_ins_account", "account"),
    sa.Index("ix_sign_ins_session", "session"),
    sa.Index("ix_sign_ins_subject", "subject"),
)
sa.Table(
    "session_deposits",
    METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("envelope", sa.String(36), primary_key=True),
)
sa.Table(
    "shown_readers",
    METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
sa.Table(
    "forgets",
    METADATA,
    sa.Column("conversation", sa.String(32), primary_key=True),
    sa.Column("asked_at", sa.BigInteger, nullable=False),
)
sa.Table(
    "word_tries",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sender", sa.String(64), nullable=False),
    sa.Column("tried_at", sa.BigInteger, nullable=False),
    sa.Index("ix_word_tries_sender", "sender"),
)
sa.Table(
    "desk_sessions",
    METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("person", sa.String(64), nullable=False),
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    sa.Column("account", sa.String(64)),
    sa.Column("subject", sa.String(64)),
    sa.Index("ix_desk_sessions_account", "account"),
    sa.Index("ix_desk_sessions_person", "person"),
    sa.Index("ix_desk_sessions_subject", "subject"),
)
sa.Table(
    "administration_sessions",
    METADATA,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("person", sa.String(64), nullable=False),
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    sa.Column("account", sa.String(64)),
    sa.Column("subject", sa.String(64)),
    sa.Index("ix_administration_sessions_account", "account"),
    sa.Index("ix_administration_sessions_person", "person"),
    sa.Index("ix_administration_sessions_subject", "subject"),
)
sa.Table(
    "administration_checks",
    METADATA,
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Column("level", sa.String(8), nullable=False),
    sa.Column("checked_at", sa.BigInteger, nullable=False),
)
sa.Table(
    "ent_logouts",
    METADATA,
    sa.Column("token", sa.String(64), primary_key=True),
    sa.Column("heard_at", sa.BigInteger, nullable=False),
)
sa.Table(
    "tracker_events",
    METADATA,
    sa.Column("conversation_ref", sa.String(64), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("events", sa.Integer, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("expires_at", sa.DateTime, nullable=False),
    sa.Index("tracker_events_expiry", "expires_at"),
)


def upgrade() -> None:
    """Raises database.DatabaseOutdated when a table that is there has another shape."""
    connection = op.get_bind()
    older = set(sa.inspect(connection).get_table_names())
    METADATA.create_all(connection)
    require_shape(connection, METADATA)
    for table in METADATA.sorted_tables:
        for index in table.indexes if table.name in older else ():
            index.create(connection, checkfirst=True)

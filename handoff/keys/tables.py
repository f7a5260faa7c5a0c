"""The tables of referents' keys: armours that only their browsers open, public keys, and the log that shows every change.

* `referents`: one key each. `counted_at`: since when pupils may be offered it (two countersigners, `handoff.keys.counting`); `left_at`: since when
  the server gives nothing of it out.
* `referent_locks`: the ways in which the wrapping key is kept: passphrase, passkey, printed sheet; one row each, several devices.
* `lock_rehearsals`: which of these ways has opened a test by itself, and when.
* `referent_months`: one identity per month. `referent_schools`: where the key counts besides (`handoff.keys.memberships`).
* `key_countersigns`: who has compared this very key (`key` is its fingerprint) with its owner.
* `directory_log`: append-only, one chain of hashes per school; `directory_heads`: what each referent's browser last signed of it.
* `recovery_shares`: halves of a wrapping key, each sealed to a colleague; `recoveries`: who asks for theirs; `recovery_given`: halves given back.
* `referent_absences`: declared by the referent, with a substitute.
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from handoff.instants import Instant
from handoff.tables import metadata

_ID = String(36)
_HASH = String(64)


def _referent(name: str = "referent_id") -> Column:
    return Column(name, _ID, ForeignKey("referents.id", ondelete="CASCADE"), primary_key=True)


referents = Table(
    "referents",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("school", _ID, nullable=False),
    Column("name", Text, nullable=False),
    Column("function", Text),
    Column("key_recipient", Text, nullable=False),
    Column("signing_key", Text, nullable=False),
    Column("wrapped_signing", Text, nullable=False),
    Column("enrolled_at", Instant, nullable=False),
    Column("exercised_at", Instant, nullable=False),
    Column("counted_at", Instant),
    Column("left_at", Instant),
    Index("referents_by_school", "school"),
)

referent_locks = Table(
    "referent_locks",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("referent_id", _ID, ForeignKey("referents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("label", Text, nullable=False),
    Column("wrapped_key", Text, nullable=False),
    Column("credential", Text),
    Column("made_at", Instant, nullable=False),
)

lock_rehearsals = Table(
    "lock_rehearsals",
    metadata,
    Column("lock_id", _ID, ForeignKey("referent_locks.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Instant, nullable=False),
)

referent_months = Table(
    "referent_months",
    metadata,
    _referent(),
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

key_countersigns = Table(
    "key_countersigns",
    metadata,
    _referent(),
    Column("countersigner_id", _ID, primary_key=True),
    Column("key", _HASH, nullable=False),
    Column("signature", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

directory_log = Table(
    "directory_log",
    metadata,
    Column("school", _ID, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("subject", _ID, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", _HASH, nullable=False),
    Column("hash", _HASH, nullable=False),
)

directory_heads = Table(
    "directory_heads",
    metadata,
    Column("school", _ID, primary_key=True),
    Column("referent_id", _ID, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", _HASH, nullable=False),
    Column("signature", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

recovery_shares = Table(
    "recovery_shares",
    metadata,
    _referent(),
    Column("holder_id", _ID, primary_key=True),
    Column("armour", Text, nullable=False),
)

recoveries = Table(
    "recoveries",
    metadata,
    _referent(),
    Column("recipient", Text, nullable=False),
    Column("wrapped_identity", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
)

recovery_given = Table(
    "recovery_given",
    metadata,
    _referent(),
    Column("holder_id", _ID, primary_key=True),
    Column("armour", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

referent_absences = Table(
    "referent_absences",
    metadata,
    Column("referent_id", _ID, primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("substitute_id", _ID),
)

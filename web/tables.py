"""The tables that only web reads and writes: sessions, their last answer, sign-ins under way, things to forget.

Nothing of a pupil can be read here with the database alone: ids of sessions, states and codes are keyed hashes, the rest is sealed. The
columns `*_at` are whole seconds since 1970, UTC. Sealed columns are declared in `vault.columns`.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()
_HASH = sa.String(64)


def _who() -> tuple[sa.Column, sa.Column]:
    """Keyed hashes of the ENT account behind a row, so that the ENT can end it: by its id, and by the id its OpenID tokens call `sub`."""
    return sa.Column("account", _HASH, index=True), sa.Column("subject", _HASH, index=True)


SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("session", _HASH, primary_key=True),  # keyed hash of the first token it had
    sa.Column("conversation", sa.String(32), nullable=False, unique=True),
    sa.Column("turn", sa.BigInteger, nullable=False),  # the number of the last one played
    sa.Column("playing_since", sa.BigInteger),  # lease of the turn under way
    sa.Column("seen_at", sa.BigInteger, nullable=False, index=True),
    *_who(),  # once signed in
)

SESSION_TOKENS = sa.Table(
    "session_tokens",
    METADATA,
    sa.Column("token", _HASH, primary_key=True),  # keyed hash of the cookie's token
    sa.Column("session", _HASH, nullable=False, index=True),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
    sa.Column("is_signed_in", sa.Boolean, nullable=False),  # given by the sign-in, or after it
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("used_at", sa.BigInteger),  # the first time
    sa.Column("successor_at", sa.BigInteger),  # when it was given one
    sa.Column("ends_at", sa.BigInteger, index=True),  # once its successor is used
)

SESSION_REPLIES = sa.Table(
    "session_replies",
    METADATA,
    sa.Column("conversation", sa.String(32), primary_key=True),
    sa.Column("turn", sa.BigInteger, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)

SIGN_INS = sa.Table(
    "sign_ins",
    METADATA,
    sa.Column("state", _HASH, primary_key=True),  # keyed hash of the OAuth state
    sa.Column("session", _HASH, nullable=False, index=True),
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("code", _HASH, unique=True),  # keyed hash of the one-time code, once the ENT has answered
    sa.Column("code_at", sa.BigInteger),
    sa.Column("sealed", sa.LargeBinary),  # who signed in or why nobody did, sealed under the one-time code
    *_who(),
)

SESSION_DEPOSITS = sa.Table(
    "session_deposits",
    METADATA,
    sa.Column("session", _HASH, primary_key=True),
    sa.Column("envelope", sa.String(36), primary_key=True),  # deposited by this session: only it may say "send"
)

SHOWN_READERS = sa.Table(
    "shown_readers",
    METADATA,
    sa.Column("session", _HASH, primary_key=True),
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # who could read when the pupil was last shown the list
)

FORGETS = sa.Table(
    "forgets",
    METADATA,
    sa.Column("conversation", sa.String(32), primary_key=True),  # rasa still has to erase it
    sa.Column("asked_at", sa.BigInteger, nullable=False),
)

WORD_TRIES = sa.Table(
    "word_tries",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sender", _HASH, nullable=False, index=True),
    sa.Column("tried_at", sa.BigInteger, nullable=False),
)

DESK_SESSIONS = sa.Table(
    "desk_sessions",
    METADATA,
    sa.Column("session", _HASH, primary_key=True),  # keyed hash of the cookie's token
    sa.Column("sealed", sa.LargeBinary, nullable=False),  # who, and of which school, sealed under the token
    sa.Column("person", _HASH, nullable=False, index=True),  # keyed hash of who, so that a leaver's sessions end
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    *_who(),
)

ADMINISTRATION_SESSIONS = sa.Table(
    "administration_sessions",
    METADATA,
    sa.Column("session", _HASH, primary_key=True),  # keyed hash of the cookie's token
    sa.Column(
        "sealed", sa.LargeBinary, nullable=False
    ),  # who, and which schools they administer, sealed under the token
    sa.Column("person", _HASH, nullable=False, index=True),  # as above
    sa.Column("begun_at", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    *_who(),
)

ADMINISTRATION_CHECKS = sa.Table(
    "administration_checks",
    METADATA,
    sa.Column("school", sa.String(36), primary_key=True),
    sa.Column("level", sa.String(8), nullable=False),  # the colour of the last check, and nothing of what it found
    sa.Column("checked_at", sa.BigInteger, nullable=False),
)

ENT_LOGOUTS = sa.Table(
    "ent_logouts",
    METADATA,
    sa.Column("token", _HASH, primary_key=True),  # keyed hash of a logout token that was obeyed: none is obeyed twice
    sa.Column("heard_at", sa.BigInteger, nullable=False),
)

"""Pupils' sessions as rows: begun with the first answer, ended by leaving, by beginning another one, or by 30 minutes of
silence (R45, R72).

The numbers of a session's turns begin at a random place, so a number is of one session only: a window left open by whoever was at
this computer before has the cookie of the new session, but not its numbers.

Ending deletes row, tokens with their salts, last answer and sign-ins in one transaction, and notes that rasa has to erase the conversation.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from database import reading
from vault import KeyRing, keyed_hashes
from web.ent_accounts import EntAccount
from web.pupil.session_keys import KEY_BYTES, SESSION_PURPOSE, unwrap_key
from web.pupil.session_tokens import HeldToken, NewToken, confirm, held_of, is_open
from web.tables import FORGETS, SESSION_DEPOSITS, SESSION_REPLIES, SESSION_TOKENS, SESSIONS, SHOWN_READERS, SIGN_INS
from web.times import seconds

SILENCE_SECONDS = 30 * 60
_TOUCH_SECONDS = 60  # a commit costs a disk's patience; a turn marks the row by itself
_CONVERSATION_BYTES = 16
_NUMBERS_BYTES = 4
# The largest number, 48 bits, is still exact in a browser; at the rate of turns nobody uses up a block.
_NUMBERS_OF_ONE = 2**16
# Looked for with every call of a pupil: made once, as making it takes longer than what it does.
_OF_TOKEN = (
    sa.select(SESSIONS.c.conversation, SESSIONS.c.turn, SESSIONS.c.seen_at, *SESSION_TOKENS.c)
    .select_from(SESSIONS.join(SESSION_TOKENS, SESSIONS.c.session == SESSION_TOKENS.c.session))
    .where(SESSION_TOKENS.c.token.in_(sa.bindparam("tokens", expanding=True)), is_open(sa.bindparam("now")))
)


@dataclass(frozen=True)
class PupilSession:
    """A live session. `session` is the row's id, `conversation` the one rasa knows, `turn` the number of the last one played."""

    session: str
    conversation: str
    key: bytes = field(repr=False)
    turn: int
    held: HeldToken

    def counts(self, turn: int) -> bool:
        """Whether that number is one of this session's."""
        return turn // _NUMBERS_OF_ONE == self.turn // _NUMBERS_OF_ONE


@dataclass(frozen=True)
class NewSession:
    """What a session is made of before it exists in the database."""

    first: NewToken
    conversation: str
    key: bytes = field(repr=False)
    turn: int

    @property
    def token(self) -> bytes:
        """What its cookie begins with."""
        return self.first.token

    @classmethod
    def draw(cls, random_bytes: Callable[[int], bytes]) -> "NewSession":
        """A session nobody can guess."""
        conversation = random_bytes(_CONVERSATION_BYTES).hex()
        turn = int.from_bytes(random_bytes(_NUMBERS_BYTES), "big") * _NUMBERS_OF_ONE
        return cls(NewToken.draw(random_bytes), conversation, random_bytes(KEY_BYTES), turn)

    def begin(self, connection: Connection, ring: KeyRing, now: datetime) -> PupilSession:
        """Write the rows."""
        session = self.first.id_under(ring)
        row = {"session": session, "conversation": self.conversation, "turn": self.turn, "seen_at": seconds(now)}
        connection.execute(sa.insert(SESSIONS).values(row))
        held = self.first.keep(connection, ring, session, self.key, now, used_at=seconds(now))
        return PupilSession(session, self.conversation, self.key, self.turn, held)


def find_session(db: Engine, ring: KeyRing, token: bytes, now: datetime) -> PupilSession | None:
    """The live session of this token, marked as seen now; one that was silent for too long opens no more."""
    wanted = {"tokens": keyed_hashes(ring, SESSION_PURPOSE, token.hex()), "now": seconds(now)}
    with reading(db) as connection:
        row = connection.execute(_OF_TOKEN, wanted).mappings().first()
    key = unwrap_key(row["wrapped_key"], token, row["salt"], row["session"]) if row else None
    if row is None or key is None or row["seen_at"] <= seconds(now) - SILENCE_SECONDS:
        return None
    session = PupilSession(row["session"], row["conversation"], key, row["turn"], held_of(row))
    if row["seen_at"] < seconds(now) - _TOUCH_SECONDS:
        _touch(db, session, now)
    if not session.held.is_used:
        confirm(db, session.session, session.held, now)
    return session


def is_live(db: Engine, session: PupilSession) -> bool:
    """Whether nobody has ended it meanwhile."""
    with reading(db) as connection:
        query = sa.select(SESSIONS.c.session).where(SESSIONS.c.session == session.session)
        return connection.execute(query).first() is not None


def end_session(db: Engine, session: str, conversation: str, now: datetime) -> None:
    """Destroy the key and every row of the session, and note what rasa has to erase; ending twice is fine."""
    with db.begin() as connection:
        connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.session == session))
        connection.execute(sa.delete(SESSION_REPLIES).where(SESSION_REPLIES.c.conversation == conversation))
        for table in (SESSION_TOKENS, SIGN_INS, SESSION_DEPOSITS, SHOWN_READERS):
            connection.execute(sa.delete(table).where(table.c.session == session))
        note_forget(connection, conversation, now)


def silent_sessions(db: Engine, now: datetime) -> list[tuple[str, str]]:
    """Every session that was silent for 30 minutes, with its conversation."""
    query = sa.select(SESSIONS.c.session, SESSIONS.c.conversation)
    with reading(db) as connection:
        rows = connection.execute(query.where(SESSIONS.c.seen_at <= seconds(now) - SILENCE_SECONDS)).all()
    return [(row.session, row.conversation) for row in rows]


def sessions_of(db: Engine, ring: KeyRing, account: EntAccount) -> list[tuple[str, str]]:
    """Every session that this ENT account is signed in to, with its conversation."""
    query = sa.select(SESSIONS.c.session, SESSIONS.c.conversation).where(account.rows_of(SESSIONS, ring))
    with reading(db) as connection:
        return [(row.session, row.conversation) for row in connection.execute(query)]


def note_forget(connection: Connection, conversation: str, now: datetime) -> None:
    """Note that rasa has to erase this conversation; noting twice is fine."""
    known = connection.execute(sa.select(FORGETS.c.conversation).where(FORGETS.c.conversation == conversation)).first()
    if known is None:
        connection.execute(sa.insert(FORGETS).values(conversation=conversation, asked_at=seconds(now)))


def _touch(db: Engine, session: PupilSession, now: datetime) -> None:
    with db.begin() as connection:
        connection.execute(
            sa.update(SESSIONS).where(SESSIONS.c.session == session.session).values(seen_at=seconds(now))
        )

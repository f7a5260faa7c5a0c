"""Sign-ins under way, as rows.

Asked by a session (the state is kept as a keyed hash, ten minutes) → answered by the ENT on a top-level page that has no
cookie of ours: who signed in, or why nobody did, is sealed under a one-time code that only that page knows → joined, once, within two
minutes, by the session that asked and by no other. So neither a stranger's link nor the database signs anybody in.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import erase, reading
from vault import KeyRing, SealBroken, derive, keyed_hash, keyed_hashes, seal, unseal
from vault.columns import SIGN_IN
from web.ent_accounts import EntAccount, columns_of
from web.tables import SESSIONS, SIGN_INS
from web.times import seconds

PUPIL_TYPE = "ELEVE"
STATE_SECONDS = 10 * 60
CODE_SECONDS = 2 * 60
_STATE_PURPOSE = "sign-in-state"
_CODE_PURPOSE = "sign-in-code"


@dataclass(frozen=True)
class SignedIn:
    """What we keep of the ENT's answer: the token, its end, and who may do what. No name, no birth date, no class;
    `register` is the one word kept of a pupil's level.
    """

    profile: str
    user_id: str = field(repr=False)
    structure_ids: tuple[str, ...]
    access_token: str = field(repr=False)
    expires_at: datetime
    register: str | None = None


@dataclass(frozen=True)
class NotSignedIn:
    """The ENT said no, or proved nothing: one of `web.sign_in_refusals.REASONS`."""

    reason: str


Outcome = SignedIn | NotSignedIn


def begin_sign_in(db: Engine, ring: KeyRing, session: str, state: str, now: datetime) -> None:
    """Note that this session asked under that state; a session has one sign-in at a time."""
    row = {"state": keyed_hash(ring, _STATE_PURPOSE, state), "session": session, "begun_at": seconds(now)}
    with db.begin() as connection:
        connection.execute(sa.delete(SIGN_INS).where(SIGN_INS.c.session == session))
        connection.execute(sa.insert(SIGN_INS).values(row))


def is_awaited(db: Engine, ring: KeyRing, state: str, now: datetime) -> bool:
    """Whether a session asked under that state less than ten minutes ago, and the ENT has not answered yet."""
    with reading(db) as connection:
        return connection.execute(sa.select(SIGN_INS.c.state).where(_awaited(ring, state, now))).first() is not None


def answer_sign_in(
    db: Engine, ring: KeyRing, state: str, code: str, *, outcome: Outcome, account: EntAccount | None, now: datetime
) -> bool:
    """Seal what came of it under the one-time code; False when nobody awaits that state any more."""
    with db.begin() as connection:
        row = connection.execute(sa.select(SIGN_INS.c.state).where(_awaited(ring, state, now))).first()
        if row is None:
            return False
        values = {
            "code": keyed_hash(ring, _CODE_PURPOSE, code),
            "code_at": seconds(now),
            "sealed": seal(_code_key(code), SIGN_IN, _write(outcome), state=row.state),
            **columns_of(account, ring),
        }
        connection.execute(sa.update(SIGN_INS).where(SIGN_INS.c.state == row.state).values(values))
    return True


def join_sign_in(db: Engine, ring: KeyRing, session: str, code: str, now: datetime) -> Outcome | None:
    """What came of it, for the session that asked, once; None for anything else. A pupil's session is now of that account."""
    fresh = SIGN_INS.c.code_at > seconds(now) - CODE_SECONDS
    mine = sa.and_(SIGN_INS.c.code.in_(keyed_hashes(ring, _CODE_PURPOSE, code)), SIGN_INS.c.session == session, fresh)
    with db.begin() as connection:
        row = connection.execute(sa.select(SIGN_INS).where(mine)).first()
        if row is None:
            return None
        connection.execute(sa.delete(SIGN_INS).where(SIGN_INS.c.state == row.state))
        outcome = _open(code, row)
        if isinstance(outcome, SignedIn) and outcome.profile == PUPIL_TYPE:
            whose = {"account": row.account, "subject": row.subject}
            connection.execute(sa.update(SESSIONS).where(SESSIONS.c.session == session).values(whose))
    return outcome


def drop_sign_ins_of(db: Engine, ring: KeyRing, account: EntAccount) -> None:
    """Delete what this ENT account began and no session has joined."""
    with db.begin() as connection:
        connection.execute(sa.delete(SIGN_INS).where(account.rows_of(SIGN_INS, ring)))


def drop_old_sign_ins(db: Engine, now: datetime) -> None:
    """Delete the sign-ins that can no longer end well."""
    unanswered = sa.and_(SIGN_INS.c.code.is_(None), SIGN_INS.c.begun_at <= seconds(now) - STATE_SECONDS)
    erase(db, SIGN_INS, sa.or_(unanswered, SIGN_INS.c.code_at <= seconds(now) - CODE_SECONDS))


def _awaited(ring: KeyRing, state: str, now: datetime) -> Any:
    known = SIGN_INS.c.state.in_(keyed_hashes(ring, _STATE_PURPOSE, state))
    return sa.and_(known, SIGN_INS.c.code.is_(None), SIGN_INS.c.begun_at > seconds(now) - STATE_SECONDS)


def _code_key(code: str) -> bytes:
    return derive(code.encode(), _CODE_PURPOSE)


def _open(code: str, row: Any) -> Outcome | None:
    try:
        return _read(unseal(_code_key(code), SIGN_IN, row.sealed, state=row.state))
    except SealBroken:
        return None


def _write(outcome: Outcome) -> bytes:
    if isinstance(outcome, NotSignedIn):
        return json.dumps([outcome.reason]).encode()
    who = outcome
    until = who.expires_at.isoformat()
    fields = [who.profile, who.user_id, list(who.structure_ids), who.access_token, until, who.register]
    return json.dumps(fields).encode()


def _read(plain: bytes) -> Outcome:
    fields = json.loads(plain)
    if len(fields) == 1:
        return NotSignedIn(fields[0])
    profile, user_id, structure_ids, access_token, expires_at, register = fields
    until = datetime.fromisoformat(expires_at)
    return SignedIn(profile, user_id, tuple(structure_ids), access_token, until, register)

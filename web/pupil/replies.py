"""The last answer of a conversation, sealed under its key, so the same turn answers the same even after a restart.

With it goes a fingerprint of what the pupil did: another window of the same pupil may send other words under the same
number, and must never be given the answer to something else. And what this conversation was counted for so far (the helplines shown, the
scenes said), so that each is counted once (`tallies`).
"""

import hmac
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from database import passing, reading
from facts.helplines import load_helplines
from given.keeping import NONE
from given.rules import rules
from tallies.counting import NOT_THAT, SCENE, SHOWN, UNHEARD
from vault import KeyRing, keyed_hash, seal, unseal
from vault.columns import SESSION_REPLY
from web.pupil.rasa_channel import Said
from web.pupil.sessions import PupilSession, note_forget
from web.tables import SESSION_REPLIES, SESSIONS
from web.times import seconds

_PURPOSE = "turn-fingerprint"
ASKABLE = "askable:"
# Each turn asks these: made once, as making them takes longer than what they do.
_MINE = sa.and_(SESSIONS.c.session == sa.bindparam("mine"), SESSIONS.c.turn == sa.bindparam("before"))
_IS_FREE = sa.or_(SESSIONS.c.playing_since.is_(None), SESSIONS.c.playing_since <= sa.bindparam("lost"))
_CLAIM = (
    sa.update(SESSIONS).where(_MINE, _IS_FREE).values(playing_since=sa.bindparam("seen"), seen_at=sa.bindparam("seen"))
)
_CLOSE = sa.update(SESSIONS).where(_MINE).values(turn=sa.bindparam("played"), playing_since=None)
_IS_KEPT = SESSION_REPLIES.c.conversation == sa.bindparam("kept_of")
_KEPT, _DROP, _KEEP = sa.select(SESSION_REPLIES).where(_IS_KEPT), sa.delete(SESSION_REPLIES).where(_IS_KEPT), sa.insert(SESSION_REPLIES)  # fmt: skip
_NOTED = re.compile(rf"({SCENE}|{UNHEARD}|{NOT_THAT})[a-z_]{{1,31}}")  # names of ours, as long as the column is wide


@dataclass(frozen=True)
class Reply:
    """What one turn answered, and to what."""

    turn: int
    fingerprint: str
    messages: list[dict[str, Any]] = field(repr=False)
    counts_for: frozenset[str] = frozenset()  # as `tallies` names it
    asked_for: str | None = (
        None  # a sentence may be given under it (`web.pupil.giving`): the situation that was understood, or NONE
    )

    def answers(self, turn: int, fingerprint: str) -> bool:
        """Whether this is the answer to that very act under that number."""
        return self.turn == turn and hmac.compare_digest(self.fingerprint, fingerprint)


def fingerprint_of(key: bytes, said: Said) -> str:
    """What tells two acts apart without keeping either."""
    return keyed_hash(KeyRing((key,)), _PURPOSE, f"{said.kind} {said.value}")


def last_reply(db: Engine, session: PupilSession) -> Reply | None:
    """The answer to the last turn played."""
    with reading(db) as connection:
        row = kept_of(connection, session)
    if row is None:
        return None
    opened = opened_reply(session, row)
    return Reply(row.turn, opened["fingerprint"], opened["messages"], asked_for=opened.get("asked_for"))


def counts_of(messages: list[dict[str, Any]]) -> frozenset[str]:
    """What rasa's messages count for: the national helplines among their cards, and what rasa noted for the content team."""
    shown = {card.get("id") for message in messages for card in message["helplines"]} & set(load_helplines().lines)
    lists = [noted for message in messages if isinstance(noted := message.get("noted"), list)]
    noted = {each for found in lists for each in found if isinstance(each, str) and _NOTED.fullmatch(each)}
    return frozenset((*(SHOWN + line for line in shown), *noted))


def keep_reply(connection: Connection, session: PupilSession, reply: Reply) -> frozenset[str]:
    """Keep this answer instead of the one before; answers what this conversation counts for that it did not before."""
    last = _last(connection, session)
    before = frozenset(last.get("counted", ()))
    kept = {
        "fingerprint": reply.fingerprint,
        "messages": reply.messages,
        "counted": sorted(before | reply.counts_for),
        "asked_for": reply.asked_for,
        "was_asked": last.get("was_asked", False) or reply.asked_for is not None,
    }
    row = {"conversation": session.conversation, "turn": reply.turn, "sealed": sealed_reply(session, reply.turn, kept)}
    connection.execute(_DROP, {"kept_of": session.conversation})
    connection.execute(_KEEP, row)
    return reply.counts_for - before


def claim_turn(db: Engine, session: PupilSession, turn: int, now: datetime, lease_seconds: int) -> bool:
    """Whether this process may play the turn: it is the next one, and no other process is playing it."""
    mine = {"mine": session.session, "before": turn - 1}
    with passing(db) as connection:
        taken = connection.execute(_CLAIM, {**mine, "lost": seconds(now) - lease_seconds, "seen": seconds(now)})
    return bool(taken.rowcount)


def release_turn(db: Engine, session: PupilSession) -> None:
    """Give the turn back: it was not played."""
    with db.begin() as connection:
        connection.execute(sa.update(SESSIONS).where(SESSIONS.c.session == session.session).values(playing_since=None))


def close_turn(db: Engine, session: PupilSession, reply: Reply, now: datetime) -> frozenset[str] | None:
    """Keep the answer and count the turn: what the conversation counts for from now on. When the pupil left meanwhile, None: nothing is kept and
    rasa is asked to forget again.
    """
    mine = {"mine": session.session, "before": reply.turn - 1}
    with db.begin() as connection:
        if connection.execute(_CLOSE, {**mine, "played": reply.turn}).rowcount:
            return keep_reply(connection, session, reply)
        note_forget(connection, session.conversation, now)
    return None


def was_asked(db: Engine, session: PupilSession) -> bool:
    """Whether a sentence was already asked for in this conversation: it is done once."""
    with reading(db) as connection:
        return bool(_last(connection, session).get("was_asked", False))


def asked_for_in(messages: list[dict[str, Any]]) -> str | None:
    """The situation under which rasa says that a sentence might be asked for (NONE: of none), if it says so."""
    if any(message.get("urgent") for message in messages):
        return None
    lists = [noted for message in messages if isinstance(noted := message.get("noted"), list)]
    said = {
        each.removeprefix(ASKABLE)
        for found in lists
        for each in found
        if isinstance(each, str) and each.startswith(ASKABLE)
    }
    return next(iter(said & {NONE, *rules().situations}), None) if len(said) == 1 else None


def sealed_reply(session: PupilSession, turn: int, kept: dict[str, Any]) -> bytes:
    """What is kept of the last answer, under the conversation's key."""
    plain = json.dumps(kept, ensure_ascii=False).encode()
    return seal(session.key, SESSION_REPLY, plain, conversation=session.conversation, turn=str(turn))


def _last(connection: Connection, session: PupilSession) -> dict[str, Any]:
    row = kept_of(connection, session)
    return {} if row is None else opened_reply(session, row)


def kept_of(connection: Connection, session: PupilSession) -> Any:
    """The row of the last answer."""
    return connection.execute(_KEPT, {"kept_of": session.conversation}).first()


def opened_reply(session: PupilSession, row: Any) -> dict[str, Any]:
    """What that row keeps."""
    place = {"conversation": session.conversation, "turn": str(row.turn)}
    opened: dict[str, Any] = json.loads(unseal(session.key, SESSION_REPLY, row.sealed, **place))
    return opened

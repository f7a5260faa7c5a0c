"""One process that writes turns as fast as it may: what web and rasa ask of the database for a turn, and nothing else of the turn.

web's part is web's own code. Rasa's is written again here, as Rasa's Python is another: the statements of `bot/memory/tracker_store.py`, the
same table, the same seal.
"""

import os
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from bot.memory.sealed_events import seal_events, unseal_events
from bot.memory.tables import tracker_events
from database import open_engine, reading
from vault import KeyRing, keyed_hash
from web.pupil.rasa_channel import Said
from web.pupil.replies import Reply, claim_turn, close_turn, fingerprint_of, last_reply
from web.pupil.sessions import NewSession, find_session

RING = KeyRing((b"b" * 32,))
TURNS_OF_ONE = 8  # then another pupil begins
LEASE_SECONDS = 25
# Of the size of what a turn leaves: a dozen events, and an answer of some bubbles.
EVENTS = [{"event": "user", "timestamp": 1.0, "text": "x" * 400, "metadata": {}} for _ in range(12)]
MESSAGES = [{"texts": ["y" * 300] * 3, "helplines": [], "buttons": [{"title": "z" * 40, "payload": "p" * 60}] * 3}]


@dataclass
class Measured:
    """What one process saw. Times are seconds, `writes` of each write transaction, `turns` of all that a turn asks."""

    turns: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    busy: int = 0


def write_turns(url: str, at: float, until: float) -> Measured:
    """Write turns between these two moments of `time.monotonic()`, which a machine's processes share."""
    time.sleep(max(0.0, at - time.monotonic()))
    engine, measured = open_engine(url), Measured()
    while time.monotonic() < until:
        with _Counted(measured):
            _conversation(engine, measured, until)
    engine.dispose()
    return measured


def _conversation(engine: Engine, measured: Measured, until: float) -> None:
    new = NewSession.draw(os.urandom)
    with engine.begin() as connection:
        session = new.begin(connection, RING, _now())
    for turn in range(session.turn + 1, session.turn + 1 + TURNS_OF_ONE):
        if time.monotonic() >= until:
            return
        begun = time.monotonic()
        _turn(engine, new.token, turn, measured)
        measured.turns.append(time.monotonic() - begun)


def _turn(engine: Engine, token: bytes, turn: int, measured: Measured) -> None:
    session = find_session(engine, RING, token, _now())
    if session is None:
        raise LookupError("session")
    last_reply(engine, session)
    with _Timed(measured):
        claim_turn(engine, session, turn, _now(), LEASE_SECONDS)
    ref = keyed_hash(RING, "tracker_events.conversation_ref", session.conversation)
    _read(engine, ref, session.key)
    with _Timed(measured):
        _append(engine, ref, session.key)
    reply = Reply(turn, fingerprint_of(session.key, Said("text", "x" * 60)), MESSAGES)
    with _Timed(measured):
        close_turn(engine, session, reply, _now())


class _Counted:
    """Counts a conversation that ends because the database was busy for longer than a writer waits."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured

    def __enter__(self) -> None:
        """Nothing yet."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        is_busy = kind is not None and issubclass(kind, OperationalError)
        self._measured.busy += is_busy
        return is_busy


class _Timed:
    """Adds how long its block took to the write transactions."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured

    def __enter__(self) -> None:
        self._begun = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._measured.writes.append(time.monotonic() - self._begun)


def _read(engine: Engine, ref: str, key: bytes) -> None:
    columns = tracker_events.c
    query = select(columns.conversation_ref, columns.seq, columns.sealed).where(columns.conversation_ref.in_((ref,)))
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(columns.seq)).all()
    for row in rows:
        unseal_events(key, row.conversation_ref, row.seq, row.sealed)


def _append(engine: Engine, ref: str, key: bytes) -> None:
    columns = tracker_events.c
    stored = select(func.min(columns.conversation_ref), func.count(), func.coalesce(func.sum(columns.events), 0))
    with engine.begin() as connection:
        _begun, seq, _known = connection.execute(stored.where(columns.conversation_ref.in_((ref,)))).one()
        sealed = seal_events(key, ref, seq, EVENTS)
        expiry = _now().replace(tzinfo=None, minute=0, second=0, microsecond=0) + timedelta(hours=2)
        row = {"conversation_ref": ref, "seq": seq, "events": len(EVENTS), "sealed": sealed, "expires_at": expiry}
        connection.execute(insert(tracker_events).values(row))


def _now() -> datetime:
    return datetime.now(timezone.utc)

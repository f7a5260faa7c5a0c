"""Receipts: what the sender is told of what adults do with a message: one opened it, one takes it in charge, one answers.

Only those who read it can give one or be counted.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.engine import Connection, Engine

from handoff.cases.case import CaseState, case_of
from handoff.cases.events import Event, append, events_of
from handoff.cases.readers import require_reader
from handoff.cases.tables import case_papers
from handoff.database import reading
from handoff.envelopes import reply_lock_of
from handoff.errors import CaseClosed
from handoff.keys.tables import referents
from handoff.senders import marks_of
from handoff.states import State, pupil_word, with_receipts
from handoff.tables import envelope_readers, envelopes, outbox
from vault import KeyRing


@dataclass(frozen=True)
class SentReply:
    """An answer of an adult, sealed under the secret that the word gives back."""

    at: datetime
    armour: str = field(repr=False)


@dataclass(frozen=True)
class SentState:
    """What the sender is told of one envelope: `state` is `kept`, `sending`, `at_school`, `opened` or `taken`.

    `promised_by`: when an adult will have opened it at the latest, as was said; None when nothing was.
    """

    state: str
    date: date
    id: str
    school: str
    opened: bool
    promised_by: datetime | None
    reply_lock: str | None = field(repr=False)
    replies: tuple[SentReply, ...]


@dataclass(frozen=True)
class FirstOpening:
    """Nobody had opened it before: of which school it is, and by when somebody was to have done it, as was said."""

    school: str
    promised_by: datetime | None


def mark_opened(db: Engine, envelope_id: str, referent_id: str, now: datetime) -> FirstOpening | None:
    """Every opening is told to the group (R73), the first one to the sender. Raises EnvelopeUnknown when not this referent's to read."""
    with db.begin() as connection:
        require_reader(connection, envelope_id, referent_id)
        first = _first_opening(connection, envelope_id)
        _stamp(connection, envelope_id, referent_id, opened_at=now)
        append(connection, envelope_id, Event("opened", referent_id, now))
        connection.execute(update(referents).where(referents.c.id == referent_id).values(exercised_at=now))
    return first


def mark_taken(db: Engine, envelope_id: str, referent_id: str, now: datetime) -> None:
    """This referent takes it in charge; again, it changes nothing. Raises EnvelopeUnknown, CaseClosed."""
    with db.begin() as connection:
        require_reader(connection, envelope_id, referent_id)
        case = case_of(events_of(connection, [envelope_id])[envelope_id], now.date())
        if case.state is CaseState.CLOSED:
            raise CaseClosed
        stamp_taken(connection, envelope_id, referent_id, now)
        if case.taken_by != referent_id:
            append(connection, envelope_id, Event("taken", referent_id, now))


def stamp_taken(connection: Connection, envelope_id: str, referent_id: str, now: datetime) -> None:
    """What the sender is told from: this referent has it, and so has opened it. The first time counts."""
    _stamp(connection, envelope_id, referent_id, opened_at=now)
    _stamp(connection, envelope_id, referent_id, taken_at=now)


def states_for(db: Engine, ring: KeyRing, sender_id: str, word: str) -> tuple[SentState, ...]:
    """The states of this sender's envelopes under this word, newest first. Same slow work whether or not any exists."""
    marks = marks_of(ring, sender_id, word)
    found = []
    with reading(db) as connection:
        for mark in marks:
            found += connection.execute(_states(mark.sender, mark.word)).all()
        replies = _replies(connection, [row.id for row in found])
    found.sort(key=lambda row: row.deposited_at, reverse=True)
    return tuple(_sent(ring, row, replies[row.id]) for row in found)


def _sent(ring: KeyRing, row: Any, replies: tuple[SentReply, ...]) -> SentState:
    state = pupil_word(with_receipts(State(row.state), opened=row.opened, taken=row.taken))
    lock = reply_lock_of(ring, row.id, row.reply_lock)
    return SentState(state, row.date, row.id, row.school, row.opened, row.promised_by, lock, replies)


def _states(sender: str, word: str) -> object:
    of_envelope = envelope_readers.c.envelope_id == envelopes.c.id
    return (
        select(
            *(envelopes.c.id, envelopes.c.school, envelopes.c.date, envelopes.c.deposited_at, outbox.c.state),
            *(envelopes.c.promised_by, envelopes.c.reply_lock),
            exists().where(of_envelope, envelope_readers.c.opened_at.is_not(None)).label("opened"),
            exists().where(of_envelope, envelope_readers.c.taken_at.is_not(None)).label("taken"),
        )
        .join(outbox, outbox.c.envelope_id == envelopes.c.id)
        .where(envelopes.c.sender == sender, envelopes.c.word == word)
    )


def _replies(connection: Connection, envelope_ids: list[str]) -> dict[str, tuple[SentReply, ...]]:
    wanted = case_papers.c.envelope_id.in_(envelope_ids)
    query = (
        select(case_papers).where(wanted, case_papers.c.kind == "reply").order_by(case_papers.c.at, case_papers.c.id)
    )
    rows = connection.execute(query).all()
    return {one: tuple(SentReply(row.at, row.armour) for row in rows if row.envelope_id == one) for one in envelope_ids}


def _first_opening(connection: Connection, envelope_id: str) -> FirstOpening | None:
    """None when somebody has opened it. The envelope's row is held: of two who open at once, one is the first."""
    held = select(envelopes.c.school, envelopes.c.promised_by).where(envelopes.c.id == envelope_id).with_for_update()
    row = connection.execute(held).one()
    opened = (envelope_readers.c.envelope_id == envelope_id, envelope_readers.c.opened_at.is_not(None))
    if connection.execute(select(envelope_readers.c.referent_id).where(*opened)).first() is not None:
        return None
    return FirstOpening(row.school, row.promised_by)


def _stamp(connection: Connection, envelope_id: str, referent_id: str, **moment: datetime) -> None:
    (name,) = moment
    connection.execute(
        update(envelope_readers)
        .where(envelope_readers.c.envelope_id == envelope_id, envelope_readers.c.referent_id == referent_id)
        .where(envelope_readers.c[name].is_(None))
        .values(**moment)
    )

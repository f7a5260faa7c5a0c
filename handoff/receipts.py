"""Receipts: an adult opened it, an adult takes it in charge. Only those it is sealed to can give one or be counted."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select, update
from sqlalchemy.engine import Connection, Engine

from handoff.database import reading
from handoff.errors import EnvelopeUnknown
from handoff.senders import marks_of
from handoff.states import State, pupil_word, with_receipts
from handoff.tables import envelope_readers, envelopes, outbox, referents
from vault import KeyRing


@dataclass(frozen=True)
class SentState:
    """What the sender is told of one envelope: `kept`, `sending`, `at_school`, `opened` or `taken`, and its date."""

    state: str
    date: date


def mark_opened(db: Engine, envelope_id: str, referent_id: str, now: datetime) -> None:
    """The first opening counts, later ones change nothing. Raises EnvelopeUnknown when not sealed to this referent."""
    with db.begin() as connection:
        _require_addressed(connection, envelope_id, referent_id)
        _stamp(connection, envelope_id, referent_id, opened_at=now)
        connection.execute(update(referents).where(referents.c.id == referent_id).values(exercised_at=now))


def mark_taken(db: Engine, envelope_id: str, referent_id: str, now: datetime) -> None:
    """This referent takes it in charge; the first to do so is shown. Raises EnvelopeUnknown."""
    with db.begin() as connection:
        _require_addressed(connection, envelope_id, referent_id)
        _stamp(connection, envelope_id, referent_id, opened_at=now)
        _stamp(connection, envelope_id, referent_id, taken_at=now)


def states_for(db: Engine, ring: KeyRing, sender_id: str, word: str) -> tuple[SentState, ...]:
    """The states of this sender's envelopes under this word, newest first. Same slow work whether or not any exists."""
    marks = marks_of(ring, sender_id, word)
    found = []
    with reading(db) as connection:
        for mark in marks:
            found += connection.execute(_states(mark.sender, mark.word)).all()
    found.sort(key=lambda row: row.deposited_at, reverse=True)
    return tuple(
        SentState(pupil_word(with_receipts(State(row.state), opened=row.opened, taken=row.taken)), row.date)
        for row in found
    )


def _states(sender: str, word: str) -> object:
    of_envelope = envelope_readers.c.envelope_id == envelopes.c.id
    return (
        select(
            envelopes.c.date,
            envelopes.c.deposited_at,
            outbox.c.state,
            exists().where(of_envelope, envelope_readers.c.opened_at.is_not(None)).label("opened"),
            exists().where(of_envelope, envelope_readers.c.taken_at.is_not(None)).label("taken"),
        )
        .join(outbox, outbox.c.envelope_id == envelopes.c.id)
        .where(envelopes.c.sender == sender, envelopes.c.word == word)
    )


def _require_addressed(connection: Connection, envelope_id: str, referent_id: str) -> None:
    query = (
        select(envelope_readers.c.envelope_id)
        .join(outbox, outbox.c.envelope_id == envelope_readers.c.envelope_id)
        .where(envelope_readers.c.envelope_id == envelope_id, envelope_readers.c.referent_id == referent_id)
        .where(outbox.c.state != State.DEPOSITED.value)
    )
    if connection.execute(query).one_or_none() is None:
        raise EnvelopeUnknown


def _stamp(connection: Connection, envelope_id: str, referent_id: str, **moment: datetime) -> None:
    (name,) = moment
    connection.execute(
        update(envelope_readers)
        .where(envelope_readers.c.envelope_id == envelope_id, envelope_readers.c.referent_id == referent_id)
        .where(envelope_readers.c[name].is_(None))
        .values(**moment)
    )

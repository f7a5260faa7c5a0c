"""A joiner gets the open messages by a colleague's hand: who can read one seals it again to the joiner's key of the month.

Whom the server never lets it be sealed to: whoever the pupil left out, everybody when the message is closed ("seulement…"), somebody whose key
does not count or who has left, who is not in the group of the message's school, who can read it already. Whoever made their key anew since it
was sealed for them can not any more: they are given it again. A case that is closed is not offered, and may still be handed to someone who
asks. A joiner was never addressed by the ENT: they read at the desk.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.engine import Connection, Engine

from facts.paris import in_paris
from handoff.cases.case import CaseState, state_of
from handoff.cases.events import Event, append, events_of
from handoff.database import reading
from handoff.errors import EnvelopeUnknown
from handoff.exclusions import kept_out
from handoff.keys import directory, directory_log
from handoff.keys.errors import RewrapRefused
from handoff.keys.tables import referent_months, referent_schools, referents
from handoff.states import AT_DESK
from handoff.tables import envelope_readers, envelopes, outbox
from vault import KeyRing


@dataclass(frozen=True)
class Joiner:
    """Somebody who may be given a message, and the recipient to seal it to."""

    id: str
    name: str
    month: str
    recipient: str = field(repr=False)


@dataclass(frozen=True)
class Rewrap:
    """One message that one joiner waits for."""

    envelope_id: str
    joiner: Joiner


def pending_for(
    db: Engine, ring: KeyRing, referent_id: str, school_ids: tuple[str, ...], now: datetime
) -> tuple[Rewrap, ...]:
    """What this referent could give to colleagues: of the open messages that they read, at the schools where they answer."""
    at_desk = [state.value for state in AT_DESK]
    mine = (
        select(envelopes.c.id)
        .join(outbox, outbox.c.envelope_id == envelopes.c.id)
        .join(envelope_readers, envelope_readers.c.envelope_id == envelopes.c.id)
        .where(envelope_readers.c.referent_id == referent_id, envelopes.c.closed.is_(False))
        .where(envelopes.c.school.in_(school_ids), outbox.c.state.in_(at_desk))
        .order_by(envelopes.c.deposited_at.desc(), envelopes.c.id)
    )
    if not directory.counts(db, referent_id):
        return ()
    with reading(db) as connection:
        ids = list(connection.execute(mine).scalars())
        done = _closed_cases(connection, ids, now)
        waiting = {one: _joiners(connection, ring, one, now) for one in ids if one not in done}
        return tuple(
            Rewrap(envelope_id, joiner)
            for envelope_id, joiners in waiting.items()
            if referent_id not in joiners  # their own key was made anew: they open nothing of it
            for joiner in joiners.values()
        )


def give(db: Engine, ring: KeyRing, envelope_id: str, by: str, to: str, armour: str, now: datetime) -> None:
    """Keep what `by` sealed again for `to`; nothing when `to` can read it already.

    Raises EnvelopeUnknown when `by` does not read it, RewrapRefused when `to` may not.
    """
    with db.begin() as connection:
        directory_log.hold(connection)
        joiners = _joiners(connection, ring, envelope_id, now)
        _require_read_by(connection, envelope_id, by)
        if by in joiners:
            raise EnvelopeUnknown
        if to in joiners:
            _keep(connection, envelope_id, by, joiners[to], armour, now)
        elif not _has_row(connection, envelope_id, to):
            raise RewrapRefused


def _keep(connection: Connection, envelope_id: str, by: str, to: Joiner, armour: str, now: datetime) -> None:
    sealed: dict[str, Any] = {"armour": armour, "month": to.month, "joined_at": now, "joined_by": by}
    row = (envelope_readers.c.envelope_id == envelope_id) & (envelope_readers.c.referent_id == to.id)
    if connection.execute(update(envelope_readers).where(row).values(sealed)).rowcount == 0:
        connection.execute(insert(envelope_readers).values(envelope_id=envelope_id, referent_id=to.id, **sealed))
    append(connection, envelope_id, Event("wrapped", by, now, to.id))


def _joiners(connection: Connection, ring: KeyRing, envelope_id: str, now: datetime) -> dict[str, Joiner]:
    month = f"{in_paris(now):%Y-%m}"
    rows = envelope_readers.c
    theirs = (rows.referent_id == referents.c.id) & (rows.envelope_id == envelope_id)
    query = (
        select(referents.c.id, referents.c.name, referent_months.c.recipient)
        .select_from(envelopes)
        .join(referent_schools, referent_schools.c.school == envelopes.c.school)
        .join(referents, referents.c.id == referent_schools.c.referent)
        .join(referent_months, referent_months.c.referent_id == referents.c.id)
        .outerjoin(envelope_readers, theirs)
        .where(envelopes.c.id == envelope_id, envelopes.c.closed.is_(False), referent_months.c.month == month)
        .where(referents.c.counted_at.is_not(None), referents.c.left_at.is_(None))
        .where(rows.referent_id.is_(None) | (_sealed_at() < referents.c.enrolled_at))
        .order_by(referents.c.name, referents.c.id)
    )
    found = connection.execute(query).all()
    out = kept_out(connection, ring, envelope_id, [row.id for row in found])
    return {row.id: Joiner(row.id, row.name, month, row.recipient) for row in found if row.id not in out}


def _sealed_at() -> Any:
    """When it was sealed for a reader: a key made since then opens nothing of it."""
    return func.coalesce(envelope_readers.c.joined_at, envelopes.c.deposited_at)


def _closed_cases(connection: Connection, ids: list[str], now: datetime) -> frozenset[str]:
    today = in_paris(now).date()
    told = events_of(connection, ids)
    return frozenset(one for one, events in told.items() if state_of(events, today) is CaseState.CLOSED)


def _has_row(connection: Connection, envelope_id: str, referent_id: str) -> bool:
    row = (envelope_readers.c.envelope_id == envelope_id) & (envelope_readers.c.referent_id == referent_id)
    return connection.execute(select(envelope_readers.c.referent_id).where(row)).first() is not None


def _require_read_by(connection: Connection, envelope_id: str, referent_id: str) -> None:
    has_left = exists().where(referents.c.id == referent_id, referents.c.left_at.is_not(None))
    row = (envelope_readers.c.envelope_id == envelope_id) & (envelope_readers.c.referent_id == referent_id)
    if connection.execute(select(envelope_readers.c.referent_id).where(row, ~has_left)).first() is None:
        raise EnvelopeUnknown

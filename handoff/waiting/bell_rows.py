"""Who must be rung for, and who has been: the table `bells`, one row an envelope, referent and stage.

Stage 0 is the bell of what the ENT did not carry; the others are reminders, whose rules are in `handoff.waiting.reminder_rules`.

* A row is made only for someone the envelope is sealed to, who still holds a key and has not opened it: an excluded person has no
  row in `envelope_readers`, so none here.
* The ring is written BEFORE it is made (`claim`), as if its answer were to be lost: whatever dies, nobody rings again at once.
* The ENT gives no way to ask whether a ring was heard. When its answer is lost, the row comes up again an hour later, and only for
  those who have still not opened: a referent is never left unrung for ever, nor rung twice for what they have opened.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, literal, or_, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from handoff.carrying import leases
from handoff.keys.tables import referents
from handoff.states import PENDING, State
from handoff.tables import bells, envelope_readers, envelopes, outbox

# A promised message that the ENT has still not taken: past this, its readers are told to come to the desk.
LATE = timedelta(minutes=20)
# How long a ring whose answer was lost is given to be heard; doubled each time.
UNSURE_WAIT = timedelta(hours=1)
MOST_UNSURE = 3
# Nobody is rung for what is older: an installation that is given a bell today must not ring for last year.
OLDEST = timedelta(days=7)
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=30)
_SENDER = "bell"
BELL = 0

# Who of an envelope must still be rung for at a stage, asked in the transaction that claims the ring.
Wanted = Callable[[Connection, str, int, datetime], frozenset[str]]


@dataclass(frozen=True)
class Ring:
    """A claimed ring: the referents of one envelope, to be told in one notification. `tries` fences each row's outcome."""

    envelope_id: str
    stage: int
    tries: tuple[tuple[str, int], ...]
    fence: int

    @property
    def referents(self) -> tuple[str, ...]:
        """Their ENT ids."""
        return tuple(referent for referent, _ in self.tries)


def note_due(db: Engine, now: datetime) -> None:
    """Write down who must be rung for: what is stranded, damaged, or late, for its readers who have not opened it."""
    late = outbox.c.state.in_([state.value for state in PENDING]) & (envelopes.c.deposited_at <= now - LATE)
    at_desk_only = outbox.c.state.in_([State.STRANDED.value, State.DAMAGED.value])
    _note(db, or_(late, at_desk_only), now, due_at=now)


def note_unheard(db: Engine, envelope_id: str, now: datetime) -> None:
    """The ENT's own notification of this message may not have left: ring for it, unless it is opened within the hour."""
    _note(db, outbox.c.envelope_id == envelope_id, now, due_at=now + UNSURE_WAIT)


def claim(db: Engine, now: datetime, wanted: Wanted | None = None) -> Ring | None:
    """The ring that has waited longest, held so that nobody else makes it; None: nothing due, or another courier rings.

    Of stage 0; with `wanted`, which says who is reminded, of the others.
    """
    stages = bells.c.stage == BELL if wanted is None else bells.c.stage > BELL
    try:
        with db.begin() as connection:
            due = _longest_due(connection, now, stages)
            if due is None:
                return None
            fence = leases.hold_sender(connection, _SENDER, now)
            if fence is None:
                return None
            still = (wanted or _still_unread)(connection, due.envelope_id, due.stage, now)
            return _claim_rows(connection, Ring(due.envelope_id, due.stage, (), fence), still, now)
    except IntegrityError:  # two couriers met the bell for the first time; the other has it
        return None


def note_reminder(db: Engine, envelope_id: str, stage: int, referents_of: frozenset[str], now: datetime) -> None:
    """Write down that these are to be rung for at that stage, unless they already were."""
    noted = select(bells.c.referent_id).where(bells.c.envelope_id == envelope_id, bells.c.stage == stage)
    try:
        with db.begin() as connection:
            missing = referents_of - set(connection.execute(noted).scalars())
            row = {"envelope_id": envelope_id, "stage": stage, "due_at": now, "tries": 0, "unsure": 0}
            if missing:
                connection.execute(bells.insert(), [{**row, "referent_id": who} for who in sorted(missing)])
    except IntegrityError:  # another courier wrote the same rows, or the envelope has just been erased
        return


def heard(db: Engine, ring: Ring) -> None:
    """The ENT has taken it: never again for these."""
    _write(db, ring, due_at=None)


def not_made(db: Engine, ring: Ring, now: datetime) -> None:
    """It is sure that nothing left: soon again, less and less often."""
    wait = min(_FIRST_WAIT * 2 ** min(max(tries for _, tries in ring.tries) - 1, 10), _LONGEST_WAIT)
    _write(db, ring, due_at=now + wait, unsure=bells.c.unsure - 1)


def let_go(db: Engine, ring: Ring, free_at: datetime) -> None:
    """The next ring, of any envelope, may start at `free_at`: the ENT drops a second notification of one sender within 3 s."""
    leases.free_sender(db, _SENDER, ring.fence, free_at)


def _note(db: Engine, wanted: Any, now: datetime, due_at: datetime) -> None:
    noted = (bells.c.envelope_id == envelope_readers.c.envelope_id) & (
        bells.c.referent_id == envelope_readers.c.referent_id
    )
    fields = (envelope_readers.c.envelope_id, envelope_readers.c.referent_id, literal(due_at, bells.c.due_at.type))
    missing = (
        select(*fields, BELL, 0, 0)
        .join(envelopes, envelopes.c.id == envelope_readers.c.envelope_id)
        .join(outbox, outbox.c.envelope_id == envelope_readers.c.envelope_id)
        .join(referents, referents.c.id == envelope_readers.c.referent_id)
        .where(wanted, envelope_readers.c.opened_at.is_(None), envelopes.c.deposited_at > now - OLDEST)
        .where(referents.c.left_at.is_(None), ~exists().where(noted, bells.c.stage == BELL))
    )
    names = ["envelope_id", "referent_id", "due_at", "stage", "tries", "unsure"]
    try:
        with db.begin() as connection:
            connection.execute(bells.insert().from_select(names, missing))
    except IntegrityError:  # another courier wrote the same rows: they are there
        return


def _longest_due(connection: Connection, now: datetime, stages: Any) -> Any:
    query = select(bells.c.envelope_id, bells.c.stage).where(bells.c.due_at <= now, stages)
    return connection.execute(query.order_by(bells.c.due_at, bells.c.envelope_id, bells.c.stage).limit(1)).first()


def _claim_rows(connection: Connection, ring: Ring, wanted: frozenset[str], now: datetime) -> Ring:
    query = select(bells).where(_rows_of(ring), bells.c.due_at <= now).with_for_update()
    rows = connection.execute(query.order_by(bells.c.referent_id)).all()
    tries: list[tuple[str, int]] = []
    for row in rows:
        again = row.referent_id in wanted and row.unsure < MOST_UNSURE
        next_due = now + UNSURE_WAIT * 2**row.unsure if again else None
        values = {"due_at": next_due, "tries": row.tries + 1, "unsure": row.unsure + 1} if again else {"due_at": None}
        connection.execute(update(bells).where(_rows_of(ring), bells.c.referent_id == row.referent_id).values(**values))
        if again:
            tries.append((row.referent_id, row.tries + 1))
    return replace(ring, tries=tuple(tries))


def _rows_of(ring: Ring) -> Any:
    return (bells.c.envelope_id == ring.envelope_id) & (bells.c.stage == ring.stage)


def _still_unread(connection: Connection, envelope_id: str, _stage: int, now: datetime) -> frozenset[str]:
    query = (
        select(envelope_readers.c.referent_id)
        .join(referents, referents.c.id == envelope_readers.c.referent_id)
        .join(envelopes, envelopes.c.id == envelope_readers.c.envelope_id)
        .where(envelope_readers.c.envelope_id == envelope_id, envelope_readers.c.opened_at.is_(None))
        .where(envelopes.c.deposited_at > now - OLDEST, referents.c.left_at.is_(None))
    )
    return frozenset(connection.execute(query).scalars())


def _write(db: Engine, ring: Ring, **values: Any) -> None:
    with db.begin() as connection:
        for referent, tries in ring.tries:
            mine = _rows_of(ring) & (bells.c.referent_id == referent)
            connection.execute(update(bells).where(mine, bells.c.tries == tries).values(**values))


def rung_for(referent_id: str) -> Any:
    """Condition on `envelope_readers`: the bell has rung for this envelope and referent, so the desk must show it."""
    of_envelope = bells.c.envelope_id == envelope_readers.c.envelope_id
    return exists().where(of_envelope, bells.c.referent_id == referent_id, bells.c.tries > 0)

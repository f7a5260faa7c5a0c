"""The absences that referents declare at the desk, with a substitute: one at a time, the next replaces it.

An absence only makes a promise later and a reminder go to others. The substitute is shown to pupils beside the absent colleague, and
reads nothing by that: only what a pupil sealed to them too.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from handoff.database import reading
from handoff.errors import AbsenceRefused
from handoff.keys.tables import referent_absences

LONGEST = timedelta(days=366)
FURTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Absence:
    """From `first` to `last`, included; `substitute_id` is the referent who reads meanwhile, if one was named."""

    first: date
    last: date
    substitute_id: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the referent is away on that day."""
        return self.first <= day <= self.last


def declare(db: Engine, referent_id: str, absence: Absence, today: date) -> None:
    """Keep it instead of the one before. Raises AbsenceRefused: it ends before it begins or is over, is too long or too far, or is its own substitute."""
    in_order = absence.first <= absence.last and today <= absence.last
    near = absence.last - absence.first <= LONGEST and absence.first <= today + FURTHEST
    if not in_order or not near or absence.substitute_id == referent_id:
        raise AbsenceRefused
    row = {
        "referent_id": referent_id,
        "first": absence.first,
        "last": absence.last,
        "substitute_id": absence.substitute_id,
    }
    with db.begin() as connection:
        connection.execute(delete(referent_absences).where(referent_absences.c.referent_id == referent_id))
        connection.execute(insert(referent_absences).values(row))


def withdraw(db: Engine, referent_id: str) -> None:
    """The referent is there."""
    with db.begin() as connection:
        connection.execute(delete(referent_absences).where(referent_absences.c.referent_id == referent_id))


def of(db: Engine, ids: Collection[str], day: date) -> dict[str, Absence]:
    """Who of these is away on `day`."""
    return {who: absence for who, absence in coming(db, ids, day).items() if absence.covers(day)}


def coming(db: Engine, ids: Collection[str], day: date) -> dict[str, Absence]:
    """The absences of these that are not over on `day`: present, or to come."""
    return {who: absence for who, absence in everyone(db, day).items() if who in ids}


def everyone(db: Engine, day: date) -> dict[str, Absence]:
    """All the absences that are not over on `day`: there are few."""
    query = select(referent_absences).where(referent_absences.c.last >= day)
    with reading(db) as connection:
        return {row.referent_id: Absence(row.first, row.last, row.substitute_id) for row in connection.execute(query)}

"""At which schools a referent's key counts: those whose group its owner was in when they last came to the desk, the one where it was made first.

The key itself is kept once, under the school where it was made (`handoff.keys.directory`). Nothing is kept of somebody who has no key. Where one
group spans schools, a key that counts at one of them counts at all. The list that a pupil is shown counts only those whom the ENT shows in the
group at this moment (`handoff.readers`).
"""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Protocol

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from facts.paris import PARIS, in_paris
from facts.school_calendar import SchoolCalendar
from facts.school_days import back
from handoff.keys import directory
from handoff.keys.tables import referent_schools, referents

# A key that nobody has used for so long may be one that nobody can open any more: it is not offered to a pupil.
EXERCISED_DAYS = 60


class Offering(Protocol):
    """A school, known by the ENT's id, and its holiday zone; `settings.School` is one."""

    @property
    def id(self) -> str: ...
    @property
    def zone(self) -> str: ...


def key_follows(db: Engine, referent_id: str, school_ids: tuple[str, ...]) -> None:
    """From now on the key of this referent, if there is one, counts at these schools: at none for who is in no group any more."""
    has_key = select(referents.c.id).where(referents.c.id == referent_id)
    with db.begin() as connection:
        connection.execute(delete(referent_schools).where(referent_schools.c.referent == referent_id))
        if school_ids and connection.execute(has_key).first() is not None:
            rows = [{"referent": referent_id, "school": school_id} for school_id in school_ids]
            connection.execute(insert(referent_schools), rows)


def offered_keys(db: Engine, schools: Iterable[Offering], now: datetime, calendar: SchoolCalendar) -> dict[str, str]:
    """Whom a pupil of the one group of these schools is offered now: referent id → this month's recipient.

    Only keys that count, of people who have not left, exercised within 60 school days of their school.
    """
    live: dict[str, str] = {}
    for school in schools:
        since = exercised_since(school, now, calendar)
        live |= directory.live_keys(db, school.id, f"{in_paris(now):%Y-%m}", since)
    return live


def exercised_since(school: Offering, now: datetime, calendar: SchoolCalendar) -> datetime:
    """The moment since which a key of this school must have been used."""
    day = back(in_paris(now).date(), EXERCISED_DAYS, school.zone, calendar)
    return datetime.combine(day, time(), PARIS)


def functions_among(db: Engine, schools: Iterable[Offering]) -> dict[str, str]:
    """What the referents of these schools say they are: referent id → function."""
    said: dict[str, str] = {}
    for school in schools:
        said |= directory.functions(db, school.id)
    return said

"""A key that nobody uses is dead on the day: each half-term its owner opens a test, and makes months ahead.

A drill is due when the key was not exercised since the last holidays ended (opening a message exercises it too).
"""

from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.engine import Engine

from facts.paris import PARIS, in_paris
from facts.school_calendar import SchoolCalendar
from facts.school_days import period_start
from handoff.errors import KeyIncomplete
from handoff.keys import directory, directory_log
from handoff.keys.directory import insert_months, standing_in
from handoff.keys.errors import KeyUnknown
from handoff.keys.fingerprints import months_hash
from handoff.keys.sets import MonthKey
from handoff.keys.tables import referent_months


def is_due(exercised_at: datetime, now: datetime, zone: str | None, calendar: SchoolCalendar) -> bool:
    """Whether the owner should open a test."""
    began = period_start(in_paris(now).date(), zone, calendar)
    return exercised_at < datetime.combine(began, time(), PARIS)


def drill(db: Engine, referent_id: str, now: datetime) -> None:
    """The owner has just opened a test. Raises KeyUnknown when there is no key, or it is refused."""
    _require_key(directory.standing_of(db, referent_id))
    directory.mark_exercised(db, referent_id, now)


def add_months(db: Engine, referent_id: str, months: tuple[MonthKey, ...], now: datetime) -> int:
    """Keep identities of further months, and log it; how many were new. A month that is there is never replaced.

    Raises KeyUnknown, or KeyIncomplete for a month that is there otherwise, or twice.
    """
    if len({month.month for month in months}) != len(months):
        raise KeyIncomplete
    with db.begin() as connection:
        directory_log.hold(connection)
        standing = _require_key(standing_in(connection, referent_id))
        mine = select(referent_months).where(referent_months.c.referent_id == referent_id)
        there = {
            row.month: MonthKey(row.month, row.recipient, row.wrapped_identity) for row in connection.execute(mine)
        }
        if any(there.get(month.month, month) != month for month in months):
            raise KeyIncomplete
        fresh = tuple(sorted((one for one in months if one.month not in there), key=lambda one: one.month))
        if fresh:
            insert_months(connection, referent_id, fresh)
            said = months_hash(month.recipient for month in fresh)
            directory_log.append(connection, standing.school_id, "months_added", referent_id, now, months=said)
    return len(fresh)


def _require_key(standing: directory.Standing | None) -> directory.Standing:
    if standing is None or standing.left_at is not None:
        raise KeyUnknown
    return standing

"""Keys begin to count: when enough colleagues vouch for them (`handoff.keys.countersigns`), in the transaction of the last countersign."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.engine import Connection, Engine

from facts.paris import in_paris
from handoff.keys import directory_log
from handoff.keys.countersigns import Countersign, Group, who_counts
from handoff.keys.tables import key_countersigns, referent_months, referent_schools, referents


def count(db: Engine, referent_id: str, now: datetime) -> None:
    """This key counts from now on, whoever vouches for it: for what has its own proof (the demonstration, tests)."""
    with db.begin() as connection:
        directory_log.hold(connection)
        _count(connection, referent_id, now)


def count_due(connection: Connection, school_ids: tuple[str, ...], now: datetime) -> frozenset[str]:
    """Let count whatever key is due in the group of these schools, in a transaction that holds; who that was."""
    group = group_of(connection, school_ids, now)
    signs = select(key_countersigns.c.referent_id, key_countersigns.c.countersigner_id)
    given = [Countersign(row.referent_id, row.countersigner_id) for row in connection.execute(signs)]
    due = who_counts(group, given)
    for referent_id in sorted(due):
        _count(connection, referent_id, now)
    return due


def group_of(connection: Connection, school_ids: tuple[str, ...], now: datetime) -> Group:
    """The keys made at these schools, of those who are in their group now: who came from elsewhere has their log, and their colleagues, there."""
    members = select(referent_schools.c.referent).where(referent_schools.c.school.in_(school_ids))
    has_month = select(referent_months.c.referent_id).where(referent_months.c.month == f"{in_paris(now):%Y-%m}")
    made_here = referents.c.school.in_(school_ids) & referents.c.id.in_(members)
    rows = connection.execute(
        select(referents.c.id, referents.c.counted_at, referents.c.left_at).where(made_here)
    ).all()
    with_month = set(connection.execute(has_month).scalars())
    counted = frozenset(row.id for row in rows if row.counted_at is not None and row.left_at is None)
    return Group(frozenset(row.id for row in rows) - counted, counted, counted & with_month)


def _count(connection: Connection, referent_id: str, now: datetime) -> None:
    mine = referents.c.id == referent_id
    school = connection.execute(select(referents.c.school).where(mine)).scalar_one()
    connection.execute(update(referents).where(mine).values(counted_at=now, left_at=None))
    directory_log.append(connection, school, "counted", referent_id, now)

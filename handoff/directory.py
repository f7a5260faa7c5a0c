"""Referents' keys: only armours wrapped in the browser and public recipients; the server can open none of them."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from handoff.database import reading
from handoff.errors import KeyExists, KeyIncomplete
from handoff.tables import referent_months, referent_schools, referents

MONTHS = 12


@dataclass(frozen=True)
class MonthKey:
    """One month's identity: `month` is "2026-11", `wrapped_identity` is sealed to the referent's own key."""

    month: str
    recipient: str
    wrapped_identity: str = field(repr=False)


@dataclass(frozen=True)
class ReferentKeys:
    """All that the server holds of a referent."""

    referent_id: str
    school_id: str
    name: str
    function: str | None
    wrapped_key: str = field(repr=False)
    key_recipient: str
    months: tuple[MonthKey, ...]
    enrolled_at: datetime


def enrol(db: Engine, keys: ReferentKeys) -> None:
    """Store a first key. Raises KeyExists (a key is never overwritten) or KeyIncomplete (not twelve different months)."""
    if len({month.month for month in keys.months}) != MONTHS or len(keys.months) != MONTHS:
        raise KeyIncomplete
    try:
        with db.begin() as connection:
            _insert(connection, keys)
    except IntegrityError:
        raise KeyExists from None


def live_keys(db: Engine, school_id: str, month: str, exercised_since: datetime | None = None) -> dict[str, str]:
    """Who can read what is sealed this month: referent id → recipient. A key not exercised since is not offered.

    It counts where it was made, and where its owner has come to the desk as a member of the group (`handoff.memberships`).
    """
    came = select(referent_schools.c.referent).where(referent_schools.c.school == school_id)
    query = (
        select(referents.c.id, referent_months.c.recipient)
        .join(referent_months, referent_months.c.referent_id == referents.c.id)
        .where(or_(referents.c.school == school_id, referents.c.id.in_(came)), referent_months.c.month == month)
    )
    if exercised_since is not None:
        query = query.where(referents.c.exercised_at >= exercised_since)
    with reading(db) as connection:
        return {row.id: row.recipient for row in connection.execute(query)}


def functions(db: Engine, school_id: str) -> dict[str, str]:
    """What each enrolled referent says they are (CPE, infirmier…), for those who said it."""
    query = select(referents.c.id, referents.c.function).where(referents.c.school == school_id)
    with reading(db) as connection:
        return {row.id: row.function for row in connection.execute(query) if row.function}


def keys_of(db: Engine, referent_id: str) -> ReferentKeys | None:
    """One referent's own keys, months in order, or None before enrolment."""
    months = select(referent_months).where(referent_months.c.referent_id == referent_id).order_by("month")
    with reading(db) as connection:
        row = connection.execute(select(referents).where(referents.c.id == referent_id)).one_or_none()
        found = tuple(MonthKey(m.month, m.recipient, m.wrapped_identity) for m in connection.execute(months))
    if row is None:
        return None
    return ReferentKeys(
        row.id, row.school, row.name, row.function, row.wrapped_key, row.key_recipient, found, row.enrolled_at
    )


def mark_exercised(db: Engine, referent_id: str, now: datetime) -> None:
    """The referent has just used their key: a drill or a real opening."""
    with db.begin() as connection:
        connection.execute(update(referents).where(referents.c.id == referent_id).values(exercised_at=now))


def remove(db: Engine, referent_id: str) -> None:
    """Leaving is immediate: from now on the server gives out none of this referent's wrapped identities."""
    with db.begin() as connection:
        connection.execute(delete(referent_schools).where(referent_schools.c.referent == referent_id))
        connection.execute(delete(referents).where(referents.c.id == referent_id))


def _insert(connection: Connection, keys: ReferentKeys) -> None:
    connection.execute(
        insert(referents).values(
            id=keys.referent_id,
            school=keys.school_id,
            name=keys.name,
            function=keys.function,
            wrapped_key=keys.wrapped_key,
            key_recipient=keys.key_recipient,
            enrolled_at=keys.enrolled_at,
            exercised_at=keys.enrolled_at,
        )
    )
    rows = [
        {
            "referent_id": keys.referent_id,
            "month": m.month,
            "recipient": m.recipient,
            "wrapped_identity": m.wrapped_identity,
        }
        for m in keys.months
    ]
    connection.execute(insert(referent_months), rows)

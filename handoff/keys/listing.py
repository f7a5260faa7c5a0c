"""The keys whose log is kept at one school, as its referents see them: whose, who vouches for each, whether it counts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from facts.paris import in_paris
from handoff.database import reading
from handoff.keys.fingerprints import key_hash
from handoff.keys.tables import key_countersigns, referent_schools, referents
from handoff.waiting import absences


@dataclass(frozen=True)
class By:
    """A colleague who has compared the key, and when."""

    id: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Listed:
    """One key. `left`: its owner is not in this group any more; whoever came back is there without counting, until colleagues countersign."""

    id: str
    name: str
    function: str | None
    key_recipient: str
    signing_key: str
    counted: bool
    left: bool
    exercised_at: datetime
    countersigned_by: tuple[By, ...]
    absent_until: date | None

    @property
    def hash(self) -> str:
        """What is countersigned."""
        return key_hash(self.key_recipient, self.signing_key)


def keys_at(db: Engine, school_id: str, group: tuple[str, ...], now: datetime) -> tuple[Listed, ...]:
    """Every key made at this school, leavers last, then by name; `group`: the schools that share its group."""
    query = select(referents).where(referents.c.school == school_id)
    with reading(db) as connection:
        rows = connection.execute(query).all()
        here = select(referent_schools.c.referent).where(referent_schools.c.school.in_(group))
        members = set(connection.execute(here).scalars())
        by = _countersigns(connection, [row.id for row in rows])
    away = absences.of(db, [row.id for row in rows], in_paris(now).date())
    until = {who: absence.last for who, absence in away.items()}
    found = [_listed(row, row.id in members, by.get(row.id, ()), until.get(row.id)) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.left, one.name.casefold(), one.id)))


def elsewhere(db: Engine, school_id: str) -> dict[str, frozenset[str]]:
    """Whose keys count at this school and were made at another: that school → the people."""
    query = (
        select(referents.c.school, referents.c.id)
        .join(referent_schools, referent_schools.c.referent == referents.c.id)
        .where(referent_schools.c.school == school_id, referents.c.school != school_id)
        .where(referents.c.counted_at.is_not(None), referents.c.left_at.is_(None))
        .order_by(referents.c.school)
    )
    found: dict[str, frozenset[str]] = {}
    with reading(db) as connection:
        for row in connection.execute(query):
            found[row.school] = found.get(row.school, frozenset()) | {row.id}
    return found


def _listed(row: Any, is_member: bool, by: tuple[By, ...], until: date | None) -> Listed:  # noqa: FBT001 (one caller)
    counted = is_member and row.counted_at is not None and row.left_at is None
    public = (row.id, row.name, row.function, row.key_recipient, row.signing_key)
    return Listed(*public, counted, not is_member, row.exercised_at, by, until)


def _countersigns(connection: Connection, ids: list[str]) -> dict[str, tuple[By, ...]]:
    query = (
        select(key_countersigns, referents.c.name)
        .outerjoin(referents, referents.c.id == key_countersigns.c.countersigner_id)
        .where(key_countersigns.c.referent_id.in_(ids))
        .order_by(key_countersigns.c.at, key_countersigns.c.countersigner_id)
    )
    found: dict[str, tuple[By, ...]] = {}
    for row in connection.execute(query):
        found[row.referent_id] = (*found.get(row.referent_id, ()), By(row.countersigner_id, row.name or "", row.at))
    return found

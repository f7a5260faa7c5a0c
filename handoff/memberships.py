"""At which schools a referent's key counts: where it was made, and those whose group its owner was in when they last came to the desk.

The key itself is kept once, under the school where it was made (`handoff.directory`); whoever moved, or works at two schools, is found
at the others from here. Nothing is kept of somebody who has no key. Where one group spans schools, a key that counts at one of them
counts at all. The list that a pupil is shown counts only those whom the ENT shows in the group at this moment (`handoff.readers`).
"""

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from handoff import directory
from handoff.tables import referent_schools, referents


class HasId(Protocol):
    """A school, known by the ENT's id; `settings.School` is one."""

    @property
    def id(self) -> str: ...


def key_follows(db: Engine, referent_id: str, school_ids: tuple[str, ...]) -> None:
    """From now on the key of this referent, if there is one, counts at these schools: at none for who is in no group any more."""
    has_key = select(referents.c.id).where(referents.c.id == referent_id)
    with db.begin() as connection:
        connection.execute(delete(referent_schools).where(referent_schools.c.referent == referent_id))
        if school_ids and connection.execute(has_key).first() is not None:
            rows = [{"referent": referent_id, "school": school_id} for school_id in school_ids]
            connection.execute(insert(referent_schools), rows)


def live_keys_among(db: Engine, schools: Iterable[HasId], month: str) -> dict[str, str]:
    """Who can read what is sealed this month to the one group of these schools: referent id → recipient."""
    live: dict[str, str] = {}
    for school in schools:
        live |= directory.live_keys(db, school.id, month)
    return live


def functions_among(db: Engine, schools: Iterable[HasId]) -> dict[str, str]:
    """What the referents of these schools say they are: referent id → function."""
    said: dict[str, str] = {}
    for school in schools:
        said |= directory.functions(db, school.id)
    return said

"""Who could read what is sealed this month, at one school, or at the schools of one group.

A key belongs to a person, not to a school: whoever moved, or works at two schools, reads at each one where they have come to the desk as a
member of the group. The list that a pupil is shown counts only those whom the ENT shows in the group at this moment (`handoff.readers`).
"""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from handoff import directory
from handoff.tables import referent_months
from settings import School, Settings
from web.tables import REFERENT_SCHOOLS


def live_keys_of(db: Engine, settings: Settings, school: School, month: str) -> dict[str, str]:
    """As `live_keys`, for the group of a school: where it spans schools, a key that counts at one of them counts at all."""
    live: dict[str, str] = {}
    for each in settings.sharing(school):
        live |= live_keys(db, each.id, month)
    return live


def functions_of(db: Engine, settings: Settings, school: School) -> dict[str, str]:
    """What the referents of a school's group say they are: referent id → function."""
    said: dict[str, str] = {}
    for each in settings.sharing(school):
        said |= directory.functions(db, each.id)
    return said


def live_keys(db: Engine, school: str, month: str) -> dict[str, str]:
    """Referent id → recipient of that month."""
    came = sa.and_(REFERENT_SCHOOLS.c.school == school, referent_months.c.month == month)
    joined = REFERENT_SCHOOLS.join(referent_months, referent_months.c.referent_id == REFERENT_SCHOOLS.c.referent)
    query = sa.select(referent_months.c.referent_id, referent_months.c.recipient).select_from(joined).where(came)
    with reading(db) as connection:
        of_those_who_came = {row.referent_id: row.recipient for row in connection.execute(query)}
    return directory.live_keys(db, school, month) | of_those_who_came

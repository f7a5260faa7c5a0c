"""At which schools a referent's key counts: those whose group they were in when they last came to the desk.

The key itself is kept once, under the school where it was made (`handoff.directory`); whoever moved, or works at two schools, is found
at the others from here. Nothing is kept of somebody who has no key.
"""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from handoff.tables import referents
from web.tables import REFERENT_SCHOOLS


def key_follows(db: Engine, referent: str, schools: tuple[str, ...]) -> None:
    """From now on the key of this referent, if there is one, counts at these schools: at none for who is in no group any more."""
    has_key = sa.select(referents.c.id).where(referents.c.id == referent)
    with db.begin() as connection:
        connection.execute(sa.delete(REFERENT_SCHOOLS).where(REFERENT_SCHOOLS.c.referent == referent))
        if schools and connection.execute(has_key).first() is not None:
            rows = [{"referent": referent, "school": school} for school in schools]
            connection.execute(sa.insert(REFERENT_SCHOOLS), rows)

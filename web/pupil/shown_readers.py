"""Who could read when the pupil was last shown the list: what stands in for the ENT when it is down at the moment of sending.

The envelope is then kept in the outbox rather than refused; delivery asks the ENT again, which refuses whoever is no longer
visible. The list holds for as long as the session, which ends after 30 minutes of silence.
"""

import json
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from vault import seal, unseal
from vault.columns import SHOWN_READERS as CONTRACT
from web.pupil.sessions import PupilSession
from web.tables import SHOWN_READERS


def keep_shown(db: Engine, session: PupilSession, school: str, readable: Collection[str]) -> None:
    """Keep the ids that could read, instead of those shown before for this school."""
    plain = json.dumps(sorted(readable)).encode()
    sealed = seal(session.key, CONTRACT, plain, session=session.session, school=school)
    with db.begin() as connection:
        connection.execute(sa.delete(SHOWN_READERS).where(_place(session, school)))
        row = {"session": session.session, "school": school, "sealed": sealed}
        connection.execute(sa.insert(SHOWN_READERS).values(row))


def last_shown(db: Engine, session: PupilSession, school: str) -> frozenset[str] | None:
    """The ids that could read when this session was last shown them, or None if it never was."""
    query = sa.select(SHOWN_READERS.c.sealed).where(_place(session, school))
    with reading(db) as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    return frozenset(json.loads(unseal(session.key, CONTRACT, row.sealed, session=session.session, school=school)))


def _place(session: PupilSession, school: str) -> sa.sql.ColumnElement:
    return sa.and_(SHOWN_READERS.c.session == session.session, SHOWN_READERS.c.school == school)

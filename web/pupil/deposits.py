"""Which session deposited which envelope: only that one may say "send it"."""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from handoff.states import State
from handoff.tables import outbox
from web.pupil.sessions import PupilSession
from web.tables import SESSION_DEPOSITS


def note_deposit(db: Engine, session: PupilSession, envelope: str) -> None:
    """Note it; noting twice is fine."""
    with db.begin() as connection:
        if connection.execute(_deposit(session, envelope)).first() is None:
            connection.execute(sa.insert(SESSION_DEPOSITS).values(session=session.session, envelope=envelope))


def was_deposited_by(db: Engine, session: PupilSession, envelope: str) -> bool:
    """Whether this session deposited that envelope."""
    with reading(db) as connection:
        return connection.execute(_deposit(session, envelope)).first() is not None


def unpromised_of(db: Engine, session: str) -> list[str]:
    """What that session deposited and did not live to see promised."""
    mine = sa.and_(SESSION_DEPOSITS.c.session == session, outbox.c.state == State.DEPOSITED.value)
    joined = SESSION_DEPOSITS.join(outbox, outbox.c.envelope_id == SESSION_DEPOSITS.c.envelope)
    with reading(db) as connection:
        return list(connection.execute(sa.select(outbox.c.envelope_id).select_from(joined).where(mine)).scalars())


def _deposit(session: PupilSession, envelope: str) -> sa.sql.Select:
    mine = sa.and_(SESSION_DEPOSITS.c.session == session.session, SESSION_DEPOSITS.c.envelope == envelope)
    return sa.select(SESSION_DEPOSITS.c.envelope).where(mine)

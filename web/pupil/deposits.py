"""Which session deposited which envelope: only that one may say "send it"."""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from handoff.states import State
from handoff.tables import envelopes, outbox
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


def unpromised_before(db: Engine, session: str, envelope: str, *, is_new: bool) -> list[str]:
    """What that session deposited before this envelope, of the same instant too when this one is new, and did not live to see promised.

    An old deposit that comes again, late, is not before the newer one: it takes nothing away.
    """
    this = sa.select(envelopes.c.deposited_at).where(envelopes.c.id == envelope).scalar_subquery()
    others = sa.select(envelopes.c.id).where(envelopes.c.id.in_(unpromised_of(db, session)), envelopes.c.id != envelope)
    with reading(db) as connection:
        return list(connection.execute(others if is_new else others.where(envelopes.c.deposited_at < this)).scalars())


def _deposit(session: PupilSession, envelope: str) -> sa.sql.Select:
    mine = sa.and_(SESSION_DEPOSITS.c.session == session.session, SESSION_DEPOSITS.c.envelope == envelope)
    return sa.select(SESSION_DEPOSITS.c.envelope).where(mine)

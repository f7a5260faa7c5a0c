"""A database with something of everything in it: messages at each step, keys, a case, what a session leaves."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.memory.tables import metadata as bot_metadata
from database import prepare_tables
from handoff.carrying import leases, outbox
from handoff.cases import case_acts
from handoff.cases.case_acts import Doer
from handoff.database import open_database
from handoff.envelopes import deposit
from handoff.states import State
from handoff.tables import outbox as journeys
from schools import pages
from tallies.tables import prepare
from tests.databases import ready_database_for
from tests.ent.emulated import DIALLO, LEA, LEMOINE, ROCHE
from tests.handoff.scene import CONVERSATION, NOW, RING, WORD, envelope, keep_token, keys_of
from tests.keys import counted
from vault import KeyRing
from web.tables import METADATA as WEB_METADATA


def whole_database(file: Path) -> Engine:
    """Every table of the installation, empty."""
    db = open_database(ready_database_for(file))
    prepare_tables(db, WEB_METADATA)
    prepare_tables(db, bot_metadata)
    pages.prepare(db)
    prepare(db)
    return db


def enrol(db: Engine) -> None:
    counted(db, keys_of(LEMOINE, "Mme Lemoine"), keys_of(DIALLO, "M. Diallo"), keys_of(ROCHE, "M. Roche"))


def send(db: Engine, name: str, state: State = State.DELIVERED, ring: KeyRing = RING, **changes: object) -> str:
    """A message in that state; what is on its way is so at `NOW`."""
    made = envelope(name, **changes)
    deposit(db, made, WORD, LEA, ring, NOW, reply_lock="-----BEGIN AGE")
    if state is State.DEPOSITED:
        return made.id
    outbox.promise(db, made.id, CONVERSATION, NOW)
    values = {"state": state.value}
    if state in {State.DRAFTED, State.SENDING}:
        values["draft_id"] = str(uuid4())
    if state not in {State.PROMISED, State.DRAFTED, State.SENDING}:
        values |= {"due_at": None, "conversation": None}
    with db.begin() as connection:
        connection.execute(sa.update(journeys).where(journeys.c.envelope_id == made.id).values(**values))
    return made.id


def leave_a_session(db: Engine) -> None:
    """Rows of everything that passes: nothing of them may be in a backup."""
    keep_token(db, "a-token-of-the-ent")
    leases.take(db, send(db, "leased", State.PROMISED), NOW)
    table = WEB_METADATA.tables["word_tries"]
    with db.begin() as connection:
        connection.execute(sa.insert(table).values(sender="5" * 64, tried_at=1))
        connection.execute(sa.insert(WEB_METADATA.tables["forgets"]).values(conversation="f" * 32, asked_at=1))
        connection.execute(
            sa.insert(bot_metadata.tables["tracker_events"]).values(
                conversation_ref="e" * 64, seq=0, events=1, sealed=b"sealed-events", expires_at=NOW.replace(tzinfo=None)
            )
        )


def link(db: Engine, one: str, other: str) -> None:
    case_acts.link(db, Doer(one, LEMOINE, NOW, NOW.date()), other)


def row_of(db: Engine, envelope_id: str) -> sa.engine.Row:
    with db.connect() as connection:
        return connection.execute(sa.select(journeys).where(journeys.c.envelope_id == envelope_id)).one()


LATER = timedelta(days=400)

"""The courier's round with everything that the command line gives it: reminders by the school's page, erasing by its months."""

from datetime import datetime, timedelta, timezone
from functools import partial
from types import SimpleNamespace

from sqlalchemy.engine import Engine

from handoff.carrying import courier
from handoff.tables import envelopes
from handoff.waiting import reminders
from schools import pages
from schools.keeping import kept_months
from schools.page import Author, SchoolPage
from schools.rules import rules_reader
from tests.ent.emulated import EmulatedEnt
from tests.handoff.bell_scene import BELL, advance, enrol_readers
from tests.handoff.reminder_scene import BY, GARNIER, NEXT, arrived, heard
from tests.handoff.scene import NOW, RING, Carrier, count_rows
from tests.handoff.school_rules import ZOLA

INSTALLATION = SimpleNamespace(public_url="https://bot.localhost", school={ZOLA.id: ZOLA}.get)


async def rounds(carrier: Carrier, ent: EmulatedEnt, now: datetime) -> tuple[int, int]:
    """A few rounds at about `now`: how many people were reminded, how many messages erased."""
    remind = partial(reminders.run, carrier.db, RING, carrier.ent, BELL, rules_reader(carrier.db, INSTALLATION))
    kept = partial(kept_months, carrier.db, now=now)
    told = erased = 0
    for turn in range(4):
        advance(ent, 6)
        clock = partial(_later, now, turn)
        done = await courier.run_once(
            carrier.db, RING, carrier.ent, INSTALLATION, clock, BELL, hooks=(remind,), kept_months=kept
        )
        told, erased = told + done.told, erased + done.erased
    return told, erased


def _later(now: datetime, turn: int) -> datetime:
    return now + timedelta(seconds=7 * turn)


async def test_a_round_reminds_tells_the_head_and_erases_as_the_page_says(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    enrol_readers(db)
    pages.prepare(db)
    page = SchoolPage(head=GARNIER, kept_months=3)
    pages.write(db, "col-zola", page, Author("c3d5", "Nadia Besson"), NOW, over=0, today=NOW.date())
    arrived(db)
    with db.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'delivered', due_at = NULL")
    assert await rounds(carrier, ent, BY) == (2, 0)
    assert heard(ent) == (1, 1, 0, 0)
    assert await rounds(carrier, ent, NEXT) == (3, 0)
    assert heard(ent) == (2, 2, 1, 0)
    assert await rounds(carrier, ent, datetime(2027, 3, 1, tzinfo=timezone.utc)) == (0, 1)
    assert count_rows(db, envelopes) == 0

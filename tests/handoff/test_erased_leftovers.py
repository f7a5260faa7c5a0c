"""What nothing else erased: absences that are over, links to what is no more; and a hold asked for while it is being erased."""

import threading
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from handoff import retention
from handoff.cases import case_acts, holds
from handoff.cases.case_acts import Doer
from handoff.cases.tables import case_events
from handoff.errors import EnvelopeUnknown
from handoff.keys.tables import referent_absences
from handoff.tables import envelopes
from handoff.waiting import absences
from handoff.waiting.absences import Absence
from tests.ent.emulated import DIALLO, LEMOINE
from tests.handoff.reminder_scene import arrived
from tests.handoff.scene import NOW, count_rows, keys_of
from tests.keys import counted

LATER = NOW + timedelta(days=400)


def test_an_absence_is_erased_once_it_is_over_everywhere(db: Engine):
    today = NOW.date()
    absences.declare(db, LEMOINE, Absence(today, today), today)
    absences.declare(db, DIALLO, Absence(today, today + timedelta(days=5)), today)
    retention.erase_due(db, NOW + timedelta(days=2))
    assert count_rows(db, referent_absences) == 2
    retention.erase_due(db, NOW + timedelta(days=3))
    assert set(absences.everyone(db, today)) == {DIALLO}
    retention.erase_due(db, NOW + timedelta(days=9))
    assert count_rows(db, referent_absences) == 0


def test_no_case_names_a_message_that_is_no_more(db: Engine):
    counted(db, *(keys_of(who, who[-1]) for who in (LEMOINE, DIALLO)))
    kept = arrived(db, "kept", month="2027-10", date=date(2027, 10, 1))
    other = arrived(db, "other", month="2027-10", date=date(2027, 10, 2))
    old = arrived(db, "old")
    for one in (old, other):
        case_acts.link(db, Doer(kept, LEMOINE, NOW, NOW.date()), one)
    assert retention.erase_due(db, LATER) == 1
    with db.connect() as connection:
        named = (
            connection.execute(sa.select(case_events.c.detail).where(case_events.c.kind == "linked")).scalars().all()
        )
    assert sorted(named) == sorted([kept, other])


def test_a_hold_and_the_erasing_of_one_moment_never_both_win(db: Engine):
    """Either it is held, and there; or it is gone, and whoever asked is told so."""
    counted(db, *(keys_of(who, who[-1]) for who in (LEMOINE, DIALLO)))
    for number in range(12):
        id_ = arrived(db, f"race {number}")
        ready, told = threading.Barrier(2), []

        def ask(id_: str = id_, ready: threading.Barrier = ready, told: list[bool] = told) -> None:
            ready.wait()
            try:
                holds.hold(db, id_, LEMOINE, LATER)
            except EnvelopeUnknown:
                told.append(False)
            else:
                told.append(True)

        asking = threading.Thread(target=ask)
        asking.start()
        ready.wait()
        retention.erase_due(db, LATER)
        asking.join()
        with db.connect() as connection:
            there = connection.execute(sa.select(envelopes.c.id).where(envelopes.c.id == id_)).first() is not None
        assert told == [there], number


def test_what_is_asked_to_be_held_while_it_waits_to_be_erased_is_kept(db: Engine):
    """The order that PostgreSQL lets happen: the asking has begun, the erasing waits for it, and must then see it."""
    counted(db, *(keys_of(who, who[-1]) for who in (LEMOINE, DIALLO)))
    id_ = arrived(db)
    erasing = threading.Thread(target=retention.erase_due, args=(db, LATER))
    with db.begin() as connection:
        held = sa.select(envelopes.c.id).where(envelopes.c.id == id_).with_for_update()
        connection.execute(held)
        erasing.start()
        erasing.join(0.5)
        row = {"envelope_id": id_, "asked_by": LEMOINE, "asked_at": LATER}
        connection.execute(sa.insert(holds.holds).values(**row))
    erasing.join()
    assert count_rows(db, envelopes) == 1

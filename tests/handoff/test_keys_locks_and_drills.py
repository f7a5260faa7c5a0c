from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from facts.school_calendar import load_calendar
from facts.school_days import ahead
from handoff.errors import KeyIncomplete
from handoff.keys import counting, directory, drills, locks, memberships
from handoff.keys.directory_log import entries_of
from handoff.keys.errors import KeyUnknown, LastLock
from handoff.keys.fingerprints import months_hash
from handoff.keys.leaving import leave
from handoff.keys.sets import MonthKey
from tests.ent.emulated import DIALLO, LEMOINE
from tests.handoff.key_scene import NOW, enrol_counted_ones, keys_made_by, logged
from tests.keys import keys_for, lock_for, recipient_for

ZOLA = SimpleNamespace(id="col-zola", zone="A")


def ids_of(db: Engine, who: str = LEMOINE) -> list[str]:
    keys = directory.keys_of(db, who)
    assert keys is not None
    return [lock.id for lock in keys.locks]


def months(*names: str, by: str = "browser") -> tuple[MonthKey, ...]:
    return tuple(MonthKey(name, recipient_for(by, name), "wrapped") for name in names)


def test_a_second_way_in_is_added_and_the_first_taken_away(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    (first,) = ids_of(db)
    passkey = replace(lock_for(LEMOINE, "office", "passkey"), credential="AGE-PLUGIN-FIDO2PRF-1X")
    locks.add(db, LEMOINE, passkey, NOW + timedelta(minutes=1))
    assert ids_of(db) == [first, passkey.id]
    assert directory.keys_of(db, LEMOINE).locks[1] == passkey
    locks.remove(db, LEMOINE, first, NOW)
    assert ids_of(db) == [passkey.id]
    assert logged(db)[-2:] == [("lock_added", LEMOINE), ("lock_removed", LEMOINE)]
    assert [entry.body for entry in entries_of(db, "col-zola")][-2:] == [{"kind": "passkey"}, {"kind": "passphrase"}]


def test_the_last_way_in_stays(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    (only,) = ids_of(db)
    with pytest.raises(LastLock):
        locks.remove(db, LEMOINE, only, NOW)
    assert ids_of(db) == [only]


def test_nobody_takes_a_colleagues_way_in(db: Engine):
    enrol_counted_ones(db, LEMOINE, DIALLO)
    locks.add(db, LEMOINE, lock_for(LEMOINE, "second"), NOW)
    theirs = ids_of(db, LEMOINE)
    locks.add(db, DIALLO, lock_for(DIALLO, "second"), NOW)
    locks.remove(db, DIALLO, theirs[0], NOW)
    assert ids_of(db, LEMOINE) == theirs


def test_there_are_twenty_ways_in_at_most(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    for number in range(19):
        locks.add(db, LEMOINE, lock_for(LEMOINE, f"n{number}"), NOW)
    with pytest.raises(KeyIncomplete):
        locks.add(db, LEMOINE, lock_for(LEMOINE, "one too many"), NOW)
    assert len(ids_of(db)) == 20


def test_a_leaver_and_a_stranger_have_no_lock_month_or_drill(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    leave(db, LEMOINE, DIALLO, NOW)
    for who in (LEMOINE, DIALLO):
        with pytest.raises(KeyUnknown):
            locks.add(db, who, lock_for(who, "other"), NOW)
        with pytest.raises(KeyUnknown):
            locks.remove(db, who, "x", NOW)
        with pytest.raises(KeyUnknown):
            drills.drill(db, who, NOW)
        with pytest.raises(KeyUnknown):
            drills.add_months(db, who, months("2027-11"), NOW)


def test_further_months_are_made_and_none_is_replaced(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    made = keys_made_by(LEMOINE).months
    fresh = months("2027-12", "2027-11")
    assert drills.add_months(db, LEMOINE, fresh, NOW) == 2
    assert drills.add_months(db, LEMOINE, fresh, NOW) == 0  # the answer was lost, and the browser says it again
    with pytest.raises(KeyIncomplete):
        drills.add_months(db, LEMOINE, months("2027-11", "2028-01", by="thief"), NOW)
    with pytest.raises(KeyIncomplete):
        drills.add_months(db, LEMOINE, months("2028-01", "2028-01"), NOW)
    assert directory.keys_of(db, LEMOINE).months == (*made, fresh[1], fresh[0])
    last = entries_of(db, "col-zola")[-1]
    assert (last.kind, last.body) == ("months_added", {"months": months_hash([fresh[1].recipient, fresh[0].recipient])})


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+00:00")


DUE = {
    "enrolled this half-term": ("2026-11-03", "2026-12-10", False),
    "before the last holidays": ("2026-10-10", "2026-11-24", True),
    "in the last holidays": ("2026-10-25", "2026-11-24", True),
    "last school year": ("2026-06-20", "2026-09-15", True),
    "during the holidays themselves": ("2026-12-10", "2026-12-28", False),
}


@pytest.mark.parametrize(("exercised", "today", "due"), DUE.values(), ids=DUE.keys())
def test_a_drill_is_due_once_each_half_term(exercised: str, today: str, due: bool):
    assert drills.is_due(at(exercised), at(today), "A", load_calendar()) is due


def test_a_key_that_was_not_used_for_sixty_school_days_is_not_offered(db: Engine):
    begun = datetime(2026, 9, 1, 8, tzinfo=timezone.utc)
    for who in (LEMOINE, DIALLO):
        directory.enrol(db, keys_for(who, "col-zola", who, begun))
    for who in (LEMOINE, DIALLO):
        counting.count(db, who, begun)
    last = ahead(begun.date(), 60, "A", load_calendar())
    still = datetime.combine(last, begun.timetz())
    offered = memberships.offered_keys(db, [ZOLA], still, load_calendar())
    assert offered.keys() == {LEMOINE, DIALLO}
    drills.drill(db, DIALLO, still)
    next_day = datetime.combine(ahead(last, 1, "A", load_calendar()), begun.timetz())
    assert memberships.offered_keys(db, [ZOLA], next_day, load_calendar()).keys() == {DIALLO}
    drills.drill(db, LEMOINE, next_day)
    assert memberships.offered_keys(db, [ZOLA], next_day, load_calendar()).keys() == {LEMOINE, DIALLO}


def test_the_recipient_offered_is_that_of_the_month_in_france(db: Engine):
    enrol_counted_ones(db, LEMOINE)
    for moment, month in (("2026-11-30T22:59:00+00:00", "2026-11"), ("2026-11-30T23:00:00+00:00", "2026-12")):
        offered = memberships.offered_keys(db, [ZOLA], datetime.fromisoformat(moment), load_calendar())
        assert offered == {LEMOINE: recipient_for(LEMOINE, month)}


@given(st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.sampled_from(["A", "B", "C", "corse"]))
def test_a_key_used_within_sixty_days_of_the_calendar_is_always_offered(day: date, zone: str):
    now = datetime.combine(day, time(12), timezone.utc)
    since = memberships.exercised_since(SimpleNamespace(id="x", zone=zone), now, load_calendar())
    assert since <= now - timedelta(days=60)

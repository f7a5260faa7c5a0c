"""Reminders as the ENT's feeds show them."""

import asyncio
import re
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine

from handoff import receipts
from handoff.envelopes import erase
from handoff.keys import leaving
from handoff.tables import bells
from handoff.waiting import absences, reminders
from handoff.waiting.absences import Absence
from handoff.waiting.bell import Bell
from handoff.waiting.bell_rows import UNSURE_WAIT
from tests.ent.emulated import DIALLO, LEA, LEMOINE, EmulatedEnt
from tests.handoff.bell_scene import BELL, PUBLISH, enrol_readers, feed_of, mails, pushes, with_secret
from tests.handoff.reminder_scene import BY, FAURE, GARNIER, NEXT, SCHOOL, act, arrived, heard, look
from tests.handoff.scene import NOW, RING, Carrier, count_rows
from tests.handoff.school_rules import only, rules

SOON = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def enrolled(db: Engine) -> None:
    enrol_readers(db)


async def test_nobody_is_reminded_before_the_time_that_was_promised(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db)
    assert await look(carrier, ent, BY - SOON) == 0
    assert heard(ent) == (0, 0, 0, 0)


async def test_the_readers_are_reminded_once_then_again_with_the_head_and_the_referent_outside(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    arrived(db)
    assert await look(carrier, ent, BY) == 2
    assert await look(carrier, ent, BY + SOON) == 0
    assert heard(ent) == (1, 1, 0, 0)
    assert await look(carrier, ent, NEXT) == 4
    assert await look(carrier, ent, NEXT + SOON) == 0
    assert heard(ent) == (2, 2, 1, 1)


async def test_what_the_head_sees_names_one_reader_and_nothing_of_the_message(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    id_ = arrived(db)
    await look(carrier, ent, NEXT)
    for login in ("mme.garnier", "m.faure"):
        (line,) = feed_of(ent, login)
        shown = line["message"]
        assert re.search(r"violen|parlons|écoute|élève|Léa|Martin|danger|urgen|<a ", shown, re.IGNORECASE) is None
        assert ("Sophie Lemoine" in shown) != ("Ibrahim Diallo" in shown)
        assert id_ not in str(line)
        assert LEA not in str(line)
    assert mails(ent) == pushes(ent) == []


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [((GARNIER.id,), (1, 1, 0, 1)), ((FAURE.id,), (1, 1, 1, 0)), ((GARNIER.id, FAURE.id), (1, 1, 0, 0))],
)
async def test_whoever_the_pupil_left_out_is_never_told(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, left_out, expected
):
    arrived(db, excluded=left_out)
    await look(carrier, ent, NEXT)
    assert heard(ent) == expected


async def test_a_message_for_one_person_only_is_told_to_nobody_else(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db, readers=(LEMOINE,), closed=True)
    await look(carrier, ent, NEXT)
    assert heard(ent) == (1, 0, 0, 0)


async def test_a_head_who_is_a_reader_is_told_as_a_reader(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db)
    school = only(rules("A", head=type(GARNIER)(LEMOINE, "Sophie Lemoine")))
    assert await look(carrier, ent, NEXT, school) == 2
    assert heard(ent) == (1, 1, 0, 0)


async def test_only_those_who_have_not_opened_are_reminded(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    id_ = arrived(db)
    receipts.mark_opened(db, id_, LEMOINE, NOW)
    await look(carrier, ent, BY)
    assert heard(ent) == (0, 1, 0, 0)


async def test_i_have_it_silences_then_the_others_are_reminded(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    id_ = arrived(db)
    receipts.mark_taken(db, id_, LEMOINE, BY - SOON)  # a Tuesday: quiet through Friday
    for days in range(4):
        assert await look(carrier, ent, BY + timedelta(days=days)) == 0
    assert await look(carrier, ent, datetime.fromisoformat("2026-11-30T08:00:00+01:00")) == 1
    assert heard(ent) == (0, 1, 0, 0)
    act(db, id_, "step", LEMOINE, datetime.fromisoformat("2026-11-30T09:00:00+01:00"), "2026-12-03")
    assert await look(carrier, ent, datetime.fromisoformat("2026-12-03T17:00:00+01:00")) == 0
    assert await look(carrier, ent, datetime.fromisoformat("2026-12-04T08:00:00+01:00")) == 1
    assert heard(ent) == (0, 2, 0, 0)


async def test_a_closed_case_is_silent(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    id_ = arrived(db)
    receipts.mark_taken(db, id_, LEMOINE, NOW)
    act(db, id_, "closed", DIALLO, NOW)
    assert await look(carrier, ent, BY) == 0
    act(db, id_, "reopened", DIALLO, BY)
    assert await look(carrier, ent, datetime.fromisoformat("2026-11-26T17:00:00+01:00")) > 0


async def test_whoever_is_away_is_not_reminded_while_another_is_there(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db)
    away = Absence(date(2026, 11, 23), date(2026, 11, 25), DIALLO)
    absences.declare(db, LEMOINE, away, date(2026, 11, 22))
    await look(carrier, ent, BY)
    assert heard(ent) == (0, 1, 0, 0)


async def test_the_head_is_sent_to_somebody_who_is_there(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db)
    absences.declare(db, DIALLO, Absence(date(2026, 11, 23), date(2026, 11, 30)), date(2026, 11, 22))
    await look(carrier, ent, NEXT)
    assert "Sophie Lemoine" in feed_of(ent, "mme.garnier")[0]["message"]


async def test_a_reader_who_has_left_is_not_reminded(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db)
    leaving.leave(db, DIALLO, LEMOINE, NOW)
    await look(carrier, ent, NEXT)
    assert heard(ent) == (1, 0, 1, 1)


async def test_where_nothing_was_promised_the_reminder_comes_after_the_usual_days_of_the_week(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    arrived(db, promised_by=None)
    overseas = only(rules("outre-mer"))
    assert await look(carrier, ent, BY - SOON, overseas) == 0
    assert await look(carrier, ent, BY, overseas) == 2


async def test_of_a_school_that_is_not_served_any_more_nobody_is_told(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db)
    assert await look(carrier, ent, NEXT, lambda _school: None) == 0


async def test_what_was_due_long_ago_is_not_rung_the_day_a_bell_is_given(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    arrived(db)
    assert await look(carrier, ent, BY + timedelta(days=150)) == 0


async def test_whoever_opens_between_the_look_and_the_ring_is_not_rung_for(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    id_ = arrived(db)
    refused = with_secret("not the one")
    assert await look(carrier, ent, BY, bell=refused) == 0
    assert count_rows(db, bells) == 2
    receipts.mark_opened(db, id_, LEMOINE, BY)
    assert await look(carrier, ent, BY + timedelta(hours=1)) == 1
    assert heard(ent) == (0, 1, 0, 0)


async def test_a_case_taken_between_the_look_and_the_ring_rings_for_nobody(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    id_ = arrived(db)
    await look(carrier, ent, NEXT, bell=with_secret("not the one"))
    receipts.mark_taken(db, id_, LEMOINE, NEXT)
    assert await look(carrier, ent, NEXT + timedelta(hours=1)) == 0
    assert heard(ent) == (0, 0, 0, 0)


async def test_an_answer_that_was_lost_is_not_followed_by_another_ring_within_the_hour(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    arrived(db)
    ent.arm({"kind": "done_then_drop", "path": PUBLISH, "times": 1})
    await look(carrier, ent, BY)
    assert await look(carrier, ent, BY + UNSURE_WAIT - SOON) == 0
    assert await look(carrier, ent, BY + UNSURE_WAIT + SOON) == 2


async def test_several_couriers_remind_once(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db)
    rounds = (reminders.run(db, RING, carrier.ent, BELL, SCHOOL, BY) for _ in range(6))
    assert sum(await asyncio.gather(*rounds)) == 2
    assert heard(ent) == (1, 1, 0, 0)


async def test_two_messages_are_reminded_one_after_the_other(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    arrived(db, "un")
    arrived(db, "deux")
    assert await look(carrier, ent, BY) == 4
    assert heard(ent) == (2, 2, 0, 0)


async def test_an_erased_message_takes_its_reminders_with_it(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    id_ = arrived(db)
    await look(carrier, ent, BY, bell=Bell("vpe-bell", "not the one", BELL.public_url))
    erase(db, id_)
    assert count_rows(db, bells) == 0
    assert await look(carrier, ent, BY + timedelta(hours=2)) == 0

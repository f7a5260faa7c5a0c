import asyncio
import logging
import re
from datetime import timedelta

import httpx
import pytest
from sqlalchemy.engine import Engine

from ent import EntClient
from handoff import arrivals, receipts
from handoff.carrying.outbox import promise
from handoff.envelopes import deposit
from handoff.keys import leaving
from handoff.tables import bells
from handoff.waiting.bell_rows import LATE, OLDEST, UNSURE_WAIT
from tests.ent.emulated import DIALLO, LEA, LEMOINE, NO_TLS, EmulatedEnt
from tests.handoff.bell_scene import (
    BELL,
    PUBLISH,
    bell_rows_of,
    enrol_readers,
    feed_of,
    mails,
    pushes,
    rings,
    round_at,
    stranded,
    with_secret,
)
from tests.handoff.scene import LATER, NOW, ONCE, RING, WORD, Carrier, copies_of, count_rows, envelope, promised

GARNIER = "c3d5c0de-0000-4000-8000-000000000004"
SOON = timedelta(seconds=10)


@pytest.fixture(autouse=True)
def enrolled(db: Engine) -> None:
    enrol_readers(db)


async def test_a_stranded_message_rings_once_for_each_reader(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    stranded(db)
    assert (await round_at(carrier, NOW)).rung == 2
    for number in range(1, 6):
        assert (await round_at(carrier, NOW + UNSURE_WAIT * number)).rung == 0
    assert rings(ent) == (1, 1)


async def test_what_a_referent_sees_says_nothing_and_leads_to_the_desk(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    id_ = stranded(db)
    await round_at(carrier, NOW)
    (line,) = feed_of(ent, "mme.lemoine")
    assert f'<a href="{BELL.public_url}/desk">' in line["message"]
    shown = str(line)
    assert re.search(r"violen|parlons|écoute|élève|Léa|Martin|Zola|collège|danger|urgen", shown, re.IGNORECASE) is None
    assert id_ not in shown
    assert LEA not in shown
    assert line["sender"] is None
    assert mails(ent) == pushes(ent) == []


async def test_an_excluded_member_and_a_reader_without_key_are_never_rung_for(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    stranded(db, readers=(LEMOINE, GARNIER))
    assert (await round_at(carrier, NOW)).rung == 1
    assert rings(ent) == (1, 0)
    assert feed_of(ent, "mme.garnier") == []


async def test_whoever_has_opened_is_not_rung_for(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    id_ = stranded(db)
    await round_at(carrier, NOW, bell=None)
    receipts.mark_opened(db, id_, LEMOINE, NOW)
    assert (await round_at(carrier, NOW + SOON)).rung == 1
    assert rings(ent) == (0, 1)


async def test_a_referent_who_has_left_is_not_rung_for(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    stranded(db)
    leaving.leave(db, DIALLO, LEMOINE, NOW)
    await round_at(carrier, NOW)
    assert rings(ent) == (1, 0)


async def test_a_delivered_message_does_not_ring(db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str):
    id_ = promised(db)
    await round_at(carrier, NOW)
    await round_at(carrier, NOW + LATE * 2)
    assert copies_of(ent, id_) == ONCE
    assert rings(ent) == (0, 0)


async def test_a_damaged_message_rings(db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str):
    promised(db)
    ent.arm({"kind": "damaged_body", "path": "/conversation/send"})
    assert (await round_at(carrier, NOW)).rung == 2
    assert rings(ent) == (1, 1)


async def test_a_message_that_stays_undelivered_rings_and_is_then_at_the_desk(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "unavailable", "path": "/conversation"})
    assert (await round_at(carrier, NOW + LATE - SOON)).rung == 0
    assert arrivals.addressed_to(db, LEMOINE) == ()
    assert (await round_at(carrier, NOW + LATE)).rung == 2
    assert [line.id for line in arrivals.addressed_to(db, LEMOINE)] == [id_]
    assert arrivals.sealed_for(db, id_, LEMOINE).id == id_


async def test_a_send_whose_answer_was_lost_rings_an_hour_later_for_whoever_has_not_opened(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, signed_in: str
):
    id_ = promised(db)
    ent.arm({"kind": "done_then_drop", "path": "/conversation/send", "times": 1})
    await round_at(carrier, NOW)
    await round_at(carrier, NOW + LATER)
    assert rings(ent) == (0, 0)
    receipts.mark_opened(db, id_, DIALLO, NOW + LATER)
    await round_at(carrier, NOW + LATER + UNSURE_WAIT)
    assert rings(ent) == (1, 0)


async def test_two_messages_ring_apart(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    stranded(db, "un")
    stranded(db, "deux")
    rung = [(await round_at(carrier, NOW + timedelta(seconds=2) * n, apart=2)).rung for n in range(8)]
    assert sum(rung) == 4
    assert timedelta(seconds=2) * (rung.index(2, 1) - rung.index(2)) > timedelta(seconds=3)
    assert rings(ent) == (2, 2)


@pytest.mark.parametrize("fault", ["unavailable", "drop", "overloaded"])
async def test_an_ent_that_is_down_is_asked_again_until_it_rings_once(
    db: Engine, ent: EmulatedEnt, carrier: Carrier, fault: str
):
    stranded(db)
    ent.arm({"kind": fault, "path": "/auth/oauth2/token", "times": 3})
    for number in range(8):
        await round_at(carrier, NOW + timedelta(minutes=5) * number)
    assert rings(ent) == (1, 1)


async def test_a_wrong_secret_rings_nobody_and_breaks_nothing(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    stranded(db)
    assert (await round_at(carrier, NOW, with_secret("faux"))).rung == 0
    assert (await round_at(carrier, NOW + LATER)).rung == 2


async def test_without_a_bell_nothing_is_written_and_an_old_message_never_rings_later(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    stranded(db)
    await round_at(carrier, NOW, bell=None)
    assert count_rows(db, bells) == 0
    assert (await round_at(carrier, NOW + OLDEST)).rung == 0
    assert rings(ent) == (0, 0)


async def test_several_couriers_ring_once(db: Engine, ent: EmulatedEnt, carrier: Carrier):
    stranded(db)
    async with httpx.AsyncClient(verify=NO_TLS) as http:
        other = Carrier(db, EntClient(ent.url, http))
        await asyncio.gather(*(round_at(each, NOW) for each in (carrier, other, carrier, other)))
        await round_at(other, NOW + LATER)
    assert rings(ent) == (1, 1)


async def test_logs_hold_no_person(db: Engine, ent: EmulatedEnt, carrier: Carrier, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG, logger="parlons_en")
    stranded(db)
    ent.arm({"kind": "done_then_drop", "path": PUBLISH, "times": 1})
    await round_at(carrier, NOW)
    assert "bell unsure" in caplog.text
    assert re.search(f"{LEMOINE}|{DIALLO}|Lemoine|demo-bell-secret|bureau", caplog.text) is None


async def test_an_erased_envelope_takes_its_bells_with_it(db: Engine, carrier: Carrier):
    id_ = stranded(db)
    await round_at(carrier, NOW)
    assert len(bell_rows_of(db, id_)) == 2
    await round_at(carrier, NOW + timedelta(days=400))
    assert count_rows(db, bells) == 0


async def test_a_deposit_that_nobody_promised_rings_once_it_is_at_the_desk(
    db: Engine, ent: EmulatedEnt, carrier: Carrier
):
    made = envelope("seul")
    deposit(db, made, WORD, LEA, RING, NOW)
    assert (await round_at(carrier, NOW + SOON)).rung == 0
    assert (await round_at(carrier, NOW + timedelta(minutes=15))).rung == 2
    promise(db, made.id, "trop-tard", NOW + timedelta(minutes=16))
    await round_at(carrier, NOW + timedelta(minutes=17))
    assert rings(ent) == (1, 1)

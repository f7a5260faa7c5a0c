"""Reminders of what waits for too long, rung by the bell: content-free, to those who may read it and do not act, then to two adults more (R55).

A look at what waits is made once a minute, by one courier; what it finds due is written down, then rung one at a time, as carefully as the
bell itself (`handoff.waiting.bell_rows`): written before it is made, asked again just before, never twice.
"""

import asyncio
import html
import logging
from datetime import datetime, timedelta

from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from ent import EntClient, Notification
from facts.school_calendar import SchoolCalendar, load_calendar
from handoff.carrying import leases
from handoff.database import reading
from handoff.waiting import bell_rows
from handoff.waiting.bell import TYPE, Bell, carry_out, notification, sentences
from handoff.waiting.bell_rows import Ring
from handoff.waiting.reader_clock import RulesOf
from handoff.waiting.reminder_rows import (
    Ground,
    any_due,
    ground_of,
    reminder_of,
    somebody_to_ask,
    still_wanted,
    told_by,
    waiting_ids,
)
from handoff.waiting.reminder_rules import Audience, read_stage, stage_of
from vault import KeyRing

LOOK_EVERY = timedelta(minutes=1)
_LOOK = "reminders"

logger = logging.getLogger("parlons_en.handoff")


async def run(
    db: Engine,
    ring: KeyRing,
    ent: EntClient,
    bell: Bell,
    rules_of: RulesOf,
    now: datetime,
    calendar: SchoolCalendar | None = None,
) -> int:
    """One round: look at what waits if a minute has passed, ring one reminder if one is due; how many people were told."""
    known = calendar or load_calendar()
    fence = await asyncio.to_thread(_may_look, db, now)
    if fence is None and not await asyncio.to_thread(any_due, db, now):
        return 0
    ground = await asyncio.to_thread(ground_of, db, ring, rules_of, known, now)
    if fence is not None:
        await asyncio.to_thread(note_due, db, ground, now)
        await asyncio.to_thread(leases.free_sender, db, _LOOK, fence, now + LOOK_EVERY)
    claimed = await asyncio.to_thread(bell_rows.claim, db, now, still_wanted(ground))
    if claimed is None:
        return 0
    told = await asyncio.to_thread(_notification, db, bell, claimed, ground, now)
    return await carry_out(db, ent, bell, claimed, told, now)


def note_due(db: Engine, ground: Ground, now: datetime) -> None:
    """Write down whom to remind of what."""
    for envelope_id in waiting_ids(db, now):
        _note(db, envelope_id, ground, now)


def _note(db: Engine, envelope_id: str, ground: Ground, now: datetime) -> None:
    try:
        with reading(db) as connection:
            reminder = reminder_of(connection, envelope_id, ground, now)
            told = told_by(connection, envelope_id, reminder, ground) if reminder else {}
    except Exception as error:  # noqa: BLE001 (one message that cannot be judged holds back none of the others)
        logger.error("reminder failed envelope=%s kind=%s", envelope_id, type(error).__name__)  # noqa: TRY400
        return
    for audience, people in told.items():
        if reminder is not None:
            bell_rows.note_reminder(db, envelope_id, stage_of(reminder.number, audience), people, now)


def _may_look(db: Engine, now: datetime) -> int | None:
    try:
        with db.begin() as connection:
            return leases.hold_sender(connection, _LOOK, now)
    except IntegrityError:  # two couriers look for the first time; the other does
        return None


def _notification(db: Engine, bell: Bell, ring: Ring, ground: Ground, now: datetime) -> Notification:
    _, audience = read_stage(ring.stage)
    if audience is Audience.READERS or not ring.tries:
        return notification(bell, ring.referents)
    who, school = somebody_to_ask(db, ring.envelope_id, ground, now)
    said = sentences()["head" if audience is Audience.HEAD else "outside"]
    message = said.format(who=html.escape(who or sentences()["nobody"]), school=html.escape(school))
    return Notification(recipients=ring.referents, message=message, type=TYPE)

"""What the reminders look at, read from the database: the messages that wait, their readers, their cases, who was left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.engine import Connection, Engine

from facts.paris import on_clock
from facts.school_calendar import SchoolCalendar
from handoff.cases.case import case_of
from handoff.cases.events import events_of
from handoff.cases.readers import readers_of
from handoff.cases.tables import case_events
from handoff.database import reading
from handoff.exclusions import kept_out
from handoff.states import State
from handoff.tables import bells, envelopes, outbox
from handoff.waiting import absences
from handoff.waiting.absences import Absence
from handoff.waiting.bell_rows import BELL, Wanted
from handoff.waiting.reader_clock import RulesOf, SchoolRules, likely_end, quiet_of
from handoff.waiting.reminder_rules import Audience, Reader, Reminder, Waiting, acts_in, due, read_stage
from vault import KeyRing

# A case older than this is for the desk to show, not for a bell.
OLDEST_CASE = timedelta(days=180)
_A_DAY = timedelta(days=1)  # somewhere it is still yesterday


@dataclass(frozen=True)
class Ground:
    """What every reminder of a look is judged by: the rules of the schools concerned, who is away, the calendar."""

    ring: KeyRing
    rules: Mapping[str, SchoolRules]
    away: Mapping[str, Absence]
    calendar: SchoolCalendar


def ground_of(db: Engine, ring: KeyRing, rules_of: RulesOf, calendar: SchoolCalendar, now: datetime) -> Ground:
    """The ground for the schools that have a message there now."""
    with reading(db) as connection:
        schools = connection.execute(select(envelopes.c.school).distinct()).scalars().all()
    found = {school: rules for school in schools if (rules := rules_of(school)) is not None}
    return Ground(ring, found, absences.everyone(db, now.date() - _A_DAY), calendar)


def waiting_ids(db: Engine, now: datetime) -> tuple[str, ...]:
    """The messages of which a reminder may be due: handed in, promised for before now, not closed."""
    told = or_(envelopes.c.promised_by.is_(None), envelopes.c.promised_by <= now)
    query = (
        select(envelopes.c.id)
        .join(outbox, outbox.c.envelope_id == envelopes.c.id)
        .where(outbox.c.state != State.DEPOSITED.value, told, envelopes.c.deposited_at > now - OLDEST_CASE)
        .where(~_is_closed())
        .order_by(envelopes.c.deposited_at)
    )
    with reading(db) as connection:
        return tuple(connection.execute(query).scalars())


def reminder_of(connection: Connection, envelope_id: str, ground: Ground, now: datetime) -> Reminder | None:
    """What is due for this message; None for one that is gone, or of a school that is not served."""
    row = connection.execute(select(envelopes).where(envelopes.c.id == envelope_id)).one_or_none()
    rules = ground.rules.get(row.school) if row is not None else None
    if row is None or rules is None:
        return None
    expected = row.promised_by or likely_end(rules, row.deposited_at, rules.delay_days, ground.calendar)
    if expected is None:
        return None
    events = events_of(connection, [envelope_id])[envelope_id]
    today = on_clock(now, rules.times.clock).date()
    case = case_of(events, today, quiet_of(rules, ground.calendar))
    absent = {who for who, absence in ground.away.items() if absence.covers(today)}
    readers = tuple(
        Reader(one.id, one.opened_at is not None, one.id in absent) for one in readers_of(connection, envelope_id)
    )
    return due(Waiting(readers, case, acts_in(events), expected), rules, now, ground.calendar)


def told_by(
    connection: Connection, envelope_id: str, reminder: Reminder, ground: Ground
) -> dict[Audience, frozenset[str]]:
    """Whom this reminder tells, by the sentence they hear; never somebody the pupil left out, never somebody twice."""
    school = connection.execute(select(envelopes.c.school).where(envelopes.c.id == envelope_id)).scalar_one()
    rules = ground.rules[school]
    everybody = frozenset(one.id for one in readers_of(connection, envelope_id))
    wanted = {Audience.READERS: reminder.readers}
    for audience, person in ((Audience.HEAD, rules.head), (Audience.OUTSIDE, rules.outside)):
        if reminder.tells_outside and person is not None and person.id not in everybody:
            wanted[audience] = frozenset({person.id})
    asked = frozenset[str]().union(*wanted.values())
    out = kept_out(connection, ground.ring, envelope_id, sorted(asked))
    return {audience: people - out for audience, people in wanted.items() if people - out}


def still_wanted(ground: Ground) -> Wanted:
    """For `bell_rows.claim`: the very same question, asked again in the transaction that claims the ring."""

    def wanted(connection: Connection, envelope_id: str, stage: int, now: datetime) -> frozenset[str]:
        number, audience = read_stage(stage)
        reminder = reminder_of(connection, envelope_id, ground, now)
        if reminder is None or reminder.number != number:
            return frozenset()
        return told_by(connection, envelope_id, reminder, ground).get(audience, frozenset())

    return wanted


def somebody_to_ask(db: Engine, envelope_id: str, ground: Ground, now: datetime) -> tuple[str | None, str]:
    """The name of one reader who is there, and of the school, for whom does not read. One name only: several would tell who is left out."""
    with reading(db) as connection:
        school = connection.execute(select(envelopes.c.school).where(envelopes.c.id == envelope_id)).scalar_one()
        readers = readers_of(connection, envelope_id)
    today = on_clock(now, ground.rules[school].times.clock).date()
    there = [one for one in readers if not (one.id in ground.away and ground.away[one.id].covers(today))]
    return next((one.name for one in (*there, *readers)), None), ground.rules[school].name


def any_due(db: Engine, now: datetime) -> bool:
    """Whether a reminder that was written down waits to be rung."""
    with reading(db) as connection:
        query = select(bells.c.envelope_id).where(bells.c.due_at <= now, bells.c.stage > BELL).limit(1)
        return connection.execute(query).first() is not None


def _is_closed() -> Any:
    last = case_events.alias("last_closing")
    after = case_events.alias("after_it")
    reopened = exists().where(
        after.c.envelope_id == last.c.envelope_id, after.c.id > last.c.id, after.c.kind == "reopened"
    )
    return exists().where(last.c.envelope_id == envelopes.c.id, last.c.kind == "closed", ~reopened)

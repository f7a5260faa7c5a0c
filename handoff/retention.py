"""What is erased, and when. The grain is the month: when the month's identities are erased, the ENT's copies of 36 months and
our backups become unreadable for good.

* an ENT token: at delivery, at exit, or at the latest when it expires;
* an envelope, with all that hangs on it: as many whole months after its own as its school keeps, unless it is held (`handoff.cases.holds`);
  and, in the cases of others, that they were linked to it;
* a month's wrapped identity: when it is older than what the referent's schools keep, and no envelope is left that it opens. What is held keeps
  the identities that open it, and so do the months of a school that keeps longer, for a referent of both;
* a pupil's lease row: with their last envelope;
* a referent's absence: once it has been over, everywhere, for a day.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from sqlalchemy import delete, exists, func, select, tuple_
from sqlalchemy.engine import Connection, Engine

from database import empty_journal
from handoff.cases.holds import keeps
from handoff.cases.tables import case_events, holds
from handoff.database import reading
from handoff.keys.tables import referent_absences, referent_months, referent_schools, referents
from handoff.tables import ent_tokens, envelope_readers, envelopes, outbox, sender_leases

KEPT_MONTHS = 12
LEAST_KEPT = 3  # no school may keep less: nothing younger is ever looked at
WARNING = timedelta(days=30)
_OVER = timedelta(days=2)  # whatever the clock of the school, it was over yesterday
_A_PIECE = 200

# How many months a school keeps, by its ENT id.
KeptMonths = Callable[[str], int]


def usual(_school: str) -> int:
    """What a school keeps that said nothing."""
    return KEPT_MONTHS


def erase_due(db: Engine, now: datetime, kept_months: KeptMonths = usual) -> int:
    """Erase what is due; how many envelopes that was. What was erased leaves SQLite's journal too."""
    kept_at = cache(kept_months)
    with reading(db) as connection:
        months = _due_months(connection, now, kept_at)
        identities = _old_identities(connection, now, kept_at)
    with db.begin() as connection:
        connection.execute(delete(ent_tokens).where(ent_tokens.c.expires_at <= now))
        erased = _erase_envelopes(connection, months, now)
        gone = _erase_identities(connection, identities)
        kept = select(outbox.c.sender)
        rested = sender_leases.c.free_at <= now
        connection.execute(delete(sender_leases).where(rested, sender_leases.c.sender.not_in(kept)))
        connection.execute(delete(referent_absences).where(referent_absences.c.last < (now - _OVER).date()))
    if erased or gone:
        empty_journal(db)
    return erased


def first_kept_month(now: datetime, kept_months: int) -> str:
    """The oldest month that is kept, as "2026-11"."""
    moment = now.astimezone(timezone.utc)
    months = moment.year * 12 + moment.month - 1 - kept_months
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def erased_on(month: str, kept_months: int) -> date:
    """The day when an envelope of that month is erased, unless it is held."""
    year, number = map(int, month.split("-"))
    after = year * 12 + number + kept_months
    return date(after // 12, after % 12 + 1, 1)


def _due_months(connection: Connection, now: datetime, kept_months: KeptMonths) -> list[tuple[str, str]]:
    """The schools and months whose envelopes are due."""
    old = envelopes.c.month < first_kept_month(now, LEAST_KEPT)
    rows = connection.execute(select(envelopes.c.school, envelopes.c.month).where(old).distinct()).all()
    return [(row.school, row.month) for row in rows if row.month < _cutoff(now, [kept_months(row.school)])]


def _erase_envelopes(connection: Connection, months: list[tuple[str, str]], now: datetime) -> int:
    held = exists().where(holds.c.envelope_id == envelopes.c.id, keeps(now))
    erased = 0
    for school, month in months:
        due = (envelopes.c.school == school) & (envelopes.c.month == month)
        # held first, then looked at: a hold that is just being asked for ends before we ask whether there is one
        locked = select(envelopes.c.id).where(due).order_by(envelopes.c.id).with_for_update()
        ids = connection.execute(locked).scalars().all()
        for start in range(0, len(ids), _A_PIECE):
            erased += connection.execute(
                delete(envelopes).where(envelopes.c.id.in_(ids[start : start + _A_PIECE]), ~held)
            ).rowcount
    if erased:
        _forget_links(connection)
    return erased


def _forget_links(connection: Connection) -> None:
    """No case names a message that is no more."""
    gone = case_events.c.detail.not_in(select(envelopes.c.id))
    connection.execute(delete(case_events).where(case_events.c.kind == "linked", gone))


def _old_identities(connection: Connection, now: datetime, kept_months: KeptMonths) -> list[tuple[str, str]]:
    """The identities, by referent and month, older than what one of the referent's schools keeps."""
    old = referent_months.c.month < first_kept_month(now, LEAST_KEPT)
    wanted = select(referent_months.c.referent_id, referent_months.c.month).where(old)
    rows = connection.execute(wanted).all()
    schools = _schools_of(connection, {row.referent_id for row in rows})
    cutoffs = {who: _cutoff(now, map(kept_months, where)) for who, where in schools.items()}
    return [(row.referent_id, row.month) for row in rows if row.month < cutoffs[row.referent_id]]


def _erase_identities(connection: Connection, identities: list[tuple[str, str]]) -> int:
    """All of these but those that still open an envelope that is kept."""
    opens = func.coalesce(envelope_readers.c.month, envelopes.c.month) == referent_months.c.month
    needed: Any = exists().where(
        envelope_readers.c.referent_id == referent_months.c.referent_id,
        envelope_readers.c.envelope_id == envelopes.c.id,
        opens,
    )
    erased = 0
    for start in range(0, len(identities), _A_PIECE):
        these = tuple_(referent_months.c.referent_id, referent_months.c.month).in_(identities[start : start + _A_PIECE])
        erased += connection.execute(delete(referent_months).where(these, ~needed)).rowcount
    return erased


def _schools_of(connection: Connection, ids: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {who: [] for who in ids}
    for query in (
        select(referents.c.id.label("who"), referents.c.school),
        select(referent_schools.c.referent.label("who"), referent_schools.c.school),
    ):
        for row in connection.execute(query):
            if row.who in found:
                found[row.who].append(row.school)
    return found


def _cutoff(now: datetime, kept: Iterable[int]) -> str:
    """The oldest month kept where the shortest of these holds; never one younger than the least that a school may keep."""
    return first_kept_month(now, max(LEAST_KEPT, min(kept, default=KEPT_MONTHS)))

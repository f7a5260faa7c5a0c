"""What is erased, and when. The grain is the month: when the month's identities are erased, the ENT's copies of 36 months and
our backups become unreadable for good.

* an ENT token: at delivery, at exit, or at the latest when it expires;
* an envelope, with all that hangs on it: as many whole months after its own as its school keeps, unless it is held (`handoff.cases.holds`);
  and, in the cases of others, that they were linked to it;
* a month's wrapped identity: when it is older than what the referent's schools keep, and no envelope is left that it opens. What is held keeps
  the identities that open it, and so do the months of a school that keeps longer, for a referent of both;
* a pupil's lease row: with their last envelope;
* a referent's absence: once it has been over, everywhere, for a day.

All of it a few rows at a time (`database.erasing`): however much is due, a pupil's writing waits for one piece at most.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from sqlalchemy import delete, exists, func, select, tuple_
from sqlalchemy.engine import Connection, Engine

from database import empty_journal, erase
from database.erasing import in_pieces
from handoff.cases.holds import keeps
from handoff.cases.tables import case_events, holds
from handoff.database import reading
from handoff.keys.tables import referent_absences, referent_months, referent_schools, referents
from handoff.tables import ent_tokens, envelope_readers, envelopes, outbox, sender_leases

KEPT_MONTHS = 12
LEAST_KEPT = 3  # no school may keep less: nothing younger is ever looked at
WARNING = timedelta(days=30)
_OVER = timedelta(days=2)  # whatever the clock of the school, it was over yesterday
_ENVELOPES_A_PIECE = 10  # each with what hangs on it, up to some megabytes
_IDENTITIES_A_PIECE = 200

# How many months a school keeps, by its ENT id.
KeptMonths = Callable[[str], int]


def usual(_school: str) -> int:
    """What a school keeps that said nothing."""
    return KEPT_MONTHS


def for_ever() -> bool:
    """Whoever erases need not stop."""
    return True


def erase_due(
    db: Engine,
    now: datetime,
    kept_months: KeptMonths = usual,
    *,
    most: int | None = None,
    holds_on: Callable[[], bool] = for_ever,
) -> int:
    """Erase what is due; how many envelopes that was: `most` or a few more, when it is given, and none more once `holds_on()` is false. The
    next round erases the rest. What was erased leaves SQLite's journal too.
    """
    kept_at = cache(kept_months)
    with reading(db) as connection:
        months = _due_months(connection, now, kept_at)
        identities = _old_identities(connection, now, kept_at)
    erase(db, ent_tokens, ent_tokens.c.expires_at <= now)
    erased = 0

    def goes_on(more: int) -> bool:
        return holds_on() and (most is None or erased + more < most)

    for school, month in months:
        erased += _erase_envelopes(db, school, month, now, goes_on)
    gone = _erase_identities(db, identities)
    rested = sender_leases.c.free_at <= now
    erase(db, sender_leases, rested & sender_leases.c.sender.not_in(select(outbox.c.sender)))
    erase(db, referent_absences, referent_absences.c.last < (now - _OVER).date())
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


def _erase_envelopes(db: Engine, school: str, month: str, now: datetime, goes_on: Callable[[int], bool]) -> int:
    held = exists().where(holds.c.envelope_id == envelopes.c.id, keeps(now))
    due = (envelopes.c.school == school) & (envelopes.c.month == month) & ~held
    find = select(envelopes.c.id).where(due).limit(_ENVELOPES_A_PIECE)

    def erase_these(connection: Connection, found: list[tuple[str]]) -> int:
        these = envelopes.c.id.in_([row[0] for row in found])
        # held first, then looked at: a hold that is just being asked for ends before we ask whether there is one
        connection.execute(select(envelopes.c.id).where(these).order_by(envelopes.c.id).with_for_update()).all()
        erased = int(connection.execute(delete(envelopes).where(these, due)).rowcount)
        _forget_links(connection, [row[0] for row in found])
        return erased

    return in_pieces(db, find, erase_these, goes_on=goes_on)


def _forget_links(connection: Connection, ids: list[str]) -> None:
    """No case names one of these messages that is no more."""
    gone = case_events.c.detail.in_(ids) & case_events.c.detail.not_in(select(envelopes.c.id))
    connection.execute(delete(case_events).where(case_events.c.kind == "linked", gone))


def _old_identities(connection: Connection, now: datetime, kept_months: KeptMonths) -> list[tuple[str, str]]:
    """The identities, by referent and month, older than what one of the referent's schools keeps."""
    old = referent_months.c.month < first_kept_month(now, LEAST_KEPT)
    wanted = select(referent_months.c.referent_id, referent_months.c.month).where(old)
    rows = connection.execute(wanted).all()
    schools = _schools_of(connection, {row.referent_id for row in rows})
    cutoffs = {who: _cutoff(now, map(kept_months, where)) for who, where in schools.items()}
    return [(row.referent_id, row.month) for row in rows if row.month < cutoffs[row.referent_id]]


def _erase_identities(db: Engine, identities: list[tuple[str, str]]) -> int:
    """All of these but those that still open an envelope that is kept."""
    opens = func.coalesce(envelope_readers.c.month, envelopes.c.month) == referent_months.c.month
    needed: Any = exists().where(
        envelope_readers.c.referent_id == referent_months.c.referent_id,
        envelope_readers.c.envelope_id == envelopes.c.id,
        opens,
    )
    key = tuple_(referent_months.c.referent_id, referent_months.c.month)
    erased = 0
    for start in range(0, len(identities), _IDENTITIES_A_PIECE):
        these = key.in_(identities[start : start + _IDENTITIES_A_PIECE])
        erased += erase(db, referent_months, these & ~needed)
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

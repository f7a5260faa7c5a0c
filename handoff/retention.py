"""What is erased, and when. The grain is the month: when the month's identities are erased, the ENT's copies of 36 months and
our backups become unreadable for good.

* an ENT token: at delivery, at exit, or at the latest when it expires;
* an envelope, its receipts and its month's wrapped identities: twelve whole months after its month;
* a pupil's lease row: with their last envelope.
"""

from datetime import datetime, timezone

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from handoff.tables import ent_tokens, envelopes, outbox, referent_months, sender_leases

KEPT_MONTHS = 12


def erase_due(db: Engine, now: datetime, kept_months: int = KEPT_MONTHS) -> int:
    """Erase what is due; how many envelopes that was."""
    cutoff = first_kept_month(now, kept_months)
    with db.begin() as connection:
        connection.execute(delete(ent_tokens).where(ent_tokens.c.expires_at <= now))
        connection.execute(delete(referent_months).where(referent_months.c.month < cutoff))
        erased = connection.execute(delete(envelopes).where(envelopes.c.month < cutoff)).rowcount
        kept = select(outbox.c.sender)
        rested = sender_leases.c.free_at <= now
        connection.execute(delete(sender_leases).where(rested, sender_leases.c.sender.not_in(kept)))
    return int(erased)


def first_kept_month(now: datetime, kept_months: int) -> str:
    """The oldest month that is kept, as "2026-11"."""
    moment = now.astimezone(timezone.utc)
    months = moment.year * 12 + moment.month - 1 - kept_months
    return f"{months // 12:04d}-{months % 12 + 1:02d}"

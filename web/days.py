"""The month and the day in France, which keys and envelopes go by."""

from datetime import date, datetime, timedelta

from facts.paris import in_paris

AFTER_MIDNIGHT = timedelta(hours=1)


def days_of_now(now: datetime) -> frozenset[date]:
    """What somebody may honestly call today: today in France, and yesterday until one in the morning. Never tomorrow."""
    return frozenset(in_paris(moment).date() for moment in (now, now - AFTER_MIDNIGHT))


def this_month(now: datetime) -> str:
    """The month of that moment in France, as `2026-11`."""
    return in_paris(now).strftime("%Y-%m")

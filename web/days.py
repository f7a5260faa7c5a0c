"""The month in France, which keys and envelopes go by."""

from datetime import datetime

from facts.paris import in_paris


def this_month(now: datetime) -> str:
    """The month of that moment in France, as `2026-11`."""
    return in_paris(now).strftime("%Y-%m")

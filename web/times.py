"""Moments as the tables hold them: whole seconds since 1970, UTC."""

from datetime import datetime


def seconds(moment: datetime) -> int:
    """The moment as whole seconds since 1970; a moment without zone is refused, it would be an hour wrong."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return int(moment.timestamp())

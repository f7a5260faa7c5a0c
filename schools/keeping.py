"""How long a school keeps its messages: what its page says, but a shorter time holds only once it has stood for thirty days.

Nobody may shorten it and see messages gone at once: their readers are warned thirty days before (`handoff.retention.WARNING`), and may hold
what must stay. So the longest time that the school has said in the last thirty days holds; where versions that old are no longer kept, the longest
that a school may say.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import zip_longest

from sqlalchemy.engine import Engine

from schools import pages
from schools.page import MOST_KEPT, KeptPage, SchoolPage

STANDS_FOR = timedelta(days=30)


def kept_months(db: Engine, school_id: str, now: datetime) -> int:
    """How many whole months hold at `now`: also for a school that is not served any more, whose messages are still there."""
    return longest_said(pages.history(db, school_id), now)


def longest_said(history: Sequence[KeptPage], now: datetime) -> int:
    """Pure; `history` as `schools.pages.history` gives it, the last version first."""
    said = SchoolPage().kept_months if not history else history[0].page.kept_months
    for newer, older in zip_longest(history, history[1:]):
        if newer.at is None or newer.at <= now - STANDS_FOR:
            return said
        said = max(said, _before(newer, older))
    return said


def coming(history: Sequence[KeptPage], now: datetime) -> tuple[tuple[datetime, int], ...]:
    """From when on how many months hold, `now` first, if nobody writes the page again. Pure."""
    ends = sorted(page.at + STANDS_FOR for page in history if page.at is not None and page.at + STANDS_FOR > now)
    return tuple((moment, longest_said(history, moment)) for moment in (now, *ends))


def _before(newer: KeptPage, older: KeptPage | None) -> int:
    if older is not None:
        return older.page.kept_months
    return SchoolPage().kept_months if newer.version == 1 else MOST_KEPT

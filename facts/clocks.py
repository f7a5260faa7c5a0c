"""On which clock hours are said to a pupil: helplines keep that of Paris, a pupil lives by the clock of their island.

* Where it shows the same hour as Paris, nothing is added. Where it differs, hours are turned into theirs, and said to be.
* When it is not known where the pupil is and it may be overseas, hours are those of Paris, and said to be.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from facts.paris import PARIS, in_paris, on_clock


@dataclass(frozen=True)
class Clock:
    """`zone` is where the pupil lives; `is_known` False: somewhere in France, which may be overseas (`zone` is then Paris)."""

    zone: ZoneInfo = PARIS
    is_known: bool = True

    def shows(self, at: datetime) -> datetime:
        """The same instant on this clock; NaiveTimeError without an offset."""
        return on_clock(at, self.zone)

    def differs(self, at: datetime) -> bool:
        """Whether it shows another hour than Paris at that instant."""
        return self.shows(at).utcoffset() != in_paris(at).utcoffset()

    @property
    def name(self) -> str:
        """The IANA name, or `unknown`: what goes from one process to another."""
        return str(self.zone) if self.is_known else UNKNOWN


UNKNOWN = "unknown"
METROPOLE = Clock()
SOMEWHERE = Clock(is_known=False)


def clock_named(name: object) -> Clock | None:
    """The clock that `Clock.name` names; None for anything else."""
    if name == UNKNOWN:
        return SOMEWHERE
    return Clock(ZoneInfo(name)) if isinstance(name, str) and name in _names() else None


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())

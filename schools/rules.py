"""What the hand-off goes by at one school, put together from its page and its settings: hours, delay, who is told last, how long is kept.

`handoff` does not know this room: it asks for a `handoff.waiting.reader_clock.SchoolRules`, which `HandoffRules` is by its shape.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.engine import Engine

from facts.school import OwnTimes
from schools import pages
from schools.page import Person, SchoolPage
from schools.reading import times_of
from settings import School, Settings

USUAL_DELAY = 2  # school days, where the school said none


@dataclass(frozen=True)
class HandoffRules:
    """`delay_days`: within how many school days an adult will have opened. The names are those that adults read."""

    id: str
    name: str
    zone: str
    times: OwnTimes = field(repr=False)
    delay_days: int
    kept_months: int
    head: Person | None
    outside: Person | None


def rules_of(page: SchoolPage, school: School) -> HandoffRules:
    """Pure."""
    times = times_of(page, school.timezone, school.uai)
    delay = page.delay_days or USUAL_DELAY
    return HandoffRules(school.id, school.name, school.zone, times, delay, page.kept_months, page.head, page.outside)


def rules_reader(db: Engine, settings: Settings) -> Callable[[str], HandoffRules | None]:
    """How to ask for the rules of a school by its ENT id: read again each time; None for a school that is not served."""

    def rules(school_id: str) -> HandoffRules | None:
        school = settings.school(school_id)
        return None if school is None else rules_of(pages.read(db, school_id), school)

    return rules

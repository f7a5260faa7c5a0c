"""What was counted in the terms that are over, as it may be shown. The only way to the numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from facts.school_calendar import SchoolCalendar
from tallies.counting import BEGUN, HANDED_OVER, OPENED_IN_TIME, OPENED_LATE, OPENED_UNPROMISED, SHOWN
from tallies.places import places
from tallies.publishing import Shown, shown
from tallies.tables import TALLIES
from tallies.terms import Term, is_over

Counts = dict[str, dict[str, int]]
_ALWAYS = (BEGUN, HANDED_OVER, OPENED_IN_TIME, OPENED_LATE, OPENED_UNPROMISED)


@dataclass(frozen=True)
class Figures:
    """One term: for each thing counted, what may be shown of it, département by département. `helplines`: by the line's id."""

    term: Term
    counted: dict[str, Shown]
    helplines: dict[str, Shown]


def figures(
    db: Engine, served: Iterable[str], lines: Iterable[str], today: date, calendar: SchoolCalendar
) -> tuple[Figures, ...]:
    """Every term that is over, the last one first. `served`: the départements of the schools, `lines`: the helplines, counted or not."""
    with reading(db) as connection:
        rows = connection.execute(sa.select(TALLIES)).all()
    terms: dict[Term, Counts] = {}
    for row in rows:
        terms.setdefault(Term(row.year, row.term), {}).setdefault(row.what, {})[row.place] = row.count
    finished = sorted((term for term in terms if is_over(term, today, calendar)), reverse=True)
    return tuple(_figures(term, terms[term], tuple(served), tuple(lines)) for term in finished)


def _figures(term: Term, counts: Counts, served: tuple[str, ...], lines: tuple[str, ...]) -> Figures:
    there = {*served, *(place for by_place in counts.values() for place in by_place)}
    ordered = [place for place in places() if place in there]

    def of(what: str) -> Shown:
        return shown({place: counts.get(what, {}).get(place, 0) for place in ordered})

    known = dict.fromkeys([*lines, *(what.removeprefix(SHOWN) for what in sorted(counts) if what.startswith(SHOWN))])
    return Figures(term, {what: of(what) for what in _ALWAYS}, {line: of(SHOWN + line) for line in known})

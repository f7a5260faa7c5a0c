"""What the content team may learn from real use without reading anybody (R70, R71): of the terms that are over, in how many conversations
a scene was said, nothing was understood after it, a situation was contradicted. Numbers of ten and more, for the whole country, and no
total from which a smaller one could be worked out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import reading
from facts.school_calendar import SchoolCalendar
from tallies.counting import NOT_THAT, SCENE, UNHEARD
from tallies.places import EVERYWHERE
from tallies.publishing import THRESHOLD
from tallies.tables import TALLIES
from tallies.terms import Term, is_over


@dataclass(frozen=True)
class Learnt:
    """One term. By the name of a scene or situation, the most frequent first; `rare`: scenes that exist and were said less often, or never."""

    term: Term
    said: Mapping[str, int]
    unheard_after: Mapping[str, int]
    contradicted: Mapping[str, int]
    rare: tuple[str, ...]


def learnt(db: Engine, scenes: Iterable[str], today: date, calendar: SchoolCalendar) -> tuple[Learnt, ...]:
    """Every term that is over, the last one first. `scenes`: all that could have been said, as `scene:` names them."""
    with reading(db) as connection:
        rows = connection.execute(sa.select(TALLIES).where(TALLIES.c.place == EVERYWHERE)).all()
    counts: dict[Term, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(Term(row.year, row.term), {})[row.what] = row.count
    finished = sorted((term for term in counts if is_over(term, today, calendar)), reverse=True)
    return tuple(_learnt(term, counts[term], tuple(scenes)) for term in finished)


def _learnt(term: Term, counts: Mapping[str, int], scenes: tuple[str, ...]) -> Learnt:
    said = _frequent(counts, SCENE)
    rare = tuple(sorted(name for name in scenes if name not in said))
    return Learnt(term, said, _frequent(counts, UNHEARD), _frequent(counts, NOT_THAT), rare)


def _frequent(counts: Mapping[str, int], kind: str) -> dict[str, int]:
    of_kind = {what.removeprefix(kind): count for what, count in counts.items() if what.startswith(kind)}
    seen = ((name, count) for name, count in of_kind.items() if count >= THRESHOLD)
    return dict(sorted(seen, key=lambda pair: (-pair[1], pair[0])))

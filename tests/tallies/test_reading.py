"""From the rows to what may be shown: finished terms only, numbers of ten and more only."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from database import open_engine
from facts.school_calendar import load_calendar
from tallies.counting import BEGUN, HANDED_OVER, SHOWN
from tallies.reading import Figures, figures
from tallies.tables import TALLIES, prepare
from tallies.terms import Term
from tests.databases import ready_database_for

AFTER = date(2027, 2, 1)


@pytest.fixture
def db(tmp_path: Path) -> Engine:
    engine = open_engine(ready_database_for(tmp_path / "tallies.db"))
    prepare(engine)
    return engine


def write(db: Engine, *cells: tuple[str, int, int, str, int]) -> None:
    names = ("place", "year", "term", "what", "count")
    with db.begin() as connection:
        connection.execute(sa.insert(TALLIES), [dict(zip(names, cell, strict=True)) for cell in cells])


def read(db: Engine, today: date = AFTER) -> tuple[Figures, ...]:
    return figures(db, served=("33",), lines=("119", "3018"), today=today, calendar=load_calendar())


def test_the_term_under_way_is_not_shown(db: Engine):
    write(db, ("33", 2026, 1, BEGUN, 300), ("33", 2026, 2, BEGUN, 300))
    assert [each.term for each in read(db)] == [Term(2026, 1)]
    assert read(db, date(2027, 1, 3)) == ()
    assert [each.term for each in read(db, date(2027, 6, 1))] == [Term(2026, 2), Term(2026, 1)]


def test_small_numbers_are_hidden_and_their_total_is_shown(db: Engine):
    write(db, *((place, 2026, 1, HANDED_OVER, 4) for place in ("33", "40", "64")), ("?", 2026, 1, HANDED_OVER, 25))
    (term,) = read(db)
    assert term.counted[HANDED_OVER].cells == {"33": None, "40": None, "64": None, "?": 25}
    assert term.counted[HANDED_OVER].total == 37
    assert term.counted[BEGUN].is_empty


def test_a_place_where_nothing_was_counted_cannot_be_told_from_one_with_few(db: Engine):
    write(db, ("40", 2026, 1, BEGUN, 50), ("40", 2026, 1, SHOWN + "119", 9), ("33", 2026, 1, SHOWN + "3018", 12))
    (term,) = read(db)
    assert list(term.counted[BEGUN].cells) == ["33", "40"]
    assert term.helplines["119"].is_empty
    assert term.helplines["3018"].cells == {"33": None, "40": None}
    assert term.counted[HANDED_OVER].is_empty


def test_a_helpline_that_is_no_longer_served_is_still_counted(db: Engine):
    write(db, ("33", 2026, 1, SHOWN + "3020", 40))
    (term,) = read(db)
    assert list(term.helplines) == ["119", "3018", "3020"]
    assert term.helplines["3020"].total == 40

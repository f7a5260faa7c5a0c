"""What the content team may learn: finished terms, numbers of ten and more, for the whole country."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from database import open_engine
from facts.school_calendar import load_calendar
from tallies.counting import BEGUN, NOT_THAT, SCENE, UNHEARD
from tallies.learning import Learnt, learnt
from tallies.places import EVERYWHERE, places
from tallies.tables import prepare
from tallies.terms import Term
from tests.databases import ready_database_for
from tests.tallies.test_reading import AFTER, write

SCENES = ("fugue", "harcelement", "suicide")


@pytest.fixture
def db(tmp_path: Path) -> Engine:
    engine = open_engine(ready_database_for(tmp_path / "tallies.db"))
    prepare(engine)
    return engine


def read(db: Engine, today: date = AFTER) -> tuple[Learnt, ...]:
    return learnt(db, SCENES, today, load_calendar())


def everywhere(what: str, count: int, term: int = 1) -> tuple[str, int, int, str, int]:
    return (EVERYWHERE, 2026, term, what, count)


def test_what_was_said_is_read_with_where_it_was_not_understood_and_contradicted(db: Engine):
    write(
        db,
        everywhere(SCENE + "fugue", 12),
        everywhere(SCENE + "harcelement", 240),
        everywhere(SCENE + "suicide", 9),
        everywhere(UNHEARD + "harcelement", 31),
        everywhere(NOT_THAT + "harcelement", 10),
        everywhere(NOT_THAT + "suicide", 9),
    )
    (term,) = read(db)
    assert term.term == Term(2026, 1)
    assert list(term.said.items()) == [("harcelement", 240), ("fugue", 12)]
    assert (dict(term.unheard_after), dict(term.contradicted)) == ({"harcelement": 31}, {"harcelement": 10})
    assert term.rare == ("suicide",)


def test_the_term_under_way_is_not_shown(db: Engine):
    write(db, everywhere(SCENE + "fugue", 300), everywhere(SCENE + "fugue", 300, term=2))
    assert [each.term for each in read(db)] == [Term(2026, 1)]
    assert read(db, date(2027, 1, 3)) == ()


def test_a_scene_never_said_cannot_be_told_from_one_said_nine_times(db: Engine):
    write(db, everywhere(SCENE + "harcelement", 40), everywhere(SCENE + "fugue", 9))
    (term,) = read(db)
    assert term.rare == ("fugue", "suicide")
    assert "9" not in repr(term)


def test_what_is_counted_by_place_is_not_read_here_nor_the_other_way_round(db: Engine):
    write(db, ("33", 2026, 1, BEGUN, 300), ("33", 2026, 1, SCENE + "fugue", 300))
    assert read(db) == ()
    assert EVERYWHERE not in places()

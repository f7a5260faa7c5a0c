"""What the hand-off is told of a school: its page and its settings together."""

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy.engine import Engine

from database import open_engine
from schools import pages
from schools.page import Person, SchoolPage
from schools.rules import USUAL_DELAY, rules_of, rules_reader
from settings import School
from tests.databases import ready_database_for
from tests.schools.moments import BESSON, FULL, TODAY

SCHOOL = School("col-1", "0670001A", "Collège des Tilleuls", "grp", "Violences, parlons-en", "B")
NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(ready_database_for(tmp_path / "pages.db"))
    pages.prepare(engine)
    yield engine
    engine.dispose()


def test_a_school_that_never_wrote_has_two_days_twelve_months_and_nobody_told_last():
    rules = rules_of(SchoolPage(), SCHOOL)
    assert (rules.delay_days, rules.kept_months, rules.head, rules.outside) == (USUAL_DELAY, 12, None, None)
    assert (rules.zone, rules.name, rules.times.hours) == ("B", SCHOOL.name, None)
    assert rules.times.holidays.has(datetime(2026, 12, 26, tzinfo=timezone.utc).date())  # Alsace-Moselle


def test_the_rules_are_those_of_the_page_as_it_is_now(db: Engine):
    settings = SimpleNamespace(school=lambda id_: SCHOOL if id_ == SCHOOL.id else None)
    ask = rules_reader(db, settings)  # type: ignore[arg-type]
    before = ask(SCHOOL.id)
    page = SchoolPage(hours=FULL.hours, delay_days=4, kept_months=6, head=Person("c3d5c0de", "Anne Morel"))
    pages.write(db, SCHOOL.id, page, BESSON, NOW, over=0, today=TODAY)
    after = ask(SCHOOL.id)
    assert before is not None
    assert after is not None
    assert before.delay_days == USUAL_DELAY
    assert (after.delay_days, after.kept_months, after.head) == (4, 6, Person("c3d5c0de", "Anne Morel"))
    assert after.times.hours == FULL.hours
    assert ask("another") is None

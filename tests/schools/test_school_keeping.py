from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from database import open_engine
from schools import keeping, pages
from schools.page import KeptPage, SchoolPage
from tests.databases import ready_database_for
from tests.schools.moments import BESSON

NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)
DAY = timedelta(days=1)
LENGTHS = st.integers(3, 24)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(ready_database_for(tmp_path / "pages.db"))
    pages.prepare(engine)
    yield engine
    engine.dispose()


def write(db: Engine, months: int, at: datetime, over: int) -> None:
    pages.write(db, "col-1", SchoolPage(kept_months=months), BESSON, at, over=over, today=at.date())


def test_a_shorter_time_holds_only_after_thirty_days_and_a_longer_one_at_once(db: Engine):
    write(db, 3, NOW, 0)
    assert [keeping.kept_months(db, "col-1", NOW + days * DAY) for days in (0, 29, 30)] == [12, 12, 3]
    write(db, 24, NOW + 40 * DAY, 1)
    assert keeping.kept_months(db, "col-1", NOW + 40 * DAY) == 24
    assert keeping.kept_months(db, "another", NOW) == 12


def test_writing_the_page_fifty_times_does_not_make_a_shorter_time_hold_sooner(db: Engine):
    write(db, 24, NOW, 0)
    for turn in range(1, pages.MOST_VERSIONS + 10):
        write(db, 3, NOW + 60 * DAY + timedelta(minutes=turn), turn)
    assert keeping.kept_months(db, "col-1", NOW + 61 * DAY) == 24
    assert keeping.kept_months(db, "col-1", NOW + 91 * DAY) == 3


@given(lengths=st.lists(LENGTHS, min_size=1, max_size=8), gaps=st.lists(st.integers(0, 50), min_size=8, max_size=8))
def test_never_shorter_than_what_was_said_in_the_last_thirty_days_and_told_in_advance(
    lengths: list[int], gaps: list[int]
):
    at, history = NOW, []
    for version, (months, gap) in enumerate(zip(lengths, gaps, strict=False), 1):
        at += gap * DAY
        history.insert(0, KeptPage(version, SchoolPage(kept_months=months), BESSON, at))
    said = keeping.longest_said(history, at)
    assert said >= lengths[-1]
    coming = keeping.coming(history, at)
    assert coming[0] == (at, said)
    assert [months for _, months in coming] == sorted((months for _, months in coming), reverse=True)
    assert coming[-1][1] == lengths[-1]

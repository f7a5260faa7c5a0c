"""The versions of a page, in a real SQLite file."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from database import open_engine
from schools import pages
from schools.errors import PageChanged, PageRefused, PageUnknown
from schools.page import Author, SchoolPage
from tests.databases import ready_database_for
from tests.schools.moments import BESSON, FULL, TODAY

NOW = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)
GARNIER = Author("c3d5c0de-0000-4000-8000-000000000004", "Hélène Garnier")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(ready_database_for(tmp_path / "pages.db"))
    pages.prepare(engine)
    yield engine
    engine.dispose()


def write(db: Engine, page: SchoolPage, over: int, by: Author = BESSON, school: str = "col-zola") -> int:
    return pages.write(db, school, page, by, NOW + timedelta(minutes=over), over=over, today=TODAY)


def test_a_school_that_never_wrote_has_the_defaults(db: Engine):
    assert pages.read(db, "col-zola") == SchoolPage()
    assert pages.latest(db, "col-zola").version == 0
    assert pages.history(db, "col-zola") == ()
    assert pages.version(db, "col-zola", 0).page == SchoolPage()


def test_what_is_written_is_read_by_its_school_only(db: Engine):
    assert write(db, FULL, 0) == 1
    assert pages.read(db, "col-zola") == FULL
    assert pages.read(db, "lyc-camus") == SchoolPage()
    assert pages.history(db, "lyc-camus") == ()
    with pytest.raises(PageUnknown):
        pages.version(db, "lyc-camus", 1)


def test_each_version_says_who_and_when(db: Engine):
    write(db, FULL, 0)
    write(db, replace(FULL, welcome=""), 1, by=GARNIER)
    first, second = reversed(pages.history(db, "col-zola"))
    assert (first.version, first.by, first.at) == (1, BESSON, NOW)
    assert (second.version, second.by, second.at) == (2, GARNIER, NOW + timedelta(minutes=1))
    assert pages.version(db, "col-zola", 1).page == FULL


def test_whoever_writes_over_a_page_they_have_not_seen_is_told_by_whom_and_nothing_is_lost(db: Engine):
    write(db, FULL, 0, by=GARNIER)
    with pytest.raises(PageChanged) as changed:
        write(db, replace(FULL, welcome=""), 0)
    assert (changed.value.by, changed.value.at) == (GARNIER.name, NOW)
    assert pages.read(db, "col-zola") == FULL
    assert len(pages.history(db, "col-zola")) == 1


def test_of_administrators_who_write_at_the_same_moment_one_wins_and_all_others_are_told(db: Engine):
    outcomes: list[str] = []
    ready = threading.Barrier(5)

    def save(number: int) -> None:
        ready.wait()
        try:
            write(db, replace(FULL, delay_days=number), 0)
            outcomes.append("written")
        except PageChanged:
            outcomes.append("told")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(1, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["told"] * 4 + ["written"]
    assert len(pages.history(db, "col-zola")) == 1


def test_a_page_that_may_not_be_shown_is_not_written(db: Engine):
    with pytest.raises(PageRefused) as refused:
        write(db, replace(FULL, welcome="C'est un secret."), 0)
    assert (refused.value.field, refused.value.code) == ("welcome", "words_secrecy")
    assert pages.history(db, "col-zola") == ()


def test_only_the_last_fifty_versions_are_kept_and_their_numbers_go_on(db: Engine):
    for over in range(55):
        write(db, replace(FULL, delay_days=over % 5 + 1), over)
    kept = pages.history(db, "col-zola")
    assert [one.version for one in kept] == list(range(55, 5, -1))
    with pytest.raises(PageUnknown):
        pages.version(db, "col-zola", 5)


def test_a_row_that_cannot_be_read_says_what_a_school_that_never_wrote_says(
    db: Engine, caplog: pytest.LogCaptureFixture
):
    write(db, FULL, 0)
    with db.begin() as connection:
        connection.exec_driver_sql('UPDATE school_pages SET page = \'{"hours": {"mon": ["99:00", "x"]}}\'')
    assert pages.read(db, "col-zola") == SchoolPage()
    assert pages.latest(db, "col-zola").version == 1
    assert "col-zola" in caplog.text
    assert FULL.welcome not in caplog.text


def test_the_name_of_an_author_is_not_printed():
    assert "Nadia" not in repr(BESSON)

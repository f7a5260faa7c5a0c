"""Counting: in memory, then in rows that several processes add to at once."""

import threading
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from database import open_engine
from facts.school_calendar import load_calendar
from settings import School
from tallies.counting import BEGUN, HANDED_OVER, SHOWN, Tallies, drop_old, opening
from tallies.tables import TALLIES, prepare
from tests.databases import ready_database_for

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
ZOLA = School("col-zola", "0330139P", "Collège Émile-Zola", "grp", "Violences, parlons-en", "A")
NOUMEA = School("nc", "9880001A", "Collège", "grp2", "Violences", "nouvelle-caledonie", "Pacific/Noumea")


@pytest.fixture
def db(tmp_path: Path) -> Engine:
    engine = open_engine(ready_database_for(tmp_path / "tallies.db"))
    prepare(engine)
    return engine


def counting(now: datetime = NOW) -> Tallies:
    return Tallies(lambda: now, load_calendar())


def rows(db: Engine) -> list[tuple[Any, ...]]:
    with db.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(sa.select(TALLIES)))


def test_what_was_counted_is_written_by_place_and_term_and_added_up(db: Engine):
    tallies = counting()
    for _ in range(3):
        tallies.count(ZOLA, BEGUN)
    tallies.count(ZOLA, SHOWN + "119", SHOWN + "3018")
    tallies.count(None, BEGUN)
    tallies.write(db)
    tallies.count(ZOLA, BEGUN)
    tallies.write(db)
    tallies.write(db)
    assert rows(db) == [
        ("33", 2026, 1, BEGUN, 4),
        ("33", 2026, 1, SHOWN + "119", 1),
        ("33", 2026, 1, SHOWN + "3018", 1),
        ("?", 2026, 1, BEGUN, 1),
    ]


def test_the_term_is_that_of_the_schools_own_clock(db: Engine):
    tallies = counting(datetime(2026, 12, 31, 20, 0, tzinfo=timezone.utc))  # already the first of January in Nouméa
    tallies.count(NOUMEA, BEGUN)
    tallies.count(None, BEGUN)
    tallies.write(db)
    assert [row[:3] for row in rows(db)] == [("988", 2026, 2), ("?", 2026, 1)]


def test_several_processes_that_write_at_once_lose_nothing(db: Engine):
    processes, each = 4, 25
    failures: list[BaseException] = []

    def work() -> None:
        tallies = counting()
        try:
            for _ in range(each):
                tallies.count(ZOLA, BEGUN, HANDED_OVER)
                tallies.count(ZOLA, SHOWN + "119")
                tallies.write(db)
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work) for _ in range(processes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {row[3]: row[4] for row in rows(db)} == dict.fromkeys((BEGUN, HANDED_OVER, SHOWN + "119"), processes * each)


def rename(db: Engine, name: str, other: str) -> None:
    with db.begin() as connection:
        connection.execute(sa.text(f"ALTER TABLE {name} RENAME TO {other}"))


def test_what_could_not_be_written_is_written_the_next_time(db: Engine):
    tallies = counting()
    tallies.count(ZOLA, BEGUN)
    rename(db, "tallies", "elsewhere")
    with pytest.raises(SQLAlchemyError):
        tallies.write(db)
    tallies.count(ZOLA, BEGUN)
    rename(db, "elsewhere", "tallies")
    tallies.write(db)
    assert [row[4] for row in rows(db)] == [2]


def test_counting_never_raises_whatever_is_wrong(db: Engine):
    def no_clock() -> datetime:
        raise OSError("no clock")

    tallies = Tallies(no_clock, load_calendar())
    tallies.count(ZOLA, BEGUN)
    tallies.write(db)
    assert rows(db) == []


def test_nothing_is_written_when_nothing_was_counted(tmp_path: Path):
    closed = open_engine(f"sqlite:///{tmp_path}/no-such-folder/none.db")
    counting().write(closed)


@pytest.mark.parametrize(
    ("promised_by", "counts_as"),
    [
        (None, "opened_unpromised"),
        (NOW, "opened_in_time"),
        (NOW + timedelta(days=1), "opened_in_time"),
        (NOW - timedelta(seconds=1), "opened_late"),
    ],
    ids=["nothing said", "at the last moment", "before", "after"],
)
def test_an_opening_is_in_time_until_the_moment_that_was_said(promised_by: datetime | None, counts_as: str):
    assert opening(promised_by, NOW) == counts_as


def test_numbers_are_kept_for_five_school_years(db: Engine):
    tallies = counting()
    tallies.count(ZOLA, BEGUN)
    tallies.write(db)
    drop_old(db, date(2031, 12, 31))
    assert len(rows(db)) == 1
    drop_old(db, date(2032, 1, 1))
    assert rows(db) == []

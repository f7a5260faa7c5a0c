"""One engine, many threads: connections are kept and shared, and nobody gets another's transaction or waits for a place."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, event, insert, select, update

from database import KEPT_OPEN, empty_journal, open_engine, passing, reading

metadata = MetaData()
accounts = Table("accounts", metadata, Column("id", Integer, primary_key=True), Column("value", Integer))
PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "busy_timeout": 10_000}
THREADS = 24
EACH = 15


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "many.db"


@pytest.fixture
def engine(file: Path):
    opened = open_engine(f"sqlite:///{file}")
    metadata.create_all(opened)
    with opened.begin() as connection:
        connection.execute(insert(accounts), [{"id": 1, "value": 500}, {"id": 2, "value": 500}])
    yield opened
    opened.dispose()


@pytest.fixture
def connects(engine) -> list[int]:
    """One entry for each time the file is opened."""
    opened: list[int] = []
    event.listen(engine, "connect", lambda _connection, _record: opened.append(1))
    return opened


def move_one(engine) -> None:
    """What the first account loses, the second gets, in one transaction that reads before it writes."""
    with engine.begin() as connection:
        values = dict(connection.execute(select(accounts.c.id, accounts.c.value)).all())
        connection.execute(update(accounts).where(accounts.c.id == 1).values(value=values[1] - 1))
        connection.execute(update(accounts).where(accounts.c.id == 2).values(value=values[2] + 1))


def total(engine) -> int:
    with reading(engine) as connection:
        return sum(connection.execute(select(accounts.c.value)).scalars())


def test_many_threads_read_and_write_at_once_without_an_error_and_lose_nothing(engine):
    start = threading.Barrier(THREADS)

    def live(number: int) -> set[int]:
        start.wait()
        seen = set()
        for _ in range(EACH):
            if number % 3 == 0:
                move_one(engine)
            seen.add(total(engine))
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        seen = set().union(*pool.map(live, range(THREADS)))

    assert seen == {1000}, "a transaction was seen half done"
    with reading(engine) as connection:
        moved = THREADS // 3 * EACH
        assert connection.execute(select(accounts.c.value).order_by(accounts.c.id)).scalars().all() == [
            500 - moved,
            500 + moved,
        ]


def test_more_threads_than_kept_connections_all_get_one_at_once(engine):
    inside = threading.Barrier(KEPT_OPEN * 3)

    def hold() -> int:
        with reading(engine) as connection:
            value = connection.execute(select(accounts.c.value)).scalars().first()
            inside.wait(20)
            return value

    with ThreadPoolExecutor(KEPT_OPEN * 3) as pool:
        assert [held.result() for held in [pool.submit(hold) for _ in range(KEPT_OPEN * 3)]] == [500] * KEPT_OPEN * 3
    assert engine.pool.checkedin() <= KEPT_OPEN


def test_the_file_is_not_opened_again_for_each_transaction(engine, connects: list[int]):
    for _ in range(20):
        move_one(engine)
        total(engine)

    assert connects == []


def test_a_connection_that_was_lent_before_keeps_every_protection(engine, connects: list[int]):
    for _ in range(3):
        with engine.connect() as connection:
            kept = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
        assert kept == PRAGMAS
        empty_journal(engine)
    assert connects == []


def test_a_transaction_that_is_dropped_half_way_holds_up_nobody_and_leaves_nothing(engine):
    connection = engine.connect()
    connection.execute(update(accounts).where(accounts.c.id == 1).values(value=0))
    connection.close()

    assert total(engine) == 1000
    move_one(engine)
    assert total(engine) == 1000


def test_a_reader_sees_what_was_committed_after_its_last_reading(engine, file: Path):
    other = open_engine(f"sqlite:///{file}")
    assert total(engine) == 1000
    with other.begin() as connection:
        connection.execute(update(accounts).values(value=1))
    other.dispose()

    assert total(engine) == 2


def test_what_was_erased_is_in_no_file_once_the_journal_is_emptied(engine, file: Path):
    marker = int.from_bytes(b"zibelin", "big")

    def bytes_on_disk() -> bytes:
        return b"".join(part.read_bytes() for part in sorted(file.parent.glob(file.name + "*")))

    with engine.begin() as connection:
        connection.execute(insert(accounts).values(id=3, value=marker))
    with engine.begin() as connection:
        connection.execute(accounts.delete().where(accounts.c.id == 3))
    assert b"zibelin" in bytes_on_disk()

    assert empty_journal(engine)
    assert b"zibelin" not in bytes_on_disk()


def test_a_journal_that_someone_reads_is_emptied_later(engine, file: Path):
    reader = open_engine(f"sqlite:///{file}")
    with reading(reader) as connection:
        connection.execute(select(accounts.c.value)).all()
        move_one(engine)
        assert empty_journal(engine) is False
    assert empty_journal(engine) is True
    reader.dispose()


def test_a_database_in_memory_can_still_be_opened():
    engine = open_engine("sqlite://")
    metadata.create_all(engine)
    engine.dispose()


def test_a_writer_whose_connection_was_lost_keeps_nobody_waiting(engine):
    connection = engine.connect()
    connection.execute(update(accounts).where(accounts.c.id == 1).values(value=0))
    connection.invalidate()
    connection.close()
    with ThreadPoolExecutor(1) as another:
        another.submit(move_one, engine).result(timeout=5)
    assert total(engine) == 1000


def how_lasting(engine, opened) -> int:
    with opened(engine) as connection:
        connection.execute(update(accounts).where(accounts.c.id == 1).values(value=500))
        return int(connection.exec_driver_sql("PRAGMA synchronous").scalar())


def test_only_what_may_be_lost_does_not_wait_for_the_disk_on_whichever_connection(engine):
    full, normal = 2, 1
    assert [how_lasting(engine, each) for each in (passing, type(engine).begin, passing, type(engine).begin)] == [
        normal,
        full,
    ] * 2
    assert total(engine) == 1000

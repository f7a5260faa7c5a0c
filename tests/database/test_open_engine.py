"""Two processes on one SQLite file: readers do not wait, writers wait for each other, nothing half-written is seen."""

import threading

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, update

from database import open_engine, reading

metadata = MetaData()
counters = Table("counters", metadata, Column("id", Integer, primary_key=True), Column("value", Integer))


@pytest.fixture
def engines(tmp_path):
    opened = [open_engine(f"sqlite:///{tmp_path / 'one.db'}") for _ in range(2)]
    metadata.create_all(opened[0])
    with opened[0].begin() as connection:
        connection.execute(insert(counters).values(id=1, value=0))
    yield opened
    for engine in opened:
        engine.dispose()


def value(engine):
    with reading(engine) as connection:
        return connection.execute(select(counters.c.value)).scalar()


def add_one(engine, times):
    for _ in range(times):
        with engine.begin() as connection:
            known = connection.execute(select(counters.c.value)).scalar()
            connection.execute(update(counters).values(value=known + 1))


def test_writers_that_read_first_wait_for_each_other_and_lose_nothing(engines):
    threads = [threading.Thread(target=add_one, args=(engine, 25)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert value(engines[0]) == 50


def test_a_reader_does_not_wait_for_a_writer_and_sees_what_is_committed(engines):
    writer, reader = engines
    with writer.begin() as connection:
        connection.execute(update(counters).values(value=7))
        assert value(reader) == 0
    assert value(reader) == 7


def test_a_failed_transaction_leaves_nothing(engines):
    def fail():
        with engines[0].begin() as connection:
            connection.execute(update(counters).values(value=9))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        fail()
    assert value(engines[1]) == 0


def test_what_is_promised_is_on_the_disk(engines):
    with reading(engines[0]) as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete")
        ]
    assert settings == ["wal", 2, 1]

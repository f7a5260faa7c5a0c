"""Others write for longer than we wait: whoever asked is told to come again, with the numbers, and nothing was done."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import database
from tests.web.browsers import Pupil, Referent
from tests.web.house import House

pytestmark = pytest.mark.sqlite


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)


@contextmanager
def somebody_else_writes(house: House) -> Iterator[None]:
    other = sqlite3.connect(house.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_a_beginning_is_told_to_come_again_and_then_begins(house: House, pupil: Pupil):
    house.restart_web()
    with somebody_else_writes(house):
        refused = await pupil.post("/api/session")

    assert (refused.status_code, refused.json()["error"], refused.headers["retry-after"]) == (429, "slow_down", "3")
    assert refused.json()["helplines"]
    assert house.rows("sessions") == []
    await pupil.open()


async def test_a_turn_is_told_to_come_again_and_is_then_played_once(house: House, pupil: Pupil):
    house.restart_web()
    await pupil.open()
    with somebody_else_writes(house):
        refused = await pupil.play(1, text="bonjour")

    assert (refused.status_code, refused.json()["error"]) == (429, "slow_down")
    assert await pupil.say("bonjour")
    assert house.rasa.texts() == ["bonjour"]


async def test_a_database_that_is_broken_is_no_matter_of_waiting(house: House, referent: Referent):
    with house.services.db.begin() as connection:
        connection.exec_driver_sql("DROP TABLE desk_sessions")
    refused = await referent.get("/desk/api/me")

    assert (refused.status_code, refused.json()["error"]) == (500, "trouble")

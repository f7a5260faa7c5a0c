"""A turn that was claimed and came to nothing is free again at once, whatever stopped it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from tests.web.browsers import Pupil
from tests.web.house import House
from web.pupil import turns


def failing_once(real: Callable[..., Any], error: Exception) -> Callable[..., Any]:
    failed = False

    def act(*given: Any) -> Any:
        nonlocal failed
        if failed:
            return real(*given)
        failed = True
        raise error

    return act


LOCKED = OperationalError("UPDATE", {}, Exception("database is locked"))


@pytest.mark.parametrize(
    ("step", "error"),
    [("close_turn", LOCKED), ("close_turn", RuntimeError("?")), ("for_browser", KeyError("buttons"))],
    ids=["the database is locked", "anything", "a button that cannot be signed"],
)
async def test_an_answer_that_could_not_be_kept_does_not_make_the_next_try_wait(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
):
    await pupil.open()
    monkeypatch.setattr(turns, step, failing_once(getattr(turns, step), error))
    failed = await pupil.play(1, text="bonjour")
    again = await pupil.play(1, text="bonjour")

    assert failed.status_code == 500
    assert failed.json()["helplines"]
    assert again.status_code == 200
    assert [row.playing_since for row in house.rows("sessions")] == [None]


async def test_a_database_that_refuses_even_the_giving_back_leaves_the_first_error_and_the_lease(
    house: House, pupil: Pupil, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    await pupil.open()
    monkeypatch.setattr(turns, "close_turn", failing_once(turns.close_turn, KeyError("first")))
    monkeypatch.setattr(turns, "release_turn", failing_once(turns.release_turn, LOCKED))
    failed = await pupil.play(1, text="bonjour")
    house.clock.advance(seconds=turns.LEASE_SECONDS)

    assert failed.status_code == 500
    assert "turn not released error=OperationalError" in caplog.text
    assert "error=KeyError" in caplog.text
    assert (await pupil.play(1, text="bonjour")).status_code == 200

"""Beginning is bounded for the whole process: a flood is slowed, a class behind one address never is, the numbers are always there."""

import pytest

from settings.values import LEAST_SESSIONS_PER_MINUTE
from tests.web.browsers import Pupil
from tests.web.house import House


def allow(house: House, per_minute: int) -> None:
    house.changes = {"sessions_per_minute": per_minute}
    house.restart_web()


@pytest.fixture
def small_house(house: House) -> House:
    """Three beginnings at once, six a minute: less than the settings allow."""
    allow(house, 6)
    return house


@pytest.fixture
async def others(house: House) -> Pupil:
    """Other children, one after the other at no time at all: each begins without a cookie."""
    return Pupil(house)


async def begin(others: Pupil) -> int:
    others.http.cookies.clear()
    return (await others.post("/api/session")).status_code


async def test_two_classes_of_thirty_begin_together_with_the_least_setting_there_is(house: House, others: Pupil):
    allow(house, LEAST_SESSIONS_PER_MINUTE)
    answers = [await begin(others) for _ in range(61)]

    assert answers == [201] * 60 + [429]


async def test_a_flood_is_told_to_wait_with_the_numbers_and_whoever_waits_begins(
    small_house: House, others: Pupil, pupil: Pupil
):
    assert [await begin(others) for _ in range(3)] == [201] * 3
    refused = await pupil.post("/api/session")

    assert (refused.status_code, refused.json()["error"]) == (429, "slow_down")
    assert refused.json()["helplines"]
    assert refused.headers["retry-after"] == "10"
    assert (await pupil.get("/aide")).status_code == 200
    small_house.clock.advance(seconds=refused.json()["retry_after"])
    assert (await pupil.post("/api/session")).status_code == 201


async def test_a_flood_does_not_touch_the_conversations_that_have_begun(
    small_house: House, others: Pupil, pupil: Pupil
):
    await pupil.open()
    assert [await begin(others) for _ in range(3)] == [201, 201, 429]

    assert (await pupil.say("bonjour"))["messages"]


async def test_a_beginning_that_is_held_back_has_still_ended_the_session_before(
    small_house: House, others: Pupil, pupil: Pupil
):
    await pupil.open()
    assert [await begin(others) for _ in range(3)] == [201, 201, 429]
    refused = await pupil.post("/api/session")

    assert refused.status_code == 429
    assert (await pupil.play(1, text="bonjour")).json()["error"] == "session_over"

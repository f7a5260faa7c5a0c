"""What a pupil does is counted for the window, and for the ENT account once it has signed in; never for the address."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from tests.web.browsers import Pupil
from tests.web.house import House
from web.pupil import following
from web.services import MOST_SLOW_HASHES

THIRTY = 30


@pytest.fixture
async def windows(house: House) -> AsyncIterator[list[Pupil]]:
    """Ten windows, in as many browsers."""
    opened = [Pupil(house) for _ in range(10)]
    for window in opened:
        await window.open()
    yield opened
    for window in opened:
        await window.http.aclose()


async def said(window: Pupil, count: int) -> list[int]:
    """Messages in one go: each is said once, whatever comes of it."""
    statuses = []
    for _ in range(count):
        answer = await window.play(window.turn + 1, text="bonjour")
        window.turn += answer.status_code == 200
        statuses.append(answer.status_code)
    return statuses


async def test_ten_windows_of_nobody_in_particular_are_ten_pupils(windows: list[Pupil]):
    assert [await said(window, 10) for window in windows] == [[200] * 10] * 10


async def test_ten_windows_that_signed_in_to_one_account_are_one_pupil(house: House, windows: list[Pupil]):
    house.enrol()
    for window in windows:
        assert (await window.sign_in("lea.martin")).status_code == 200
    statuses = [status for window in windows for status in await said(window, 3)]

    assert statuses == [200] * 10 + [429] * 20


async def test_nor_does_another_process_or_a_restart_make_them_ten_for_long(house: House, windows: list[Pupil]):
    house.enrol()
    for window in windows:
        await window.sign_in("lea.martin")
    house.restart_web()
    for window in windows:
        await window.see_readers()  # the first call that shows the account again
    statuses = [status for window in windows for status in await said(window, 3)]

    assert statuses.count(200) == 10


async def test_a_whole_class_that_looks_at_once_hashes_a_few_words_at_a_time(
    house: House, windows: list[Pupil], monkeypatch: pytest.MonkeyPatch
):
    under_way, most = 0, 0

    def slowly(*_: object) -> tuple[()]:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.05)
        under_way -= 1
        return ()

    monkeypatch.setattr(following, "states_for", slowly)
    for window, login in zip(windows, ["lea.martin", "noe.petit"] * 5, strict=True):
        await window.sign_in(login)
    answers = await asyncio.gather(*(window.post("/api/state", {"word": "parapluie"}) for window in windows))

    assert [answer.status_code for answer in answers] == [200] * 10
    assert most == MOST_SLOW_HASHES


async def test_two_accounts_in_one_classroom_do_not_slow_each_other(house: House, windows: list[Pupil]):
    house.enrol()
    lea, noe = windows[:2]
    await lea.sign_in("lea.martin")
    await noe.sign_in("noe.petit")

    assert await said(lea, 12) == [200] * 10 + [429] * 2
    assert await said(noe, 10) == [200] * 10


async def test_an_adult_who_signed_in_by_mistake_is_not_counted_with_their_child(windows: list[Pupil]):
    parent, child = windows[:2]
    await parent.sign_in("parent.martin")
    await child.sign_in("lea.martin")

    assert await said(parent, 10) + await said(child, 10) == [200] * 20


async def test_one_pupil_with_thirty_messages_is_slowed_and_told_and_all_of_them_come_through(
    house: House, pupil: Pupil
):
    await pupil.open()
    waited = 0
    for place in range(THIRTY):
        while (answer := await pupil.play(pupil.turn + 1, text=f"message {place}")).status_code == 429:
            assert answer.json()["helplines"]
            assert 0 < answer.json()["retry_after"] <= 2
            waited += answer.json()["retry_after"]
            house.clock.advance(seconds=answer.json()["retry_after"])
        assert answer.status_code == 200
        pupil.turn += 1

    assert house.rasa.texts() == [f"message {place}" for place in range(THIRTY)]
    assert waited == 2 * (THIRTY - 10)


async def test_what_is_refused_for_its_speed_takes_nothing_from_the_slower_limit(house: House, pupil: Pupil):
    await pupil.open()
    await said(pupil, 200)
    for _ in range(190):
        house.clock.advance(seconds=2)
        assert await said(pupil, 1) == [200]


async def test_a_new_state_of_the_word_costs_even_whoever_knows_it(house: House, pupil: Pupil):
    house.enrol()
    await pupil.open()
    await pupil.sign_in()
    await pupil.deposit(["c3d5c0de-0000-4000-8000-000000000001", "c3d5c0de-0000-4000-8000-000000000002"])
    statuses = [(await pupil.post("/api/state", {"word": "parapluie"})).status_code for _ in range(13)]

    assert statuses == [200] * 12 + [429]

"""What processes say, what is heard, when they are started again: real sockets, a clock that we move."""

import asyncio
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.life import NotAliveError, Pulse, ThreadsAnswer, give_signs, lives
from supervision.listening import Ear
from supervision.notify import Notifier
from supervision.restarts import FIRST_SECONDS, MOST_SECONDS, STOOD_SECONDS, Restarts


@pytest.fixture
def ear(tmp_path: Path):
    ear = Ear(tmp_path / "ear", 0.3)
    yield ear
    ear.close()


def test_what_a_process_says_is_heard_where_it_was_told_to_say_it(ear: Ear):
    notifier = Notifier.of(ear.environment(), os.getpid())
    assert not ear.listen()
    notifier.alive()
    assert ear.listen()
    assert not ear.is_ready
    notifier.ready()
    assert ear.listen()
    assert ear.is_ready
    notifier.stopping()
    assert ear.listen()
    assert not ear.listen()


@pytest.mark.parametrize("address", ["", "relative", "http://127.0.0.1", "/nowhere/at/all", "@nobody-listens-here"])
def test_whoever_has_no_supervisor_says_nothing_and_serves_on(address: str):
    Notifier.of({"NOTIFY_SOCKET": address}, 1).ready()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ({"WATCHDOG_USEC": "30000000"}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "-1"}, None),
        ({"WATCHDOG_USEC": "²"}, None),
        ({}, None),
    ],
    ids=["asked", "of this process", "of another", "never", "negative", "no number", "not asked"],
)
def test_signs_are_due_only_when_they_were_asked_of_this_process(said: dict[str, str], seconds: float | None):
    assert Notifier.of({"NOTIFY_SOCKET": "/run/x", **said}, 7).watchdog_seconds == seconds


async def test_signs_are_given_while_the_proofs_are_brought_and_not_otherwise(ear: Ear):
    dead = False

    async def proof() -> None:
        if dead:
            raise NotAliveError

    signs = asyncio.ensure_future(give_signs(Notifier.of(ear.environment(), os.getpid()), (proof,)))
    try:
        await asyncio.sleep(0.25)
        assert ear.listen()
        dead = True
        await asyncio.sleep(0.15)
        ear.listen()
        await asyncio.sleep(0.3)
        assert not ear.listen()
        dead = False
        await asyncio.sleep(0.25)
        assert ear.listen()
    finally:
        signs.cancel()


async def test_a_proof_that_never_comes_is_none():
    assert not await lives((asyncio.Event().wait,), 0.05)


async def test_work_that_no_longer_goes_on_is_no_sign_of_life():
    now = 0.0
    pulse = Pulse(10, lambda: now)
    now = 10.0
    await pulse.beats()
    now = 10.1
    with pytest.raises(NotAliveError):
        await pulse.beats()
    pulse.beat()
    await pulse.beats()


async def test_threads_that_are_all_held_are_alive_for_a_while_and_then_dead():
    now, let_go = 0.0, threading.Event()
    threads = ThreadsAnswer(60, lambda: now)
    held = [asyncio.get_running_loop().run_in_executor(None, let_go.wait, 30) for _ in range(64)]
    try:
        await threads()
        now = 60.0
        await threads()
        now = 61.0
        with pytest.raises(NotAliveError):
            await threads()
    finally:
        let_go.set()
        await asyncio.gather(*held)
    await asyncio.sleep(0.1)
    await threads()


@given(st.lists(st.floats(0, 200), min_size=1, max_size=40))
def test_the_pause_grows_while_a_process_keeps_falling_and_is_short_again_once_it_stood(stood: list[float]):
    restarts = Restarts()
    for seconds in stood:
        before, restarts = restarts, restarts.after(seconds)
        assert FIRST_SECONDS <= restarts.pause <= MOST_SECONDS
        if seconds >= STOOD_SECONDS:
            assert restarts.pause == FIRST_SECONDS
        else:
            assert restarts.pause >= before.pause


def test_a_process_that_always_falls_is_tried_again_for_ever():
    restarts = Restarts()
    for _ in range(5000):
        restarts = restarts.after(0.0)
    assert restarts.pause == MOST_SECONDS

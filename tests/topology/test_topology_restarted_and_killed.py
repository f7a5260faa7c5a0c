"""Each process of the compose file restarted, killed and frozen, one at a time, under children who talk: nobody loses a word of it."""

import asyncio
import signal

import pytest

from tests.standing.grounds import wait_for
from tests.topology.ground import START_SECONDS, Ground
from tests.topology.judged import judge
from tests.topology.load import Shown, steady

UNSEEN = ("rasa1", "rasa2", "actions1", "actions2", "courier1", "courier2")


async def test_a_rolling_restart_is_seen_by_nobody(ground: Ground, expected: dict[str, list[Shown]]):
    kept, delivered = ground.turns_kept(), len(ground.delivered())
    async with steady(ground) as load:
        for name in UNSEEN:
            handing = asyncio.create_task(load.hands_over())
            assert await asyncio.to_thread(ground.ends, name, signal.SIGTERM) == 0
            ground.start(name)
            await asyncio.to_thread(ground.comes_back, name)
            await handing
    assert load.refusals() == []
    await judge(load, expected, kept, delivered)


async def test_the_webs_and_the_proxy_restarted_lose_nothing(ground: Ground, expected: dict[str, list[Shown]]):
    kept, delivered = ground.turns_kept(), len(ground.delivered())
    async with steady(ground) as load:
        for name in ("web1", "web2", "haproxy"):
            handing = asyncio.create_task(load.hands_over())
            await asyncio.to_thread(ground.ends, name, signal.SIGTERM)
            ground.start(name)
            await asyncio.to_thread(ground.comes_back, name)
            await handing
    await judge(load, expected, kept, delivered)


async def test_each_process_killed_in_its_turn_loses_nothing(ground: Ground, expected: dict[str, list[Shown]]):
    kept, delivered = ground.turns_kept(), len(ground.delivered())
    async with steady(ground) as load:
        for name in ground.kept_running:
            handing = asyncio.create_task(load.hands_over())
            await asyncio.sleep(0.5)
            await asyncio.to_thread(ground.ends, name, signal.SIGKILL)
            ground.start(name)
            await asyncio.to_thread(ground.comes_back, name)
            await handing
    await judge(load, expected, kept, delivered)


@pytest.mark.parametrize("name", ["rasa1"])
async def test_a_rasa_that_freezes_is_left_for_the_other_and_writes_over_nobody_when_it_wakes(
    ground: Ground, expected: dict[str, list[Shown]], name: str
):
    kept, delivered = ground.turns_kept(), len(ground.delivered())
    async with steady(ground) as load:
        await asyncio.sleep(1)
        ground.signal(name, signal.SIGSTOP)
        enough = len(load.told) + 8  # others go on, and end whole dialogues, while it is frozen
        await asyncio.to_thread(wait_for, lambda: len(load.told) >= enough, START_SECONDS, "nobody goes on")
        ground.signal(name, signal.SIGCONT)
        await asyncio.sleep(3)
    await judge(load, expected, kept, delivered)

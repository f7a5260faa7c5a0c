"""Any process killed at any moment of a whole conversation and hand-off: everything goes on, nothing is lost, nothing comes twice."""

import asyncio
import contextlib
import random
import signal
from collections.abc import AsyncIterator, Callable

import pytest

from tests.standing.child import Child
from tests.standing.grounds import Grounds, wait_for

LOGINS = ("lea.martin", "noe.petit")
TALKING, HANDING_OVER = (0.1, 3.0), (0.1, 1.2)  # seconds from one kill to the next


@contextlib.asynccontextmanager
async def killed_now_and_then(
    grounds: Grounds, chance: random.Random, between: tuple[float, float]
) -> AsyncIterator[list[str]]:
    """One process after the other, at moments of the seed; the web process, with the child's own connection, more often."""
    killed = list[str]()

    async def kill() -> None:
        for name in chance.choices(("web", "rasa", "actions", "courier"), (3, 2, 2, 2), k=3):
            await asyncio.sleep(chance.uniform(*between))
            if grounds.signal(name, signal.SIGKILL) is not None:
                killed.append(name)

    killing = asyncio.create_task(kill())
    try:
        yield killed
    finally:
        await killing


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_message_is_told_and_sent_once_whatever_is_killed_on_the_way(
    grounds: Grounds, arrive: Callable[[], Child], seed: int
):
    child, word, chance = arrive(), f"tournesol {seed}", random.Random(seed)  # noqa: S311 (moments, not secrets)
    before, turns = len(grounds.delivered()), grounds.count("tracker_events")
    unsaid, in_vain = grounds.turns_without_a_word(), grounds.acts_that_failed()
    async with killed_now_and_then(grounds, chance, TALKING) as killed:
        await child.begins()
        for said in ("on se moque de moi tous les jours", "ça dure depuis la rentrée", "j'ose plus aller en récré"):
            await child.takes(text=said)
    await asyncio.to_thread(grounds.all_serve)
    async with killed_now_and_then(grounds, chance, HANDING_OVER) as killed_then:
        await child.signs_in(LOGINS[seed % 2])
        await child.hands_over("Ça recommence à chaque récré.", word)
    assert killed
    assert killed_then
    told = grounds.count("tracker_events") - turns
    unsaid, in_vain = grounds.turns_without_a_word() - unsaid, grounds.acts_that_failed() - in_vain
    grounds.all_serve()
    # killed in the midst of an attempt, before the sending: the next one waits for the end of its lease, three minutes
    wait_for(lambda: len(grounds.delivered()) > before, 240, "never delivered")
    another_day = arrive()
    await another_day.begins()
    await another_day.signs_in(LOGINS[seed % 2])
    # killed between the sending and its proof: "being sent" until the lease of that attempt ends, three minutes later
    assert (await another_day.asks_for_news(word))["messages"][0]["state"] in {"sending", "at_school"}
    await asyncio.sleep(5)  # two rounds of the courier
    assert len(grounds.delivered()) == before + 1
    assert all(refusal.has_numbers for refusal in child.refusals if refusal.code == "assistant_down")
    # nothing was said twice: what is kept beside the turns played began in vain, or had no word to say while the act could not be asked for
    begun_in_vain = sum(refusal.path == "/api/session" for refusal in child.refusals)
    assert child.turns_played <= told - unsaid
    assert told - in_vain <= child.turns_played + begun_in_vain

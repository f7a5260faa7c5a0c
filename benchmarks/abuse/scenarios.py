"""The scenarios, by name: what is done, and what whoever did it was told."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

from benchmarks.abuse import floods, sockets
from benchmarks.abuse.ground import Ground
from benchmarks.abuse.pupil import GaveUp, Pupil

PUPILS, MESSAGES = 30, 30
CROWD, IDLE, POURING = 500, 1500, 20
MEBI = 1024 * 1024
HUNDRED_MEGABYTES = 100 * MEBI
SLOW_BODY_SECONDS = 40.0
_MINUTE = 60.0
_WROTE = "ils se moquent de moi, message {}"


async def class_of_thirty(ground: Ground) -> list[str]:
    """Thirty pupils of one address begin within a minute, and each writes four messages."""
    pupils = [ground.pupil() for _ in range(PUPILS)]
    lasted = await asyncio.gather(*(_in_class(pupil, number * _MINUTE / PUPILS) for number, pupil in enumerate(pupils)))
    served = [seconds for seconds in lasted if seconds is not None]
    return [
        f"{len(served)} of {PUPILS} pupils were answered to each of four messages",
        f"told to wait: {sum(pupil.slowed for pupil in pupils)} times; the slowest answer took {max(served, default=0):.2f} s",
    ]


async def all_at_once(ground: Ground) -> list[str]:
    """The same, all of them in the same second."""
    pupils = [ground.pupil() for _ in range(PUPILS)]
    lasted = await asyncio.gather(*(_in_class(pupil, 0.0) for pupil in pupils))
    served = [seconds for seconds in lasted if seconds is not None]
    return [
        f"{len(served)} of {PUPILS} pupils were answered to each of four messages",
        f"told to wait: {sum(pupil.slowed for pupil in pupils)} times; the slowest answer took {max(served, default=0):.2f} s",
    ]


async def thirty_messages(ground: Ground) -> list[str]:
    """One pupil sends thirty messages as fast as they are answered; the widget waits as told and sends each again."""
    pupil, began, answered = ground.pupil(), time.monotonic(), 0
    await pupil.begins()
    try:
        for number in range(MESSAGES):
            await pupil.writes(_WROTE.format(number))
            answered += 1
    except GaveUp as error:
        return [f"{answered} of {MESSAGES} answered, then {error}"]
    return [
        f"{answered} of {MESSAGES} answered, in their order, in {time.monotonic() - began:.0f} s",
        f"told to wait {pupil.slowed} times, {pupil.waited:.0f} s in all",
    ]


async def flood_of_beginnings(ground: Ground) -> list[str]:
    """Sessions without end, fifty at once, by a script that does no work."""
    return _counted(await floods.begins(ground))


async def flood_with_work(ground: Ground) -> list[str]:
    """Sessions without end by whoever does the work, on two processors of their own (the very ones of the product, here)."""
    return _counted(await floods.begins_with_work(ground))


async def slow_headers(ground: Ground) -> list[str]:
    """500 connections send a header every second and never end them."""
    return _lived(await sockets.crowd(ground.port, CROWD, ground.seconds, sockets.dribbles_headers))


async def slow_bodies(ground: Ground) -> list[str]:
    """500 connections send a byte of their body every second; longer than the refusal and what is let send after it last."""
    body = sockets.dribbles_body(ground.product.origin)
    return _lived(await sockets.crowd(ground.port, CROWD, max(ground.seconds, SLOW_BODY_SECONDS), body))


async def huge_bodies(ground: Ground) -> list[str]:
    """20 bodies of 100 MB each, announced, poured as fast as they are read, then again."""
    until, rounds, all_ended = time.monotonic() + ground.seconds, 0, sockets.Ended()
    pour = sockets.pours(ground.product.origin, HUNDRED_MEGABYTES)
    while (left := until - time.monotonic()) > 0:
        all_ended.add(await sockets.crowd(ground.port, POURING, left, pour))
        rounds += 1
    announced, sent = rounds * POURING * HUNDRED_MEGABYTES, all_ended.sent
    return [*_lived(all_ended), f"{sent / MEBI:.0f} MB left the senders, of {announced / MEBI:.0f} announced"]


async def idle_connections(ground: Ground) -> list[str]:
    """1,500 connections that never say a word."""
    return _lived(await sockets.crowd(ground.port, IDLE, ground.seconds, sockets.says_nothing))


async def knocking_at_the_desk(ground: Ground) -> list[str]:
    """The desk's sign-in and forged callbacks, fifty at once."""
    return _counted(await floods.knocks_at_the_desk(ground))


async def nobody(ground: Ground) -> list[str]:
    """Nothing: what honest users get on this machine anyhow."""
    await asyncio.sleep(ground.seconds)
    return []


SCENARIOS: Mapping[str, Callable[[Ground], Awaitable[list[str]]]] = {
    each.__name__: each
    for each in (
        nobody,
        class_of_thirty,
        all_at_once,
        thirty_messages,
        flood_of_beginnings,
        flood_with_work,
        slow_headers,
        slow_bodies,
        huge_bodies,
        idle_connections,
        knocking_at_the_desk,
    )
}


async def _in_class(pupil: Pupil, after: float) -> float | None:
    """The slowest of what this pupil asked; None when they were not served."""
    await asyncio.sleep(after)
    slowest = 0.0
    try:
        for number in range(5):
            began = time.monotonic()
            await (pupil.writes(_WROTE.format(number)) if number else pupil.begins())
            slowest = max(slowest, time.monotonic() - began)
            await asyncio.sleep(1)
    except GaveUp:
        return None
    return slowest


def _counted(told: Mapping[str, int]) -> list[str]:
    return [f"{what}: {times}" for what, times in sorted(told.items(), key=lambda each: -each[1])]


def _lived(ended: sockets.Ended) -> list[str]:
    lived = sorted(ended.lived) or [0.0]
    opened = f"{len(ended.lived)} connections; lived {lived[len(lived) // 2]:.0f} s (median), {lived[-1]:.0f} s at most"
    told = [f"{what}: {times}" for what, times in ended.told.most_common(6)]
    return [opened, f"still open at the end: {ended.still_open}", *told]

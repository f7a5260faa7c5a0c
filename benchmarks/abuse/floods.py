"""Whoever sends as many proper requests as they can: what they were answered."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor

import httpx

from benchmarks.abuse.ground import Ground
from benchmarks.abuse.work import solve

AT_ONCE = 50
_SLOWED, _BEGUN = 429, 201
Asking = Callable[[httpx.AsyncClient], Awaitable[str]]


async def flood(ground: Ground, asking: Asking, at_once: int = AT_ONCE) -> Counter[str]:
    """So many at once, each as soon as the one before was answered."""
    told: Counter[str] = Counter()
    until = time.monotonic() + ground.seconds
    limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    async with httpx.AsyncClient(timeout=30, limits=limits, trust_env=False) as http:
        await asyncio.gather(*(_again_and_again(until, asking, http, told) for _ in range(at_once)))
    return told


async def begins(ground: Ground) -> Counter[str]:
    """Sessions without end, by a script that does not work."""

    async def ask(http: httpx.AsyncClient) -> str:
        answer = await ground.visitor(http).write("POST", "/api/session", {}, {})
        return _named(answer)

    return await flood(ground, ask)


async def begins_with_work(ground: Ground) -> Counter[str]:
    """Sessions without end, by whoever does the work: four pupils' worth of processors."""
    with ProcessPoolExecutor(2) as workers:

        async def ask(http: httpx.AsyncClient) -> str:
            answer = await ground.visitor(http).write("POST", "/api/session", {}, {})
            if answer.status_code != _SLOWED or "challenge" not in answer.json():
                return _named(answer)
            loop = asyncio.get_running_loop()
            work = await loop.run_in_executor(workers, solve, answer.json()["challenge"])
            return f"after work: {_named(await ground.visitor(http).write('POST', '/api/session', {'work': work}, {}))}"

        return await flood(ground, ask, at_once=20)


async def knocks_at_the_desk(ground: Ground) -> Counter[str]:
    """The desk's sign-in, and its callback with states and codes that nobody drew."""

    async def ask(http: httpx.AsyncClient) -> str:
        visitor = ground.visitor(http)
        asked = await visitor.ask("GET", f"{ground.product.bot}/desk/sign-in")
        back = await visitor.ask("GET", f"{ground.product.bot}/desk/callback?code=forged&state=forged")
        return f"{asked.status_code}, then {back.status_code}"

    return await flood(ground, ask)


def _named(answer: httpx.Response) -> str:
    if answer.status_code == _BEGUN:
        return "201 begun"
    return (
        f"{answer.status_code} {answer.json().get('error')}{' and work to do' if 'challenge' in answer.json() else ''}"
    )


async def _again_and_again(until: float, asking: Asking, http: httpx.AsyncClient, told: Counter[str]) -> None:
    while time.monotonic() < until:
        told[await _answer(asking, http)] += 1


async def _answer(asking: Asking, http: httpx.AsyncClient) -> str:
    try:
        return await asking(http)
    except httpx.HTTPError as error:
        return type(error).__name__

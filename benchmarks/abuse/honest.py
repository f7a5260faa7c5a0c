"""What honest users get while somebody does harm: pupils who begin and write two messages, and whoever asks for the numbers."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx

from benchmarks.abuse.ground import Ground
from benchmarks.abuse.pupil import GaveUp

TOLD = ("depuis la rentrée ils me bousculent dans les couloirs", "je sais pas quoi faire")
A_PUPIL_EVERY = 1.0
NUMBERS_EVERY = 0.5
_THINKS = 1.0
_SERVED = 200


@dataclass
class Honest:
    """Seconds that things took, and why they failed."""

    first_bubbles: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    worked: int = 0
    slowed: int = 0
    failed: Counter[str] = field(default_factory=Counter)


async def live(ground: Ground, over: asyncio.Event) -> Honest:
    """Until it is over; whoever has begun is let finish."""
    seen = Honest()
    tasks = [asyncio.ensure_future(_every(NUMBERS_EVERY, over, lambda: _numbers(ground, seen)))]
    tasks.append(asyncio.ensure_future(_every(A_PUPIL_EVERY, over, lambda: _pupil(ground, seen))))
    await asyncio.gather(*tasks)
    return seen


async def _every(seconds: float, over: asyncio.Event, what: Callable[[], Awaitable[None]]) -> None:
    under_way = []
    while not over.is_set():
        under_way.append(asyncio.ensure_future(what()))
        await asyncio.sleep(seconds)
    await asyncio.gather(*under_way)


async def _pupil(ground: Ground, seen: Honest) -> None:
    pupil = ground.pupil()
    try:
        began = time.monotonic()
        await pupil.begins()
        seen.first_bubbles.append(time.monotonic() - began)
        for text in TOLD:
            await asyncio.sleep(_THINKS)
            began = time.monotonic()
            await pupil.writes(text)
            seen.turns.append(time.monotonic() - began)
    except GaveUp as error:
        seen.failed[f"a pupil: {error}"] += 1
    seen.worked += pupil.worked
    seen.slowed += pupil.slowed


async def _numbers(ground: Ground, seen: Honest) -> None:
    began = time.monotonic()
    try:
        answer = await ground.http.get(f"{ground.product.bot}/aide")
    except httpx.HTTPError as error:
        seen.failed[f"the numbers: {type(error).__name__}"] += 1
        return
    if answer.status_code == _SERVED:
        seen.numbers.append(time.monotonic() - began)
    else:
        seen.failed[f"the numbers: {answer.status_code}"] += 1

"""Loads a server with stories: in a closed loop (so many pupils, who answer as soon as they are answered) and in an open one.

In the open loop calls are due at moments that chance draws beforehand (Poisson), whether or not the others were answered, and a call has
waited since it was due: a server that stops for a second is charged for all whom it kept waiting (no coordinated omission).
"""

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import aiohttp

from benchmarks.load.talking import FullError, Talk, WrongAnswerError
from tests.stories.written import Step, Story

PATIENCE_SECONDS = 60.0

Begin = Callable[[Story], Talk]


@dataclass
class Answers:
    """What came of a load: seconds that each good answer took, what was wrong, how many got the numbers instead, how long it all lasted."""

    seconds: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    full: int = 0
    lasted: float = 0.0
    late: float = 0.0
    """The latest that this driver was with a call, in seconds: a driver without a core must not look like a slow server."""

    @property
    def per_second(self) -> float:
        """Good answers a second."""
        return len(self.seconds) / self.lasted if self.lasted else 0.0


def percentile(seconds: Sequence[float], share: float) -> float:
    """The smallest of them that so many percent do not exceed (nearest rank); 0 of none."""
    ranked = sorted(seconds)
    return ranked[max(0, -(-len(ranked) * round(share * 10) // 1000) - 1)] if ranked else 0.0


async def closed(begin: Begin, stories: Sequence[Story], pupils: int, seconds: float, chance: random.Random) -> Answers:
    """So many pupils, each playing story after story without thinking."""
    answers, began = Answers(), time.perf_counter()
    until = began + seconds

    async def plays() -> None:
        while time.perf_counter() < until:
            story = chance.choice(stories)
            talk = begin(story)
            for step in (None, *story.steps):
                if time.perf_counter() >= until or not await _one(talk, step, answers, time.perf_counter()):
                    break

    await asyncio.gather(*(plays() for _ in range(pupils)))
    answers.lasted = time.perf_counter() - began
    return answers


async def opened(begin: Begin, stories: Sequence[Story], rate: float, seconds: float, chance: random.Random) -> Answers:
    """`rate` calls a second, first bubbles included: the next step of whoever waits longest, or a new conversation."""
    answers, began = Answers(), time.perf_counter()
    waiting: deque[tuple[Talk, list[Step]]] = deque()
    calls: list[asyncio.Task[None]] = []

    async def call(due: float) -> None:
        if waiting:
            talk, steps = waiting.popleft()
            going_on = await _one(talk, steps.pop(0), answers, due)
        else:
            story = chance.choice(stories)
            talk, steps = begin(story), list(story.steps)
            going_on = await _one(talk, None, answers, due)
        if going_on and steps:
            waiting.append((talk, steps))

    due = began
    while (due := due + chance.expovariate(rate)) < began + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        answers.late = max(answers.late, time.perf_counter() - due)
        calls.append(asyncio.ensure_future(call(due)))
    await asyncio.gather(*calls)
    answers.lasted = time.perf_counter() - began
    return answers


async def _one(talk: Talk, step: Step | None, answers: Answers, due: float) -> bool:
    """One call, noted; whether the conversation can go on."""
    try:
        await (talk.begins() if step is None else talk.takes(step))
    except FullError:
        answers.full += 1
        return False
    except WrongAnswerError as error:
        answers.wrong[str(error)] += 1
        return False
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        answers.wrong[type(error).__name__] += 1
        return False
    answers.seconds.append(time.perf_counter() - due)
    return True


def session() -> aiohttp.ClientSession:
    """Many connections, long patience."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    )

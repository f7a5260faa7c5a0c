"""A steady load: conversations begin when chance says, whether or not the others were answered (an open loop).

`rate` is in turns a second, the first bubbles included. Beside them a pupil hands a message over every three minutes, and a referent
comes to the desk every two. How late each conversation began is noted: a driver that is starved must not look like a fast product.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx

from benchmarks.soak.handing_over import ask_state, hand_over, visit_desk
from benchmarks.soak.product import Product
from benchmarks.soak.scripts import scripts
from benchmarks.soak.tally import Tally
from benchmarks.soak.visitor import Visitor
from benchmarks.soak.window import Stopped, Window

HAND_OVER_SECONDS = 180.0
DESK_SECONDS = 120.0
FIRST_SECONDS = 5.0
PATIENCE_SECONDS = 30.0


@dataclass
class Load:
    """One run's."""

    product: Product
    tally: Tally
    http: httpx.AsyncClient
    chance: random.Random
    pace: float
    handed_over: list[str] = field(default_factory=list)
    _under_way: set["asyncio.Task[None]"] = field(default_factory=set)

    async def go_on(self, seconds: float, rate: float) -> None:
        """For so long; then what is under way is let end."""
        until = time.monotonic() + seconds
        beside = [
            asyncio.ensure_future(self._every(HAND_OVER_SECONDS, until, self._hand_over)),
            asyncio.ensure_future(self._every(DESK_SECONDS, until, self._visit_desk)),
        ]
        await self._begin_windows(until, rate)
        await asyncio.gather(*beside)
        await asyncio.gather(*self._under_way)

    async def _begin_windows(self, until: float, rate: float) -> None:
        stories = scripts()
        turns = sum(len(story.steps) + 1 for story in stories) / len(stories)
        due = time.monotonic()
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            self.tally.late.append(time.monotonic() - due)
            story = self.chance.choice(stories)
            self._start(lambda story=story: self._window().plays(story))  # type: ignore[misc]
            due += self.chance.expovariate(rate / turns)

    def _start(self, what: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.ensure_future(_to_the_end(what))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _every(self, seconds: float, until: float, what: Callable[[], Awaitable[None]]) -> None:
        due = time.monotonic() + FIRST_SECONDS
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            await _to_the_end(what)
            due += seconds

    def _window(self) -> Window:
        return Window(self._visitor(), self.tally, self.chance, self.pace)

    def _visitor(self) -> Visitor:
        return Visitor(self.http, self.product.bot, self.product.origin)

    async def _hand_over(self) -> None:
        login = self.product.pupils[len(self.handed_over) % len(self.product.pupils)]
        sent = await hand_over(self._window(), self.product.ent, login)
        self.handed_over.append(sent.envelope)
        await ask_state(self._window(), self.product.ent, login, sent.word)

    async def _visit_desk(self) -> None:
        await visit_desk(self._visitor(), self.product.ent, self.product.referent, self.tally)


async def _to_the_end(what: Callable[[], Awaitable[None]]) -> None:
    try:
        await what()
    except Stopped:
        return

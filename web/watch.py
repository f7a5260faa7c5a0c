"""Whether somebody outside answers, known before a pupil has to wait for it: a look in the background, and every act that is answered.

* A look that is refused, or that gets no answer twice in a row, means that they are down: nobody waits for them any more, and whoever was
  waiting is answered at once. The numbers never depended on it.
* Who answers acts is not down, however late they answer a look: they are busy.
* The first look that is answered means that they are back.
"""

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import TypeVar

LOOK_SECONDS = 0.5  # between two looks
PATIENCE_SECONDS = 1.0  # with one look
logger = logging.getLogger("parlons_en.web")

Answer = TypeVar("Answer")


class DownError(Exception):
    """They do not answer, as far as is known."""


class Watch(ABC):
    """What one web process knows of them. Nobody having looked yet, they are taken to be there."""

    def __init__(self, name: str, pause: float = LOOK_SECONDS) -> None:
        self._name = name
        self._pause = pause
        self._answered_at = float("-inf")
        self._down = asyncio.Event()

    @property
    def is_up(self) -> bool:
        """Whether an act is worth trying."""
        return not self._down.is_set()

    async def watch(self) -> None:
        """Look for as long as the process serves."""
        while True:
            await self.look()
            await asyncio.sleep(self._pause)

    async def look(self) -> None:
        """Look once, or twice when the first look got no answer."""
        began = time.monotonic()
        there = await self.answers() or (self.is_up and await self.answers())
        there = there or self._answered_at >= began
        if there is not self.is_up:
            logger.warning("%s %s", self._name, "answers again" if there else "does not answer")
        if there:
            self._down.clear()
        else:
            self._down.set()

    async def unless_down(self, act: Callable[[], Awaitable[Answer]]) -> Answer:
        """What `act` answers.

        Raises:
            DownError: they are down, or went down meanwhile; `act` has then been cancelled.
        """
        if not self.is_up:
            raise DownError
        acting, falling = asyncio.ensure_future(act()), asyncio.ensure_future(self._down.wait())
        try:
            await asyncio.wait((acting, falling), return_when=asyncio.FIRST_COMPLETED)
            if not acting.done():
                raise DownError
            answer = acting.result()
            self._answered_at = time.monotonic()
            return answer
        finally:
            acting.cancel()
            falling.cancel()

    @abstractmethod
    async def answers(self) -> bool:
        """One look, bounded in time: whether they answer."""

"""Whether rasa answers, known before a pupil has to wait for it: a look in the background, and every turn that is answered.

* A look that is refused, or that gets no answer twice in a row, means that rasa is down: nobody waits for it any more, and whoever was
  waiting is answered at once. The numbers never depended on it.
* A rasa that answers turns is not down, however late it answers a look: it is busy.
* The first look that is answered means that it is back.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx

LOOK_SECONDS = 0.5  # between two looks
PATIENCE_SECONDS = 1.0  # with one look
_SERVER_ERROR = 500
logger = logging.getLogger("parlons_en.web")

Answer = TypeVar("Answer")


class RasaDownError(Exception):
    """Rasa does not answer, as far as is known."""


class RasaWatch:
    """What one web process knows of rasa. Nobody having looked yet, it is taken to be there."""

    def __init__(
        self, http: httpx.AsyncClient, address: str, patience: float = PATIENCE_SECONDS, pause: float = LOOK_SECONDS
    ) -> None:
        self._http = http
        self._address = address
        self._patience = patience
        self._pause = pause
        self._answered_at = float("-inf")
        self._down = asyncio.Event()

    @property
    def is_up(self) -> bool:
        """Whether a turn is worth trying."""
        return not self._down.is_set()

    async def watch(self) -> None:
        """Look for as long as the process serves."""
        while True:
            await self.look()
            await asyncio.sleep(self._pause)

    async def look(self) -> None:
        """Look once, or twice when the first look got no answer."""
        began = time.monotonic()
        there = await self._answers() or (self.is_up and await self._answers())
        there = there or self._answered_at >= began
        if there is not self.is_up:
            logger.warning("rasa %s", "answers again" if there else "does not answer")
        if there:
            self._down.clear()
        else:
            self._down.set()

    async def unless_down(self, act: Callable[[], Awaitable[Answer]]) -> Answer:
        """What `act` answers.

        Raises:
            RasaDownError: rasa is down, or went down meanwhile; `act` has then been cancelled.
        """
        if not self.is_up:
            raise RasaDownError
        acting, falling = asyncio.ensure_future(act()), asyncio.ensure_future(self._down.wait())
        try:
            await asyncio.wait((acting, falling), return_when=asyncio.FIRST_COMPLETED)
            if not acting.done():
                raise RasaDownError
            answer = acting.result()
            self._answered_at = time.monotonic()
            return answer
        finally:
            acting.cancel()
            falling.cancel()

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(self._patience):
                answer = await self._http.get(self._address)
        except TimeoutError:
            return False
        except httpx.HTTPError as error:
            logger.debug("look failed error=%s", type(error).__name__)
            return False
        return answer.status_code < _SERVER_ERROR

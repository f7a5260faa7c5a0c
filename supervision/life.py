"""Signs of life that mean it: one is given only after every proof has been brought, from the very loop that serves.

A loop that no longer turns, a pool without a free thread, a round that never ends: each withholds the sign, and the supervisor kills and
starts again. What is outside (database, Rasa, ENT) is no proof: killing this process would mend nothing there.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

from supervision.notify import Notifier

SIGNS_PER_WATCHDOG = 3
THREADS_SECONDS = 180.0
logger = logging.getLogger("parlons_en.supervision")

Proof = Callable[[], Awaitable[None]]


class NotAliveError(Exception):
    """A proof could not be brought."""


async def give_signs(notifier: Notifier, proofs: Sequence[Proof]) -> None:
    """A sign of life three times per watchdog, for as long as the proofs are brought; returns at once when nobody waits for signs."""
    if notifier.watchdog_seconds is None:
        return
    pause = notifier.watchdog_seconds / SIGNS_PER_WATCHDOG
    while True:
        if await lives(proofs, pause):
            notifier.alive()
        await asyncio.sleep(pause)


async def lives(proofs: Sequence[Proof], patience: float) -> bool:
    """Whether each proof is brought, all within `patience` seconds."""
    try:
        await asyncio.wait_for(asyncio.gather(*(proof() for proof in proofs)), patience)
    except Exception as error:  # noqa: BLE001 (whatever it is: it is no proof of life)
        logger.error("no sign of life kind=%s", type(error).__name__)  # noqa: TRY400 (the type says enough)
        return False
    return True


class ThreadsAnswer:
    """The loop's pool, which speaks to the database, has a thread that answers, `patience` seconds after it was asked at most.

    That is long on purpose: while another program holds the database, each thread waits for it in turn, and killing them mends nothing.
    """

    def __init__(self, patience: float = THREADS_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._clock = clock
        self._asked: asyncio.Future[int] | None = None
        self._asked_at = clock()

    async def __call__(self) -> None:
        """A proof of life.

        Raises:
            NotAliveError: no thread has answered for too long.
        """
        if self._asked is None or self._asked.done():
            self._asked = asyncio.get_running_loop().run_in_executor(None, int)
            self._asked_at = self._clock()
        elif self._clock() - self._asked_at > self._patience:
            raise NotAliveError


class Pulse:
    """Work that goes on: it beats, and is dead when it has not beaten for `patience` seconds."""

    def __init__(self, patience: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._clock = clock
        self._last = clock()

    def beat(self) -> None:
        """The work has come one step further."""
        self._last = self._clock()

    async def beats(self) -> None:
        """A proof of life.

        Raises:
            NotAliveError: no step for too long.
        """
        if self._clock() - self._last > self._patience:
            raise NotAliveError

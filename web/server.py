"""The server as supervisors see it: ready once it listens, signs of life while it lives, a stop that lets answers end.

The first SIGTERM or SIGINT stops listening and lets what is under way end, GRACEFUL_SECONDS long at most; the second insists.
"""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Generator
from types import FrameType

import uvicorn

from supervision.life import ThreadsAnswer, give_signs
from supervision.notify import Notifier

GRACEFUL_SECONDS = 20
_INSIST = {signal.SIGTERM, signal.SIGINT}


class SupervisedServer(uvicorn.Server):
    """uvicorn's server, which tells its supervisor how it goes."""

    def __init__(self, config: uvicorn.Config, notifier: Notifier) -> None:
        config.timeout_graceful_shutdown = GRACEFUL_SECONDS
        super().__init__(config)
        self._notifier = notifier
        self._signs: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen; from then on, ready."""
        await super().startup(sockets)
        self._notifier.ready()
        self._signs = asyncio.create_task(give_signs(self._notifier, (ThreadsAnswer(),)))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what is under way end; signs of life are given until it has."""
        self._notifier.stopping()
        await super().shutdown(sockets)
        if self._signs is not None:
            self._signs.cancel()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End well; at the second signal, at once."""
        if self.should_exit and sig in _INSIST:
            os._exit(128 + sig)
        super().handle_exit(sig, frame)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Hear the signals from the very start, and end with 0 when one was obeyed (uvicorn would raise it again)."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()

"""A Sanic server as supervisors see it: ready once it listens, signs of life while it lives, a stop that lets answers end.

The first SIGTERM or SIGINT stops listening and lets what is under way end, GRACEFUL_SECONDS long at most; the second insists.
"""

import os
import signal
from asyncio import AbstractEventLoop
from collections.abc import Sequence
from functools import partial

from sanic import Sanic

from supervision.life import Proof, give_signs
from supervision.notify import Notifier

GRACEFUL_SECONDS = 20


def supervise(app: Sanic, notifier: Notifier, proofs: Sequence[Proof]) -> None:
    """Have the server tell its supervisor how it goes; `proofs` are what it must bring for each sign of life."""
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = GRACEFUL_SECONDS
    app.register_listener(partial(_begin, notifier, proofs), "after_server_start")
    app.register_listener(partial(_end, notifier), "before_server_stop")


def _begin(notifier: Notifier, proofs: Sequence[Proof], app: Sanic, _loop: AbstractEventLoop) -> None:
    notifier.ready()
    app.add_task(give_signs(notifier, proofs), name="signs")  # only named ones are ended with the server


def _end(notifier: Notifier, _app: Sanic, loop: AbstractEventLoop) -> None:
    notifier.stopping()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, os._exit, 128 + number)

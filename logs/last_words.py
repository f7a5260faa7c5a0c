"""What Python prints by itself when nobody caught an error, and its warnings: their messages may quote what a pupil wrote.

An error that ends the process or a thread, one that cannot be raised (in a finaliser), and a warning become a line of ours, with
the type and the place.
"""

import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import TextIO

from logs.records import OUR_LOGGER

_logger = logging.getLogger(f"{OUR_LOGGER}.process")


def say_only_places() -> None:
    """Take the place of Python's own printing."""
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    sys.unraisablehook = _could_not_raise
    warnings.showwarning = _warned


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _logger.critical("ended", exc_info=(kind, error, trace))


def _thread_ended(arguments: threading.ExceptHookArgs) -> None:
    error = arguments.exc_value or arguments.exc_type()
    _logger.error("thread ended", exc_info=(arguments.exc_type, error, arguments.exc_traceback))


def _could_not_raise(unraisable: "sys.UnraisableHookArgs") -> None:
    error = unraisable.exc_value or unraisable.exc_type()
    _logger.error("could not raise", exc_info=(unraisable.exc_type, error, unraisable.exc_traceback))


def _warned(
    message: Warning | str,  # noqa: ARG001 (never read: it may quote anything)
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    _logger.info("warning kind=%s place=%s:%d", category.__name__, filename, lineno)

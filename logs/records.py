"""What a record of the log may hold, decided where every record is made: of a stranger nothing but its name, of an exception its type and place.

So whatever a library does with its loggers (a level, a handler of its own, an echo of each query), there is nothing of a pupil in what it writes.
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

OUR_LOGGER = "parlons_en"


class Bare(logging.LogRecord):
    """A record whose message is whole already: no arguments, exception or stack that a formatter could add to it. `place`: of its exception."""

    place: str = ""


Caught = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def install() -> None:
    """Every record of this process is made by `without_content` from now on."""
    logging.setLogRecordFactory(without_content)


def is_ours(name: str | None) -> bool:
    """Whether a logger's words are ours, chosen to be written."""
    return name is not None and (name == OUR_LOGGER or name.startswith(OUR_LOGGER + "."))


def without_content(
    name: str,
    level: int,
    pathname: str,
    lineno: int,
    msg: object,
    args: Any,
    exc_info: Caught | None,
    func: str | None = None,
    sinfo: str | None = None,  # noqa: ARG001 (lines of code, never wanted)
    **_others: Any,
) -> logging.LogRecord:
    """The record that is made instead."""
    said = _plain(_said(name, level, msg, args)) if is_ours(name) else ""
    record = Bare(name, level, pathname, lineno, said, (), None, func, None)
    record.place = place_of(exc_info)
    return record


def place_of(caught: Caught | None) -> str:
    """The type of an exception and the line where it was raised; its message is never read."""
    if not caught or caught[0] is None:
        return ""
    frames = traceback.extract_tb(caught[2], limit=-1)
    where = f" {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f" [{caught[0].__name__}{where}]"


def _said(name: str, level: int, msg: object, args: Any) -> str:
    try:
        return logging.LogRecord(name, level, "", 0, msg, args, None).getMessage()
    except Exception:  # noqa: BLE001 (arguments that do not fit: they are not to be printed either)
        return f"unreadable{place_of(sys.exc_info())}"


def _plain(text: str) -> str:
    """On one line, whatever somebody put in it."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)

"""The one logging configuration, for every process: ids and durations, never a pupil's word.

Our own loggers (`parlons_en.*`) speak at INFO and choose their words. Of everyone else only warnings pass, reduced to the
logger's name, because their messages may quote a request. Of an exception only the type and the place remain, never the message:
also of one that nobody caught, and of Python's own warnings (`logs.last_words`). A crash leaves no core (`logs.traces`).
"""

import logging
import sys
import traceback

from logs.last_words import OUR_LOGGER, say_only_places
from logs.traces import refuse_dumps


class PlaceOnly(logging.Formatter):
    """One line a record; no message of a stranger, no message of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        """The line that is written."""
        ours = record.name == OUR_LOGGER or record.name.startswith(OUR_LOGGER + ".")
        said = record.getMessage() if ours else ""
        return f"{self.formatTime(record)} {record.levelname} {record.name} {said}{_place(record)}".rstrip()


def _place(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    frames = traceback.extract_tb(record.exc_info[2])
    where = f" {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f" [{record.exc_info[0].__name__}{where}]"


def configure() -> None:
    """Send the lines to standard error; whatever was configured before is taken away."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlaceOnly())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OUR_LOGGER).setLevel(logging.INFO)
    logging.raiseExceptions = False  # a failing handler prints the record's arguments
    say_only_places()
    refuse_dumps()

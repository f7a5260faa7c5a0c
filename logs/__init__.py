"""The one logging configuration, for every process and command: ids and durations, never a pupil's word.

Our own loggers (`parlons_en.*`) speak at INFO and choose their words. Of everyone else only warnings pass, reduced to the
logger's name, because their messages may quote a request. Of an exception only the type and the place remain, never the message:
also of one that nobody caught, and of Python's own warnings (`logs.last_words`). That is so in every record, whoever writes it
(`logs.records`). A crash leaves no core and prints nothing (`logs.traces`).

Whoever starts a process calls `configure` before importing anything else: an import may fail too.
"""

import logging
import sys

from logs.last_words import say_only_places
from logs.records import OUR_LOGGER, install, is_ours, place_of
from logs.traces import refuse_dumps


class PlaceOnly(logging.Formatter):
    """One line a record; no message of a stranger, no message of an exception, not even of a record made elsewhere."""

    def format(self, record: logging.LogRecord) -> str:
        """The line that is written."""
        said = record.getMessage() if is_ours(record.name) else ""
        place = getattr(record, "place", "") or place_of(record.exc_info)
        return f"{self.formatTime(record)} {record.levelname} {record.name} {said}{place}".rstrip()


def configure() -> None:
    """Send the lines to standard error; whatever was configured before is taken away."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlaceOnly())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OUR_LOGGER).setLevel(logging.INFO)
    logging.raiseExceptions = False  # a failing handler prints the record's arguments
    install()
    say_only_places()
    refuse_dumps()

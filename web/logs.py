"""The one logging configuration of web: ids, route names and durations, never a pupil's word.

Our own lines at INFO, everyone else's at WARNING. Of an exception only its type and place remain, because messages may quote a row or
a request; of other packages only their name, but for uvicorn, whose sentences speak of ports and signals.
"""

import logging
import sys
import traceback

READ_WHOLE = ("parlons_en", "uvicorn")


class ContentFree(logging.Formatter):
    """One line a record, without anything that a person may have written."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = record.getMessage() if record.name.startswith(READ_WHOLE) else f"({record.name})"
        return f"{self.formatTime(record)} {record.levelname} {said}{_place_of(record)}"


def configure() -> None:
    """Send everything to standard error, in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ContentFree())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("parlons_en").setLevel(logging.INFO)


def _place_of(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    frames = traceback.extract_tb(record.exc_info[2])
    where = f" {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f" [{record.exc_info[0].__name__}{where}]"

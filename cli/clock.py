"""The clock of a command: the system's, or frozen by `--at`."""

import argparse
from collections.abc import Callable
from datetime import datetime, timezone

Clock = Callable[[], datetime]


def instant(written: str) -> datetime:
    """An ISO 8601 instant with its offset, as `2026-11-22T03:00+01:00`.

    Raises:
        argparse.ArgumentTypeError: not a date, or no offset.
    """
    try:
        moment = datetime.fromisoformat(written.replace("Z", "+00:00"))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"« {written} » n'est pas un instant, par exemple 2026-11-22T03:00+01:00"
        ) from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"« {written} » doit dire son fuseau, par exemple 2026-11-22T03:00+01:00")
    return moment


def add_at_option(parser: argparse.ArgumentParser) -> None:
    """Add `--at`."""
    parser.add_argument(
        "--at", type=instant, metavar="INSTANT", help="fige l'heure, par exemple 2026-11-22T03:00+01:00"
    )


def clock(at: datetime | None) -> Clock:
    """The clock to pass on."""
    return (lambda: at) if at is not None else (lambda: datetime.now(timezone.utc))

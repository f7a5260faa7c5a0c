"""`python -m emulator --port 8090 --public-url http://ent.localhost:8090 --bot-url http://bot.localhost:8091`."""

from __future__ import annotations

from collections.abc import Sequence

from emulator.command import read_arguments
from emulator.serve import serve


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments (those of the process when None), then serve until stopped."""
    serve(read_arguments(arguments))


if __name__ == "__main__":
    main()

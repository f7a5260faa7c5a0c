"""`parlons-en emulator`: the emulated ENT alone; its own options are those of `python -m emulator`."""

from collections.abc import Sequence

from emulator.__main__ import main as serve


def main(arguments: Sequence[str]) -> int:
    """Serve until stopped."""
    serve(list(arguments))
    return 0

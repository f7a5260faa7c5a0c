"""`parlons-en emulator`: the emulated ENT alone; says where to go and who can sign in, then serves."""

from collections.abc import Sequence

from emulator.command import greeting, read_arguments
from emulator.serve import serve


def main(arguments: Sequence[str]) -> int:
    """Serve until stopped."""
    start = read_arguments(arguments, program="parlons-en emulator")
    print(greeting(start), flush=True)
    serve(start)
    return 0

"""`parlons-en ent check|setup`: for the local administrator, is the ENT ready, and making it ready."""

import sys
from collections.abc import Sequence

from administration.check import texts
from cli import ent_check, ent_setup
from cli.french_options import FrenchParser

INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run `check` or `setup`. 0: nothing red, or done; 1: something is red, or was undone; 2: a setting or an option is wrong; 130: Ctrl-C."""
    parser = FrenchParser(prog="parlons-en ent", description="Pour l'administrateur local.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|setup")
    ent_check.add_command(commands)
    ent_setup.add_command(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print(f"\n{texts()['command']['interrupted']}", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

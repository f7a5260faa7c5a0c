"""`parlons-en ent check|setup`: for the local administrator, is the ENT ready, and making it ready."""

import argparse
import sys
from collections.abc import Sequence

from cli import ent_check, ent_setup


def main(arguments: Sequence[str]) -> int:
    """Run `check` or `setup`. 0: nothing red, or done; 1: something is red, or was undone; 2: a setting or an option is wrong."""
    parser = argparse.ArgumentParser(prog="parlons-en ent", description="Pour l'administrateur local.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|setup")
    ent_check.add_command(commands)
    ent_setup.add_command(commands)
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

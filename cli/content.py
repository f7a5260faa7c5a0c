"""`parlons-en content …`: the content team's commands, one module each."""

import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "check": ("cli.content_check", "relit tous les contenus et dit ce qui ne va pas, une ligne par remarque"),
    "usage": (
        "cli.content_usage",
        "montre quelles scènes servent et où les élèves ne sont pas compris, sans un mot d'élève",
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Run the command named first."""
    if not arguments or arguments[0] not in COMMANDS:
        lines = [f"  {name:<10}{what}" for name, (_, what) in COMMANDS.items()]
        print("\n".join(["Usage : parlons-en content <commande>", "", *lines]), file=sys.stderr)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    return int(importlib.import_module(COMMANDS[arguments[0]][0]).main(arguments[1:]))

"""`parlons-en content propose MODELE --pourquoi "…"`: an accepted model goes onto the shelf, to be approved by others."""

from collections.abc import Sequence
from pathlib import Path

from cli.publishing.acts import propose, wanted_of
from cli.publishing.commands import TEXTS, acting, here, parser_of, signing
from cli.publishing.desk import Desk


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when it is on the shelf, 1 when it was refused."""
    parser = signing(parser_of("propose"))
    parser.add_argument("model", type=Path, metavar="MODELE", help=TEXTS["model"])
    parser.add_argument("--pourquoi", required=True, metavar="PHRASE", help=TEXTS["why"])
    options = parser.parse_args(arguments)

    def act(desk: Desk) -> tuple[str, int]:
        publication = propose(desk, options.model, options.pourquoi, here())
        return publication, wanted_of(desk, publication)

    return acting(options, act, lambda done: str(TEXTS["proposed"]).format(publication=done[0], wanted=done[1]))

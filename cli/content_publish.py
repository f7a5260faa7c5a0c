"""`parlons-en content publish PUBLICATION`: an approved model goes into service, and the running bot takes it without losing a turn."""

from collections.abc import Sequence

from cli.publishing.acts import publish
from cli.publishing.commands import TEXTS, acting, gate_set, in_service, parser_of, serving, signing, tried


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when it is in service, 1 when it was refused."""
    parser = serving(signing(parser_of("publish")))
    parser.add_argument("publication", metavar="PUBLICATION", help=TEXTS["publication"])
    options = parser.parse_args(arguments)

    return acting(
        options,
        lambda desk: publish(desk, options.publication, gate_set(), tried),
        lambda sha256: in_service(options, options.publication, sha256),
    )

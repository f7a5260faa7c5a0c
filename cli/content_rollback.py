"""`parlons-en content rollback`: the publication before is in service again."""

from collections.abc import Sequence

from cli.publishing.acts import rollback
from cli.publishing.commands import acting, in_service, parser_of, serving, signing


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when it is in service, 1 when it was refused."""
    options = serving(signing(parser_of("rollback"))).parse_args(arguments)
    return acting(options, rollback, lambda done: in_service(options, *done))

"""`parlons-en content approve PUBLICATION`: somebody else's change may go to pupils."""

from collections.abc import Sequence

from cli.publishing.acts import approve
from cli.publishing.commands import TEXTS, acting, here, parser_of, signing


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when it is approved, 1 when it was refused."""
    parser = signing(parser_of("approve"))
    parser.add_argument("publication", metavar="PUBLICATION", help=TEXTS["publication"])
    options = parser.parse_args(arguments)

    def tell(left: int) -> str:
        return str(TEXTS["approved"][left == 0]).format(publication=options.publication, left=left)

    return acting(options, lambda desk: approve(desk, options.publication, here()), tell)

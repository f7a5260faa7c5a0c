"""`parlons-en content person NOM`: a key for whoever writes, approves or publishes, and the line for the operator."""

import json
from collections.abc import Sequence

from cli.french_options import FrenchParser
from cli.publishing.commands import TEXTS, phrase_of, said, signing, write_private
from vault import Signer, new_signing_key

SHORTEST_PHRASE = 12


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when the key is made; an older one is never written over."""
    parser = signing(FrenchParser(prog="parlons-en content person", description=TEXTS["person_program"]))
    parser.add_argument("name", metavar="NOM", help=TEXTS["name"])
    options = parser.parse_args(arguments)
    path = options.cle.expanduser()
    if path.exists():
        parser.error(TEXTS["key_is_there"].format(path=path))
    phrase = phrase_of(options)
    if len(phrase) < SHORTEST_PHRASE:
        parser.error(TEXTS["short_phrase"].format(count=SHORTEST_PHRASE))

    def made() -> str:
        kept = new_signing_key(phrase)
        write_private(path, kept)
        name = json.dumps(options.name, ensure_ascii=False)
        return str(TEXTS["person"]).format(path=path, name=name, key=Signer(kept, phrase).public)

    return said(made)

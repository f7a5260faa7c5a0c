"""`parlons-en loader ADRESSE [--copie DOSSIER]`: what an ENT's operator needs to check the connector's loader or to host it."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from cli.french_options import FrenchParser
from web.shelf import LOADER, Shelf, StaticFile

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("loader.fr.yml").read_text(encoding="utf-8"))
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(:[0-9]+)?|http://([a-z0-9-]+\.)*localhost(:[0-9]+)?")


def main(arguments: Sequence[str]) -> int:
    """Print hash, addresses and policy; 2 when it is asked wrongly or is not built."""
    parser = FrenchParser(prog="parlons-en loader", description=TEXTS["program"])
    parser.add_argument("adresse", help=TEXTS["address"])
    parser.add_argument("--copie", type=Path, metavar="DOSSIER", help=TEXTS["copy"])
    asked = parser.parse_args(arguments)
    file = Shelf().find(LOADER)
    if file is None:
        return _refuse("not_built")
    if not _ADDRESS.fullmatch(asked.adresse):
        return _refuse("not_an_address")
    print(shown(file, asked.adresse))
    return 0 if asked.copie is None else _copy(file, asked.copie)


def shown(file: StaticFile, address: str) -> str:
    """All that is to be known of these bytes, served at that address."""
    return TEXTS["shown"].format(size=len(file.content), integrity=file.integrity, digest=file.digest, address=address)


def _copy(file: StaticFile, folder: Path) -> int:
    path = folder / f"loader.{file.digest}.js"
    try:
        path.write_bytes(file.content)
    except OSError:
        return _refuse("not_written")
    print(TEXTS["written"].format(path=path))
    return 0


def _refuse(code: str) -> int:
    print(TEXTS[code], file=sys.stderr)
    return 2

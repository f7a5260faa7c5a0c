"""`parlons-en content map`: the dialogue drawn on one page that needs nothing else."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cli.french_options import FrenchParser
from cli.process import ROOT
from content.check.lines import Unreadable
from content.check.place import Place
from content.map.dialogue import Dialogue, read_dialogue
from content.map.page import TEXTS, MapPage, map_page
from facts.paris import PARIS

OUTPUT = Path("var") / "carte.html"
_KILO = 1024


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when it is written, 2 when it could not be."""
    parser = FrenchParser(prog="parlons-en content map", description=TEXTS["program"])
    parser.add_argument("--sortie", type=Path, metavar="FICHIER", help=TEXTS["output"].format(path=OUTPUT))
    parser.add_argument("--dossier", type=Path, default=ROOT, help=TEXTS["folder"])
    options = parser.parse_args(arguments)
    root = options.dossier.resolve()
    if not (root / "domain.yml").is_file():
        print(TEXTS["no_content"].format(path=options.dossier), file=sys.stderr)
        return 2
    path = options.sortie or root / OUTPUT
    try:
        dialogue = read_dialogue(Place(root, datetime.now(PARIS).date()))
        written = write_map(dialogue, path)
    except Unreadable:
        print(TEXTS["unreadable"], file=sys.stderr)
        return 2
    except OSError as error:
        print(TEXTS["not_written"].format(path=path, error=error.strerror), file=sys.stderr)
        return 2
    size = round(len(written.html.encode()) / _KILO)
    print(TEXTS["written"].format(path=path, scenes=len(dialogue.scenes), size=size))
    return 0


def write_map(dialogue: Dialogue, path: Path) -> MapPage:
    """Draw it into that file.

    Raises:
        OSError: it cannot be written there.
    """
    page = drawn(dialogue)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.html, encoding="utf-8")
    return page


def drawn(dialogue: Dialogue) -> MapPage:
    """The map, dated now."""
    return map_page(dialogue, datetime.now(PARIS).strftime("%d/%m/%Y à %Hh%M"))

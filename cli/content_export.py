"""`parlons-en content export --vers f.xlsx`: the sentences and the ways of saying, for a spreadsheet."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from cli.french_options import FrenchParser
from cli.process import ROOT
from content.check import Place
from content.sheets.scalars import UnfaithfulError
from content.sheets.writing import export
from facts.errors import MalformedFactError
from facts.paris import PARIS

_TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("content_sheets.fr.yml").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = _TEXTS["export"]


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when the workbook is there, 2 when it is not."""
    parser = FrenchParser(prog="parlons-en content export", description=TEXTS["program"])
    parser.add_argument("--vers", type=Path, required=True, metavar="CLASSEUR", help=TEXTS["to"])
    parser.add_argument("--dossier", type=Path, default=ROOT, help=TEXTS["folder"])
    options = parser.parse_args(arguments)
    path: Path = options.vers
    if path.suffix != ".xlsx":
        return _refused(TEXTS["suffix"].format(path=path))
    if path.exists():
        return _refused(TEXTS["exists"].format(path=path))
    at = datetime.now(PARIS)
    try:
        with Console(stderr=True).status(TEXTS["writing"]):
            export(Place(options.dossier.resolve(), at.date()), path, at)
    except OSError as error:
        return _refused(TEXTS["not_written"].format(path=path, error=error.strerror))
    except (yaml.YAMLError, UnicodeDecodeError, UnfaithfulError, MalformedFactError):
        return _refused(TEXTS["unreadable"])
    print(TEXTS["written"].format(path=path))
    return 0


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2

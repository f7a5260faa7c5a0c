"""`parlons-en content import f.xlsx`: what was changed in the workbook, into the files; or why not, row by row."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from cli.french_options import FrenchParser
from cli.process import ROOT
from content.check import Place, check
from content.sheets.applying import ChangedMeanwhileError, Check, Written, apply, new_errors, row_of, written
from content.sheets.changes import Changes, changes, short
from content.sheets.opening import opened
from content.sheets.refusals import BadWorkbookError
from content.sheets.scalars import UnfaithfulError
from content.sheets.texts import sheet_name
from content.sheets.texts import texts as sheets
from facts.errors import MalformedFactError
from facts.paris import PARIS

_TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("content_sheets.fr.yml").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = _TEXTS["import"]
_SHOWN = 70


class _RefusedError(Exception):
    """Why nothing is changed, for a person."""


def _refused(lines: Iterable[str]) -> _RefusedError:
    said = list(lines)
    return _RefusedError("\n".join([*said, "", TEXTS["refused"].format(count=len(said))]))


def main(arguments: Sequence[str], checked: Check = check) -> int:
    """Exit code 0 when all is done (or would be, with `--essai`), 1 when the workbook is refused, 2 when it could not be read."""
    parser = FrenchParser(prog="parlons-en content import", description=TEXTS["program"])
    parser.add_argument("fichier", type=Path, metavar="CLASSEUR", help=TEXTS["file"])
    parser.add_argument("--essai", action="store_true", help=TEXTS["try"])
    parser.add_argument("--dossier", type=Path, default=ROOT, help=TEXTS["folder"])
    options = parser.parse_args(arguments)
    if not (options.dossier / "domain.yml").is_file():
        return _said(TEXTS["no_content"].format(folder=options.dossier), 2)
    place = Place(options.dossier.resolve(), datetime.now(PARIS).date())
    try:
        found, files = _found(place, options.fichier, checked)
        if not options.essai:
            _write(files)
    except BadWorkbookError as error:
        return _said(error.said, 2)
    except (yaml.YAMLError, UnicodeDecodeError, UnfaithfulError, MalformedFactError):
        return _said(TEXTS["unreadable"], 2)
    except _RefusedError as refused:
        return _said(str(refused), 1)
    _print(found, files, is_try=options.essai)
    return 0


def _found(place: Place, path: Path, checked: Check) -> tuple[Changes, list[Written]]:
    console = Console(stderr=True)
    with console.status(TEXTS["comparing"]):
        found = changes(place, opened(path))
        if found.refusals:
            raise _refused(map(str, found.refusals))
        files, refusals = written(place, found)
        if refusals:
            raise _refused(map(str, refusals))
    if files:
        with console.status(TEXTS["checking"]):
            if errors := new_errors(place, files, checked):
                raise _refused(_lines(found, errors))
    return found, files


def _write(files: Sequence[Written]) -> None:
    try:
        apply(files)
    except ChangedMeanwhileError as error:
        raise _RefusedError(TEXTS["meanwhile"]) from error
    except OSError as error:
        raise _RefusedError(TEXTS["not_written"].format(error=error.strerror)) from error


def _lines(found: Changes, errors: Iterable[Any]) -> Iterator[str]:
    for remark in errors:
        row = row_of(found, remark)
        elsewhere = sheets()["elsewhere"].format(file=remark.file, line=remark.line, what=remark.what, how=remark.how)
        yield str(row) if row is not None else elsewhere


def _print(found: Changes, files: Sequence[Written], *, is_try: bool) -> None:
    lines = list(_told(found))
    print("\n".join(lines or [TEXTS["nothing"]]))
    if lines:
        print("\n" + TEXTS["would" if is_try else "done"].format(count=len(lines), files=len(files)))


def _told(found: Changes) -> Iterator[str]:
    for said in found.said:
        yield _line("changed", "sentences", said.row, said.sentence.file, before=said.sentence.text, after=said.after)
    for learnt in found.learnt:
        code, before = ("changed" if learnt.after else "removed"), learnt.saying.example.text
        yield _line(code, "sayings", learnt.row, learnt.saying.file, before=before, after=learnt.after or "")
    for added in found.added:
        yield _line("added", "added", added.row, added.file, after=added.text, situation=added.intent)


def _line(code: str, sheet: str, row: int, file: str, **texts: str) -> str:
    place = TEXTS["place"].format(sheet=sheet_name(sheet), row=row)
    return TEXTS[code].format(place=place, file=file, **{name: short(text, _SHOWN) for name, text in texts.items()})


def _said(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code

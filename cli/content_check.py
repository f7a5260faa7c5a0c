"""`parlons-en content check`: every file of the content read, and what its editors should know, one line each."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from cli.stack import ROOT
from content.check import CHECKS, Place, Remark, check
from facts.paris import PARIS

READING = {
    "yaml": "les fichiers se lisent-ils ?",
    "rules": "les règles",
    "scenes": "les scènes",
    "stories": "les histoires",
    "facts": "les dates",
    "examples": "les façons de dire",
    "evaluations": "les phrases gardées pour mesurer",
    "judged": "les règles de plume, à chaque niveau et à chaque heure",
}


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when nothing has to be mended, 1 when something has, 2 when there is no content there."""
    parser = argparse.ArgumentParser(prog="parlons-en content check", description="Relit tous les contenus.")
    parser.add_argument("fichiers", nargs="*", help="n'affiche que les remarques sur ces fichiers (tout est relu)")
    parser.add_argument("--json", action="store_true", help="une remarque par ligne, pour un programme")
    parser.add_argument("--dossier", type=Path, default=ROOT, help="un autre dossier du projet que celui-ci")
    options = parser.parse_args(arguments)
    if not (options.dossier / "domain.yml").is_file():
        print(f"Il n'y a pas de contenus ici : {options.dossier} (domain.yml manque).", file=sys.stderr)
        return 2
    place = Place(options.dossier.resolve(), datetime.now(PARIS).date())
    found = _read(place, quiet=options.json)
    shown = [each for each in found if _is_wanted(each, options.fichiers)]
    _print_json(shown) if options.json else _print(shown)
    return int(any(each.is_error for each in shown))


def _read(place: Place, *, quiet: bool) -> list[Remark]:
    """Every remark; what is being read is said as it goes, since the whole takes about a minute."""
    console = Console(stderr=True, quiet=quiet)
    with console.status("") as status:
        return list(check(place, lambda name: status.update(f"Lecture : {READING[name]}…")))


def _is_wanted(remark: Remark, files: Sequence[str]) -> bool:
    return not files or any(remark.file.endswith(Path(file).name) for file in files)


def _print_json(remarks: Iterable[Remark]) -> None:
    for each in remarks:
        said = {"file": each.file, "line": each.line, "code": each.code, "error": each.is_error}
        print(json.dumps({**said, "what": each.what, "how": each.how}, ensure_ascii=False))


def _print(remarks: Sequence[Remark]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for each in sorted(remarks, key=lambda remark: (remark.file, remark.line, remark.code)):
        level, style = ("erreur", "bold red") if each.is_error else ("à voir", "yellow")
        line = Text(f"{each.file}:{each.line} ").append(f"{level} ", style).append(f"{each.what} ")
        console.print(line.append(f"→ {each.how}", "dim"))
    errors = sum(each.is_error for each in remarks)
    console.print(
        f"\n{len(CHECKS)} relectures : {errors} erreur(s) à corriger, {len(remarks) - errors} point(s) à voir."
    )

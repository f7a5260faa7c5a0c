"""`parlons-en content check`: every file of the content read, and what its editors should know, one line each.

With `--carte`, the map of the dialogue is drawn too, and each remark says where it is there.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from cli.content_map import write_map
from cli.french_options import FrenchParser
from cli.stack import ROOT
from content.check import CHECKS, Place, Remark, check
from content.check.lines import Unreadable
from content.map.anchors import anchors
from content.map.dialogue import read_dialogue
from facts.paris import PARIS

Where = Callable[[Remark], str | None]
READING = {
    "yaml": "les fichiers se lisent-ils ?",
    "shapes": "chaque partie est-elle à sa place ?",
    "whole": "ce sans quoi rien ne démarre",
    "rules": "les règles",
    "scenes": "les scènes",
    "said": "ce que rien ne dit jamais",
    "placeholders": "les numéros et les noms entre accolades",
    "adults": "ce que lisent les adultes",
    "stories": "les histoires",
    "facts": "les dates",
    "examples": "les façons de dire",
    "evaluations": "les phrases gardées pour mesurer",
    "judged": "les règles de plume, à chaque niveau et à chaque heure",
}


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when nothing has to be mended, 1 when something has, 2 when there is no content there."""
    parser = FrenchParser(prog="parlons-en content check", description="Relit tous les contenus.")
    parser.add_argument("fichiers", nargs="*", help="n'affiche que les remarques sur ces fichiers (tout est relu)")
    parser.add_argument("--json", action="store_true", help="une remarque par ligne, pour un programme")
    parser.add_argument("--dossier", type=Path, default=ROOT, help="un autre dossier du projet que celui-ci")
    parser.add_argument(
        "--carte",
        type=Path,
        metavar="FICHIER",
        help="dessine aussi la carte du dialogue dans ce fichier, et dit où chaque remarque y est",
    )
    options = parser.parse_args(arguments)
    if not (options.dossier / "domain.yml").is_file():
        print(f"Il n'y a pas de contenus ici : {options.dossier} (domain.yml manque).", file=sys.stderr)
        return 2
    place = Place(options.dossier.resolve(), datetime.now(PARIS).date())
    found = _read(place, quiet=options.json)
    shown = [each for each in found if _is_wanted(each, options.fichiers)]
    where = _mapped(place, options.carte)
    _print_json(shown, where) if options.json else _print(shown, where)
    return int(any(each.is_error for each in shown))


def _read(place: Place, *, quiet: bool) -> list[Remark]:
    """Every remark; what is being read is said as it goes, since the whole takes about a minute."""
    console = Console(stderr=True, quiet=quiet)
    with console.status("") as status:
        return list(check(place, lambda name: status.update(f"Lecture : {READING[name]}…")))


def _is_wanted(remark: Remark, files: Sequence[str]) -> bool:
    return not files or any(remark.file.endswith(Path(file).name) for file in files)


def _mapped(place: Place, path: Path | None) -> Where:
    """What says where a remark is on the map, once that is drawn; nothing when it is not wanted, or cannot be."""
    if path is None:
        return lambda _: None
    try:
        dialogue = read_dialogue(place)
        write_map(dialogue, path)
    except (OSError, Unreadable):
        print(f"La carte n'a pas pu être dessinée dans {path}.", file=sys.stderr)
        return lambda _: None
    linked = anchors(place, dialogue)
    return lambda each: f"{path}#{anchor}" if (anchor := linked.of(each.file, each.line)) else None


def _print_json(remarks: Iterable[Remark], where: Where) -> None:
    for each in remarks:
        said = {"file": each.file, "line": each.line, "code": each.code, "error": each.is_error}
        said |= {"map": mapped} if (mapped := where(each)) else {}
        print(json.dumps({**said, "what": each.what, "how": each.how}, ensure_ascii=False))


def _print(remarks: Sequence[Remark], where: Where) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for each in sorted(remarks, key=lambda remark: (remark.file, remark.line, remark.code)):
        level, style = ("erreur", "bold red") if each.is_error else ("à voir", "yellow")
        line = Text(f"{each.file}:{each.line} ").append(f"{level} ", style).append(f"{each.what} ")
        line.append(f"→ {each.how}", "dim")
        if mapped := where(each):
            line.append(f" ({mapped})", f"dim link {Path(mapped).absolute().as_uri().replace('%23', '#')}")
        console.print(line)
    errors = sum(each.is_error for each in remarks)
    console.print(
        f"\n{len(CHECKS)} relectures : {errors} erreur(s) à corriger, {len(remarks) - errors} point(s) à voir."
    )

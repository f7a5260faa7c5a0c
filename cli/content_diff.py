"""`parlons-en content diff OLD NEW`: what two models hear of the fixed set, side by side, on the terminal and as a page."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.model_file import ModelMissingError
from cli.asking_models import NoAnswerError, trained, whole
from cli.content_gate import SET, heard_by
from cli.french_options import FrenchParser
from content.compare.changes import BETTER, OTHER, WORSE, Change, Group
from content.compare.page import TEXTS as PAGE
from content.compare.page import Comparison, Model, compare, html, interval, said
from content.gate.hearing import Heard
from content.gate.sentences import BadSetError, GateSet, read_set
from content.gate.words import bad_set_line, danger_name, reason_line
from facts.paris import PARIS

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("content_diff.fr.yml").read_text(encoding="utf-8"))
_STYLES = {WORSE: "red", BETTER: "green", OTHER: "yellow"}


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when both were compared, 2 when they could not be."""
    options = _options(arguments)
    try:
        comparison = _compared(read_set(SET), options)
    except BadSetError as error:
        return _refused(bad_set_line(error))
    except (ModelMissingError, NoAnswerError) as error:
        return _refused(str(error))
    _print_json(comparison) if options.json else _print(comparison)
    return _write(options.html, comparison) if options.html else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = FrenchParser(prog="parlons-en content diff", description=TEXTS["program"])
    parser.add_argument("old", type=Path, metavar="ANCIEN", help=TEXTS["old"])
    parser.add_argument("new", type=Path, metavar="NOUVEAU", help=TEXTS["new"])
    parser.add_argument("--train", action="store_true", help=TEXTS["train"])
    parser.add_argument("--html", type=Path, metavar="FICHIER", help=TEXTS["html"])
    parser.add_argument("--json", action="store_true", help=TEXTS["json"])
    options = parser.parse_args(arguments)
    if options.html and not options.html.resolve().parent.is_dir():
        parser.error(TEXTS["no_folder"].format(path=options.html))
    for path in (options.old, options.new):
        if path.is_dir() and not options.train:
            parser.error(TEXTS["is_folder"].format(path=path))
        if path.is_dir() and not (path / "domain.yml").is_file():
            parser.error(TEXTS["no_content"].format(path=path))
    return options


def _compared(gate_set: GateSet, options: argparse.Namespace) -> Comparison:
    (old_model, old), (new_model, new) = (_heard(gate_set, path) for path in (options.old, options.new))
    return compare(gate_set, (old_model, new_model), old, new)


def _heard(gate_set: GateSet, path: Path) -> tuple[Model, list[Heard]]:
    listening = TEXTS["listening"].format(name=path.name, count=len(gate_set.sentences))
    with _a_model(path) as file, whole(file) as model, Console(stderr=True).status(listening):
        return Model(path.name, model.sha256), heard_by(model, gate_set)


@contextmanager
def _a_model(path: Path) -> Iterator[Path]:
    """The model given, or one trained on the folder given, gone after the block."""
    if not path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="parlons-en-diff-") as folder:
        model = Path(folder) / "model.tar.gz"
        trained(path.resolve(), model)
        yield model


def _write(path: Path, comparison: Comparison) -> int:
    at = datetime.now(PARIS).strftime("%d/%m/%Y à %Hh%M")
    try:
        path.write_text(html(comparison, at), encoding="utf-8")
    except OSError as error:
        return _refused(TEXTS["not_written"].format(path=path, error=error.strerror))
    print(PAGE["html"].format(path=path), file=sys.stderr)
    return 0


def _print_json(comparison: Comparison) -> None:
    for group in comparison.groups:
        for change in group.changes:
            told = {"danger": group.danger, "text": change.sentence.text, "form": change.sentence.form}
            sides = {"old": _as_json(change.old), "new": _as_json(change.new)}
            print(json.dumps({**told, "kind": change.kind, **sides}, ensure_ascii=False))


def _as_json(heard: Heard) -> dict[str, Any]:
    return {**vars(heard), "flags": sorted(heard.flags)}


def _print(comparison: Comparison) -> None:
    console = Console(soft_wrap=False, highlight=False, markup=False)
    console.print(PAGE["terminal_title"].format(old=comparison.models[0], new=comparison.models[1]))
    console.print(_dangers(comparison))
    for group in comparison.groups:
        if group.changed:
            console.print(_changed(group))
    console.print(comparison.plainly)
    _print_gate(console, comparison)


def _print_gate(console: Console, comparison: Comparison) -> None:
    judgement = comparison.judgement
    if judgement.is_accepted:
        console.print(PAGE["gate_accepts"], style="green")
        return
    console.print(PAGE["gate_refuses"].format(count=len(judgement.reasons)), style="red")
    for reason in judgement.reasons:
        console.print(f"✗ {reason_line(reason)}", style="red")


def _dangers(comparison: Comparison) -> Table:
    table = Table(title=PAGE["dangers_title"], title_justify="left")
    for name, title in PAGE["columns"].items():
        table.add_column(title, justify="left" if name == "danger" else "right")
    for group in comparison.groups:
        counts = (_counted(group, kind) for kind in _STYLES)
        shares = (interval(group.old), interval(group.new))
        table.add_row(danger_name(group.danger), str(group.old.count), *shares, *counts)
    return table


def _counted(group: Group, kind: str) -> Text:
    count = group.count(kind)
    return Text(str(count), _STYLES[kind] if count else "")


def _changed(group: Group) -> Table:
    table = Table(title=danger_name(group.danger), title_justify="left", expand=True)
    for name in ("kind", "text", "old", "new"):
        table.add_column(PAGE["changed_columns"][name], overflow="fold")
    for change in group.changed:
        table.add_row(_effect(change), Text(change.sentence.text), Text(said(change.old)), Text(said(change.new)))
    return table


def _effect(change: Change) -> Text:
    return Text(f"{PAGE['marks'][change.kind]} {PAGE['kinds'][change.kind]}", _STYLES[change.kind])


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2

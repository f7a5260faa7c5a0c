"""`parlons-en content given`: the sentences that pupils gave, one at a time; an editor writes another one in each place, and they are erased.

A sentence is on the terminal only, while it is read: in no file, no log, no error. What is written goes the way of the workbook's additions
(`content.sheets`), under the whole check; the nearness to the pupil's words is looked at before.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import yaml
from rich.console import Console
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from cli.french_options import FrenchParser
from cli.process import ROOT
from content.check import Place, check
from content.nearness import is_too_near
from content.sheets.additions import additions
from content.sheets.applying import ChangedMeanwhileError, Check, apply, new_errors, written
from content.sheets.changes import Changes
from content.sheets.opening import Row
from content.sheets.reading import sayings
from content.sheets.refusals import Refusal
from content.sheets.texts import texts as sheets
from database import DatabaseRefused, open_engine
from facts.paris import PARIS
from given.keeping import NONE, Given, drop_old, erase, waiting
from given.tables import prepare
from settings import Settings, SettingsError
from vault import KeyRing

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("content_given.fr.yml").read_text(encoding="utf-8"))
_CLEAR = "\033[2J\033[3J\033[H"  # the screen, and what scrolled away


@dataclass(frozen=True)
class Reading:
    """One sitting: the database with its keys, where to write, how to ask and to show."""

    db: Engine
    ring: KeyRing = field(repr=False)
    place: Place
    checked: Check
    ask: Callable[[str], str]
    show: Callable[[str], None]


def main(
    arguments: Sequence[str],
    checked: Check = check,
    ask: Callable[[str], str] = input,
    is_terminal: Callable[[], bool] = lambda: sys.stdin.isatty() and sys.stdout.isatty(),
) -> int:
    """0 at the end, 1 when the database does not answer, 2 when it cannot begin: no terminal, no content, a setting that is wrong."""
    parser = FrenchParser(prog="parlons-en content given", description=TEXTS["program"])
    parser.add_argument("--dossier", type=Path, default=ROOT, help=TEXTS["folder"])
    options = parser.parse_args(arguments)
    if not is_terminal():
        return _refused(TEXTS["no_terminal"], 2)
    if not (options.dossier / "domain.yml").is_file():
        return _refused(TEXTS["no_content"].format(folder=options.dossier), 2)
    place = Place(options.dossier.resolve(), datetime.now(PARIS).date())
    try:
        settings = Settings.from_env(os.environ)
        db = open_engine(settings.database_url)
        try:
            _read_all(Reading(db, KeyRing(settings.server_keys), place, checked, ask, print))
        finally:
            db.dispose()
    except (SettingsError, DatabaseRefused) as error:
        return _refused(str(error), 2)
    except SQLAlchemyError as error:
        return _refused(TEXTS["unreadable"].format(kind=type(error).__name__), 1)
    return 0


def _read_all(reading: Reading) -> None:
    prepare(reading.db)
    drop_old(reading.db, reading.place.today)
    found = waiting(reading.db, reading.ring, reading.place.today)
    if not found:
        reading.show(TEXTS["nothing"])
        return
    reading.show(TEXTS["about"])
    done: Counter[str] = Counter()
    for number, given in enumerate(found, start=1):
        situation = TEXTS["none"] if given.situation == NONE else given.situation
        reading.show("\n" + TEXTS["waiting"].format(number=number, count=len(found), situation=situation))
        chosen = _read_one(reading, given)
        if chosen == "quit":
            break
        done[chosen] += 1
    counts = {name: done[name] for name in ("written", "thrown", "skipped")}
    reading.show("\n" + TEXTS["end"].format(**counts))


def _read_one(reading: Reading, given: Given) -> str:
    """What became of it: written, thrown, skipped; or quit. Its words leave the screen then."""
    said = ""
    while True:
        reading.show(f"\n    {given.sentence}\n")
        answer = reading.ask(TEXTS["choice"]).strip().casefold()[:1]
        if answer in (TEXTS["write"], TEXTS["write_plain"]):
            said = _write(reading, given)
        if answer == TEXTS["throw"]:
            said = TEXTS["thrown"]
        if said:
            erase(reading.db, given.id)
        if said or answer in (TEXTS["skip"], TEXTS["quit"]):
            reading.show(_CLEAR + said)
            return (
                "quit"
                if answer == TEXTS["quit"]
                else "skipped"
                if not said
                else "thrown"
                if answer == TEXTS["throw"]
                else "written"
            )


def _write(reading: Reading, given: Given) -> str:
    """Asks for a sentence and its marks and writes it; what was done, nothing when it was refused or given up."""
    situation = reading.ask(TEXTS["situation"]).strip()
    if not situation:
        return ""
    cells = {
        "situation": situation,
        "about": reading.ask(TEXTS["who"].format(known=", ".join(sheets()["who"].values()))),
        "urgency": reading.ask(TEXTS["urgency"]),
        "flags": reading.ask(TEXTS["flags"]),
        "text": reading.ask(TEXTS["text"]),
    }
    why, file = _put(reading, given, Row(1, cells))
    for line in why:
        reading.show(TEXTS["refused"].format(what=line))
    if why:
        reading.show(TEXTS["again"])
    return TEXTS["written"].format(file=file) if file else ""


def _put(reading: Reading, given: Given, row: Row) -> tuple[list[str], str]:
    """Why it is not written, or the file that it is written in."""
    if is_too_near(row.cells["text"], given.sentence):
        return [TEXTS["near"]], ""
    refusals: list[Refusal] = []
    added = list(additions(list(sayings(reading.place)), [row], refusals))
    files, unfaithful = written(reading.place, Changes((), (), added, ()))
    if why := [_said(each) for each in (*refusals, *unfaithful)]:
        return why, ""
    with Console(stderr=True).status(TEXTS["checking"]):
        errors = new_errors(reading.place, files, reading.checked)
    if errors:
        return [TEXTS["personal"].format(what=each.what, how=each.how) for each in errors], ""
    try:
        apply(files)
    except ChangedMeanwhileError:
        return [TEXTS["meanwhile"]], ""
    return [], added[0].file


def _said(refusal: Refusal) -> str:
    return str(sheets()["row"][refusal.code].format(**refusal.facts))


def _refused(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code

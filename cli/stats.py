"""`parlons-en stats [--html FICHIER]`: how many, per département and term, and only what may be seen (R70, R71)."""

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError

from cli.french_options import FrenchParser
from cli.stats_view import TEXTS, Section, TermView, about, views
from cli.tallied import NoNumbersError, tallied
from database import DatabaseRefused
from facts.helplines import load_helplines
from facts.school_calendar import load_calendar
from settings import Settings, SettingsError
from tallies.places import place_of
from tallies.reading import figures

_BAR = 24
_WRONG = 2


def main(arguments: Sequence[str]) -> int:
    """Show the terms that are over; 2 when a setting or the file is wrong, 1 when the database does not answer."""
    parser = FrenchParser(prog="parlons-en stats", description=TEXTS["description"])
    parser.add_argument("--html", type=Path, metavar="FICHIER", help=TEXTS["html"])
    asked = parser.parse_args(arguments)
    try:
        found = _read(Settings.from_env(os.environ))
        Console(soft_wrap=False).print(*_printed(found), sep="\n")
        if asked.html is not None:
            _write(asked.html, page(found))
    except (SettingsError, DatabaseRefused, NoNumbersError) as error:
        print(error, file=sys.stderr)
        return _WRONG
    except SQLAlchemyError as error:
        print(TEXTS["unreadable"].format(kind=type(error).__name__), file=sys.stderr)
        return 1
    return 0


def page(found: tuple[TermView, ...]) -> str:
    """One HTML file that needs nothing else: tables, and beside each the same numbers as bars."""
    folder = FileSystemLoader(Path(__file__).parent)
    kept = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return kept.get_template("stats.html").render(texts=TEXTS, about=about(), terms=found)


def _read(settings: Settings) -> tuple[TermView, ...]:
    served = {place_of(school.uai) for school in settings.schools}
    today = datetime.now(timezone.utc).date()
    with tallied(settings.database_url) as db:
        return views(figures(db, served, load_helplines().by_default(), today, load_calendar()))


def _printed(found: tuple[TermView, ...]) -> Iterator[str | Table]:
    yield TEXTS["title"] + "\n"
    yield from about()
    if not found:
        yield "\n" + TEXTS["nothing"]
    for term in found:
        yield ""
        yield _table(term)
        yield term.rare_lines


def _table(term: TermView) -> Table:
    columns = TEXTS["columns"]
    table = Table(title=term.title, title_justify="left", show_lines=False)
    table.add_column(columns["place"])
    table.add_column(columns["count"], justify="right")
    table.add_column(columns["plot"])
    for section in term.sections:
        table.add_section()
        table.add_row(f"[bold]{section.title}[/bold]")
        for row in _rows(section):
            table.add_row(*row)
    return table


def _rows(section: Section) -> Iterator[tuple[str, str, str]]:
    if section.is_empty:
        yield TEXTS["all_hidden"], "", ""
        return
    for name, count in section.rows:
        yield name, str(count), "█" * max(1, round(_BAR * section.share(count)))
    if section.hidden:
        yield section.hidden, "", ""
    yield TEXTS["total"], TEXTS["hidden_total"] if section.total is None else str(section.total), ""


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise NoNumbersError(TEXTS["not_written"].format(path=path, kind=type(error).__name__)) from None
    print(TEXTS["written"].format(path=path))

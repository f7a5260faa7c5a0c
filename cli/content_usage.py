"""`parlons-en content usage`: which scenes are used, where pupils are not understood, what they contradict. Counts only (R70, R71)."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError

from cli.french_options import FrenchParser
from cli.stats_view import TEXTS as STATS
from cli.stats_view import term_title
from cli.tallied import NoNumbersError, tallied
from content.catalogue import catalogue, to_adults
from database import DatabaseRefused
from facts.school_calendar import load_calendar
from settings import Settings, SettingsError
from tallies.learning import Learnt, learnt
from tallies.publishing import THRESHOLD

TEXTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("content_usage.fr.yml").read_text(encoding="utf-8"))
_BAR = 24
_DANGER = "danger"
# Said beside another response or in place of the same words twice: never counted as a scene.
_BESIDE = (
    "aussi__",
    "precaution__",
    "langue_numeros__",
    "theme__",
    "avant",
    "rappel",
    "encore",
    "adulte__rappel",
    "adulte__encore",
)
_WRONG = 2


def main(arguments: Sequence[str]) -> int:
    """Show the terms that are over; 2 when a setting is wrong or nothing was ever counted, 1 when the database does not answer."""
    FrenchParser(prog="parlons-en content usage", description=TEXTS["description"]).parse_args(arguments)
    try:
        with tallied(Settings.from_env(os.environ).database_url) as db:
            found = learnt(db, _scenes(), datetime.now(timezone.utc).date(), load_calendar())
    except (SettingsError, DatabaseRefused, NoNumbersError) as error:
        print(error, file=sys.stderr)
        return _WRONG
    except SQLAlchemyError as error:
        print(STATS["unreadable"].format(kind=type(error).__name__), file=sys.stderr)
        return 1
    Console().print(*_printed(found), sep="\n")
    return 0


def _scenes() -> list[str]:
    """Every response that may be said by itself, as `scene:` names it."""
    return sorted({name for said in (*catalogue(), *to_adults()) if not (name := said.situation).startswith(_BESIDE)})


def _printed(found: tuple[Learnt, ...]) -> Iterator[str | Table]:
    yield TEXTS["title"] + "\n"
    yield from (sentence.format(threshold=THRESHOLD) for sentence in TEXTS["about"])
    if not found:
        yield "\n" + TEXTS["nothing"]
    for term in found:
        yield "\n" + term_title(term.term)
        sections = {"said": term.said, "unheard": term.unheard_after, "contradicted": term.contradicted}
        yield from (_table(TEXTS["sections"][name], counts, term.said) for name, counts in sections.items())
        if term.rare:
            yield TEXTS["rare"].format(threshold=THRESHOLD, names=", ".join(term.rare))


def _table(title: str, counts: Mapping[str, int], said: Mapping[str, int]) -> Table:
    """`share`: of a hundred conversations in which that scene was said; none where that is not known, nor for the scenes themselves."""
    columns = TEXTS["columns"]
    table = Table(title=title, title_justify="left")
    table.add_column(columns["name"])
    table.add_column(columns["count"], justify="right")
    table.add_column(columns["share"], justify="right")
    table.add_column(columns["plot"])
    for name, count in counts.items():
        share = "" if counts is said or name not in said else f"{100 * count / said[name]:.0f}"
        bar = "█" * max(1, round(_BAR * count / max(counts.values())))
        table.add_row(TEXTS["danger"] if name == _DANGER else name, str(count), share, bar)
    if not counts:
        table.add_row(TEXTS["too_small"], "", "", "")
    return table

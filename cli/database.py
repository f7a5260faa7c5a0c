"""`parlons-en database state|upgrade`: whether the database goes with this code, and bringing it there (docs/adr/0037)."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError

import logs
from cli.french_options import FrenchParser
from database import DatabaseRefused, DatabaseUnreachable, Fit, State, open_engine, state
from database.upgrading import steps, upgrade
from logs.traces import private_files
from settings import Settings, SettingsError

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("database.fr.yml").read_text(encoding="utf-8"))
_REFUSED = 2


def main(arguments: Sequence[str]) -> int:
    """Do what is asked. 0: processes of this code may serve on it; 1 (`state`): not yet; 2: refused, and said why."""
    asked = _options(arguments)
    logs.configure()
    private_files()
    try:
        engine = open_engine(Settings.from_env(os.environ).database_url)
        try:
            return _upgrade(engine) if asked.what == "upgrade" else _say(engine)
        except OperationalError as error:
            raise DatabaseUnreachable(type(error.orig).__name__) from None
        finally:
            engine.dispose()
    except (SettingsError, DatabaseRefused) as error:
        print(error, file=sys.stderr)
        return _REFUSED


def _say(engine: Engine) -> int:
    if _is_no_file(engine):
        print(TEXTS["empty"])
        return 0
    found = state(engine)
    print("\n".join((*_place(found), TEXTS[found.fit.value], *(_todo(found) if found.fit is Fit.BEHIND else ()))))
    return 0 if found.may_serve or found.fit is Fit.EMPTY else 1


def _upgrade(engine: Engine) -> int:
    found = state(engine)
    if found.may_serve:
        print("\n".join((*_place(found), TEXTS[found.fit.value])))
        return 0
    if found.fit is not Fit.AHEAD:  # which `upgrade` refuses
        print("\n".join((*_place(found), TEXTS["doing"], *_todo(found))), flush=True)
    upgrade(engine)
    print(TEXTS["done"].format(head=found.head))
    return 0


def _place(found: State) -> Iterator[str]:
    if found.fit is not Fit.EMPTY:
        yield TEXTS["place"].format(stamp=found.stamp or TEXTS["none"], head=found.head)


def _todo(found: State) -> Iterator[str]:
    return (TEXTS["step"].format(revision=step.revision, says=step.says) for step in steps(found.stamp))


def _is_no_file(engine: Engine) -> bool:
    """To look at it would make it."""
    parts = make_url(engine.url)
    return bool(parts.get_backend_name() == "sqlite" and not Path(parts.database or "").exists())


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = FrenchParser(prog="parlons-en database", description=TEXTS["program"])
    ways = parser.add_subparsers(dest="what", required=True, metavar=TEXTS["what"])
    for way in ("state", "upgrade"):
        ways.add_parser(way, help=TEXTS[way], description=TEXTS[way])
    return parser.parse_args(arguments)

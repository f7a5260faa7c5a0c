"""`parlons-en ent check`: one report a school, as a table of 80 columns or as JSON. Writes nothing in the ENT."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from rich.console import Console
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from administration.check import LEVELS, Account, Lent, Report, check, gather, sayings, summary, texts
from cli.clock import add_at_option, clock
from cli.ent_passwords import ADMINISTRATOR, PUPIL, PasswordMissing, account
from cli.ent_report import WIDTH, print_report
from cli.french_options import FrenchParser
from database import DatabaseRefused, DatabaseUnreachable, open_engine, prepare_tables
from ent import open_http
from handoff.tables import metadata
from logs.traces import private_files
from schools import pages
from settings import School, Settings, SettingsError

WRONG_SETTINGS = 2


def add_command(commands: "argparse._SubParsersAction[FrenchParser]") -> None:
    """`check` and its options."""
    parser = commands.add_parser("check", help="dit ce qui va et ce qui ne va pas, et où cliquer")
    parser.add_argument("--ecole", metavar="UAI", help="un seul établissement (tous, sinon)")
    parser.add_argument("--compte-administrateur", metavar="LOGIN", help="un administrateur local de l'établissement")
    parser.add_argument("--compte-eleve", metavar="LOGIN", help="un compte d'élève de test")
    parser.add_argument("--json", action="store_true", help="en JSON")
    add_at_option(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    private_files()
    try:
        settings = Settings.from_env(os.environ)
        schools = _chosen(settings, options.ecole)
        accounts = Lent(
            account(options.compte_administrateur, ADMINISTRATOR, os.environ),
            account(options.compte_eleve, PUPIL, os.environ),
        )
    except (SettingsError, PasswordMissing, LookupError) as error:
        print(error.args[0] if isinstance(error, LookupError) else error, file=sys.stderr)
        return WRONG_SETTINGS
    now = clock(options.at)()
    try:
        reports = examine(settings, schools, accounts, now)
    except DatabaseRefused as error:
        print(error, file=sys.stderr)
        return WRONG_SETTINGS
    _show(reports, now, as_json=options.json)
    return int(any(report.is_red for report in reports))


def examine(settings: Settings, schools: Sequence[School], accounts: Lent, now: datetime) -> tuple[Report, ...]:
    """The reports of these schools."""
    database = _database(settings.database_url)
    try:
        return asyncio.run(_examined(settings, schools, accounts, database, now))
    finally:
        database.dispose()


async def _examined(
    settings: Settings, schools: Sequence[School], accounts: Lent, database: Engine, now: datetime
) -> tuple[Report, ...]:
    async with open_http() as http:
        facts = await gather(http, settings, schools, accounts, database, now, clock(None))
    return tuple(check(each) for each in facts)


def examine_school(school: School, administrator: Account) -> int | None:
    """Print the report of this school, perhaps not written in the file yet; its exit code, None when settings are still missing."""
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError:
        return None
    others = tuple(each for each in settings.schools if each.id != school.id)
    now = clock(None)()
    reports = examine(replace(settings, schools=(*others, school)), (school,), Lent(administrator), now)
    _show(reports, now, as_json=False)
    return int(any(report.is_red for report in reports))


def _chosen(settings: Settings, uai: str | None) -> tuple[School, ...]:
    found = tuple(school for school in settings.schools if uai in {None, school.uai})
    if not found:
        known = ", ".join(school.uai for school in settings.schools)
        raise LookupError(texts()["command"]["school_unknown"].format(uai=uai, known=known))
    return found


def _database(url: str) -> Engine:
    """Our database with its tables; one that cannot be opened is a fact of the report, not a failure of the command."""
    engine = open_engine(url)
    with suppress(SQLAlchemyError, DatabaseUnreachable):
        prepare_tables(engine, metadata)
        pages.prepare(engine)
    return engine


def _show(reports: Sequence[Report], now: datetime, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"schools": [_as_json(report) for report in reports]}, ensure_ascii=False, indent=2))
        return
    console = Console(width=min(WIDTH, Console().width), highlight=False)
    for report in reports:
        print_report(console, report, now)


def _as_json(report: Report) -> dict[str, Any]:
    said = [saying for level in LEVELS for saying in sayings(report, level)]
    findings = [{"level": each.level, "codes": each.codes, "says": each.says, "do": each.do} for each in said]
    known = {"id": report.school_id, "uai": report.uai, "name": report.school_name}
    return {**known, "red": report.is_red, "summary": summary(report), "findings": findings}

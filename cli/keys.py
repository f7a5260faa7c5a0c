"""`parlons-en keys new|status|lost`: the server's keys, for whoever runs the machine (docs/fr/installation.md, « Clés du serveur »)."""

import argparse
import base64
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import yaml
from sqlalchemy.engine import Engine

import logs
from cli.french_options import FrenchParser
from database import DatabaseRefused
from handoff import tokens
from handoff.database import open_database
from handoff.retention import erased_on
from handoff.server_keys import Need, give_up, needs
from logs.traces import private_files
from schools import pages
from schools.keeping import kept_months
from settings import Settings, SettingsError
from vault import KeyRing

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("keys.fr.yml").read_text(encoding="utf-8"))
KEY_BYTES = 32
_ID = re.compile(r"[0-9a-f]{16}")


def main(arguments: Sequence[str]) -> int:
    """Do what is asked; 2 when a setting is wrong or the answer is no."""
    asked = _options(arguments)
    logs.configure()
    private_files()
    if asked.what == "new":
        return _draw(os.urandom(KEY_BYTES))
    try:
        settings = Settings.from_env(os.environ)
        database = open_database(settings.database_url)
        pages.prepare(database)
    except (SettingsError, DatabaseRefused) as error:
        print(error, file=sys.stderr)
        return 2
    try:
        ring = KeyRing(settings.server_keys)
        if asked.what == "lost":
            return _lose(database, ring, asked.cle, is_sure=asked.perdue)
        print("\n".join(lines(database, ring, datetime.now(timezone.utc))))
        return 0
    finally:
        database.dispose()


def lines(db: Engine, ring: KeyRing, now: datetime) -> Iterator[str]:
    """What there is to know of each key: those of the ring in its order, then those that rows need and the ring lacks."""
    wanted: defaultdict[str, list[Need]] = defaultdict(list)
    for need in needs(db):
        wanted[need.key].append(need)
    sealed = tokens.count_by_key(db, now)
    for place, key in enumerate(ring.ids):
        yield TEXTS["reads" if place else "writes"].format(id=key)
        said = list(_needed(db, wanted.pop(key, []), sealed, key, now))
        yield from said
        if not place:
            yield TEXTS["writes_now"]
        elif not said:
            yield TEXTS["free"]
    for key in sorted(wanted):
        yield TEXTS["missing"].format(id=key)
        yield from _needed(db, wanted[key], sealed, key, now)


def _needed(db: Engine, wanted: list[Need], sealed: Counter[str], key: str, now: datetime) -> Iterator[str]:
    count, held = sum(need.count - need.held for need in wanted), sum(need.held for need in wanted)
    if count:
        day = max(last_day(db, need, now) for need in wanted if need.count > need.held)
        yield TEXTS["needed"].format(count=count, day=f"{day:%d/%m/%Y}")
    if held:
        yield TEXTS["held"].format(count=held)
    if sealed[key]:
        yield TEXTS["tokens"].format(count=sealed[key])


def last_day(db: Engine, need: Need, now: datetime) -> date:
    """The last day on which these envelopes are there, as their school keeps them now."""
    return erased_on(need.month, kept_months(db, need.school, now)) - timedelta(days=1)


def _draw(key: bytes) -> int:
    print(base64.b64encode(key).decode(), flush=True)
    print(TEXTS["new"].format(id=KeyRing((key,)).ids[0]), file=sys.stderr)
    return 0


def _lose(db: Engine, ring: KeyRing, key: str, *, is_sure: bool) -> int:
    needing = sum(need.count for need in needs(db) if need.key == key)
    if not _ID.fullmatch(key):
        return _refuse("not_a_key", given=key)
    if key in ring.ids:
        return _refuse("still_here", id=key)
    if not needing:
        return _refuse("not_needed", id=key)
    if not is_sure:
        return _refuse("not_sure", id=key, count=needing)
    print(TEXTS["given_up"].format(id=key, count=give_up(db, key)))
    return 0


def _refuse(code: str, **values: object) -> int:
    print(TEXTS[code].format(**values), file=sys.stderr)
    return 2


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = FrenchParser(prog="parlons-en keys", description=TEXTS["program"])
    ways = parser.add_subparsers(dest="what", required=True, metavar=TEXTS["what"])
    ways.add_parser("new", help=TEXTS["new_help"], description=TEXTS["new_help"])
    ways.add_parser("status", help=TEXTS["status_help"], description=TEXTS["status_help"])
    lost = ways.add_parser("lost", help=TEXTS["lost_help"], description=TEXTS["lost_help"])
    lost.add_argument("cle", help=TEXTS["lost_key"])
    lost.add_argument("--perdue", action="store_true", help=TEXTS["lost_sure"])
    return parser.parse_args(arguments)

"""`parlons-en kit`: the announcements, poster and stickers of a school in a folder; with `--actualites`, as drafts in the ENT too."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from administration.kit import PUPILS, SHEETS, Kit, KitRefused, build, files
from administration.kit.announcements import MOMENTS
from administration.kit.phrases import phrases, say_date
from cli.clock import add_at_option, clock
from cli.ent_passwords import ADMINISTRATOR, PasswordMissing, account
from cli.french_options import FrenchParser
from cli.kit_drafts import publish_drafts
from database import DatabaseRefused, open_engine
from logs.traces import private_files
from schools import pages
from settings import School, Settings, SettingsError

FAILED, WRONG_SETTINGS, INTERRUPTED = 1, 2, 130


class WrongRequest(Exception):
    """What was asked cannot be; `str()` is the French sentence."""


def main(arguments: Sequence[str]) -> int:
    """Make the kit; 0 when all that was asked is there."""
    options = _parser().parse_args(arguments)
    private_files()
    try:
        return _run(options)
    except (SettingsError, PasswordMissing, WrongRequest, DatabaseRefused) as error:
        print(error, file=sys.stderr)
        return WRONG_SETTINGS
    except KitRefused as refused:
        print(refused, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(f"\n{_said('interrompu')}", file=sys.stderr)
        return INTERRUPTED


def _run(options: argparse.Namespace) -> int:
    settings = Settings.from_env(os.environ)
    school = _school(settings, options.ecole)
    if options.actualites and options.compte_administrateur is None:
        raise WrongRequest(_said("compte"))
    administrator = account(options.compte_administrateur, ADMINISTRATOR, os.environ) if options.actualites else None
    now = clock(options.at)()
    kit = _build(settings, school, options, now)
    print(_said("titre", ecole=school.name))
    if not _write(kit, school, options.dossier, now):
        return FAILED
    done = administrator is None or publish_drafts(settings, school, administrator, kit, options)
    return 0 if done else FAILED


def _parser() -> FrenchParser:
    parser = FrenchParser(prog="parlons-en kit", description="Écrit le kit de communication d'un établissement.")
    parser.add_argument("--ecole", metavar="UAI", required=True, help="l'établissement, par son code UAI")
    parser.add_argument("--dossier", metavar="DOSSIER", type=Path, required=True, help="où écrire")
    parser.add_argument(
        "--niveau",
        choices=sorted(PUPILS),
        action="append",
        help="le niveau, à répéter s'il y en a plusieurs ; sans lui, lu dans le nom de l'établissement",
    )
    parser.add_argument(
        "--blog", metavar="URL", help="le blog des actions du territoire ; sans lui, PARLONS_EN_BLOG_URL"
    )
    parser.add_argument(
        "--etiquettes",
        type=int,
        choices=sorted(SHEETS),
        default=min(SHEETS),
        help="combien d'étiquettes par planche (21)",
    )
    parser.add_argument("--actualites", action="store_true", help="crée aussi les brouillons dans l'ENT")
    parser.add_argument(
        "--moment", choices=MOMENTS, default=MOMENTS[0], help="les textes de quel moment, pour --actualites (annonce)"
    )
    parser.add_argument("--compte-administrateur", metavar="LOGIN", help="un administrateur local, pour --actualites")
    parser.add_argument("--fil", metavar="N", type=int, help="le numéro d'un fil d'Actualités qui existe déjà")
    parser.add_argument("--oui", action="store_true", help="ne demande rien (pour un script)")
    add_at_option(parser)
    return parser


def _school(settings: Settings, uai: str) -> School:
    found = next((school for school in settings.schools if school.uai == uai.upper()), None)
    if found is None:
        raise WrongRequest(
            _said("ecole_inconnue", uai=uai, connus=", ".join(school.uai for school in settings.schools))
        )
    return found


def _build(settings: Settings, school: School, options: argparse.Namespace, now: datetime) -> Kit:
    database = open_engine(settings.database_url)
    try:
        pages.prepare(database)
        page = pages.read(database, school.id)
    finally:
        database.dispose()
    return build(
        school,
        settings.public_url,
        page,
        now,
        levels=options.niveau,
        blog=options.blog or settings.blog_url,
        sticker_count=options.etiquettes,
    )


def _write(kit: Kit, school: School, folder: Path, now: datetime) -> bool:
    content = files(kit, school.name, now)
    try:
        for name, data in content.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(_said("ecrit", nom=name))
    except OSError:
        print(_said("pas_ecrit", dossier=folder), file=sys.stderr)
        return False
    print(_said("fait", nombre=len(content), dossier=folder, valid_until=say_date(kit.valid_until)))
    return True


def _said(key: str, **values: Any) -> str:
    sentence: str = phrases()["commande"][key]
    return sentence.format(**values)

"""`parlons-en ent setup`: the group, its members, the pupils' rule and the connector, each change shown, asked for, and undone on failure."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from administration.check.gather.accounts import Account
from administration.check.gather.asking import why
from administration.setup import PlanRefused
from cli.ent_check import WRONG_SETTINGS, examine_school
from cli.ent_entry import add, as_yaml
from cli.ent_passwords import ADMINISTRATOR, PasswordMissing, account
from cli.ent_setup_settings import SetupSettings
from cli.ent_setup_visit import visit
from cli.ent_setup_words import not_reached, refusal, said
from cli.french_options import FrenchParser
from ent import EntError
from settings import School, SettingsError

GROUP_NAME = "Violences, parlons-en"
FAILED = 1


def add_command(commands: "argparse._SubParsersAction[FrenchParser]") -> None:
    """`setup` and its options."""
    parser = commands.add_parser("setup", help="crée le groupe, ses membres et la règle, en montrant chaque changement")
    parser.add_argument("--compte-administrateur", metavar="LOGIN", required=True, help="un administrateur local")
    parser.add_argument("--structure", metavar="ID", help="l'établissement, par son identifiant dans l'ENT")
    parser.add_argument("--uai", metavar="UAI", help="son code UAI")
    parser.add_argument("--zone", metavar="A|B|C", help="sa zone de vacances")
    parser.add_argument("--groupe", metavar="ID", help="un groupe déjà créé, par son identifiant")
    parser.add_argument("--nom-du-groupe", metavar="NOM", default=GROUP_NAME, help=f"« {GROUP_NAME} » sinon")
    parser.add_argument(
        "--membre", metavar="NOM", action="append", default=[], help="un adulte (nom ou login), répétable"
    )
    parser.add_argument(
        "--connecteur", action="store_true", help="enregistre aussi le connecteur et le donne aux élèves"
    )
    parser.add_argument("--oui", action="store_true", help="ne demande rien (pour un script)")
    parser.add_argument("--essai", action="store_true", help="montre ce qui serait fait, sans rien changer")
    parser.add_argument("--ecrire", metavar="FICHIER", type=Path, help="ajoute l'établissement à ce fichier")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        settings = SetupSettings.from_env(os.environ)
        lent_account = account(options.compte_administrateur, ADMINISTRATOR, os.environ)
        school = asyncio.run(visit(options, settings, lent_account))
    except (SettingsError, PasswordMissing) as error:
        print(error, file=sys.stderr)
        return WRONG_SETTINGS
    except PlanRefused as refused:
        print(refusal(refused))
        return FAILED
    except EntError as error:
        print(not_reached(why(error)))
        return FAILED
    return FAILED if school is None else _finish(options, school, lent_account)


def _finish(options: argparse.Namespace, school: School, lent_account: Account | None) -> int:
    """The school's line, then the check of what was made."""
    if options.essai or lent_account is None:
        return 0
    print(said("entry"))
    print(as_yaml(school))
    if options.ecrire is not None:
        print(said("written" if add(school, options.ecrire) else "not_written", file=options.ecrire))
    checked = examine_school(school, lent_account)
    if checked is None:
        print(said("check_later", uai=school.uai, login=lent_account.login))
    return checked or 0

"""`parlons-en demo`: the emulated ENT, the assistant and the desk on this machine, with accounts ready to use.

Everything is new at each start and lives under var/demo; nothing leaves the machine.
"""

import argparse
import shutil
from collections.abc import Sequence
from datetime import datetime, timezone
from functools import partial

from rich.console import Console

from cli.demo_referents import PASSPHRASE, enrol_referents
from cli.demo_settings import SCHOOL, DemoSettings
from cli.french_options import FrenchParser
from cli.programs import emulated_ent, product, telegram
from cli.stack import ROOT, TEXTS, Stack, StackError, end_on_sigterm
from logs.traces import private_files, refuse_dumps

FOLDER = ROOT / "var" / "demo"
NAMES = {
    "emulator": "l'ENT imité",
    "actions": "les actions",
    "rasa": "le dialogue (Rasa)",
    "web": "l'assistant et le bureau",
    "courier": "le courrier",
    "telegram": "le robot de Telegram",
}


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = FrenchParser(prog="parlons-en demo", description="Démarre la démonstration sur cette machine.")
    parser.add_argument("--port-base", type=int, default=8090, metavar="N", help="premier des quatre ports (8090)")
    parser.add_argument("--without-keys", action="store_true", help="laisse les référents créer leur clé au bureau")
    parser.add_argument(
        "--telegram", action="store_true", help="fait aussi parler un robot de Telegram (docs/fr/telegram.md)"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Start, say where to look, and stay until Ctrl-C."""
    options = _options(arguments)
    end_on_sigterm()
    refuse_dumps()
    private_files()
    console = Console()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    demo = DemoSettings(FOLDER, options.port_base)
    stack = Stack(demo.environment(), FOLDER / "logs")
    try:
        _start(stack, demo, console, with_keys=not options.without_keys)
        if options.telegram:
            stack.start([telegram()], lambda name: console.print(f"  [green]✓[/] {NAMES[name]}"))
        console.print(_where_to_look(demo, with_keys=not options.without_keys), soft_wrap=True)
        stack.keep(partial(console.print, soft_wrap=True))
    except StackError as error:
        console.print(f"[bold red]La démonstration n'a pas démarré.[/] {error} Essayez aussi « --port-base 9190 ».")
        return 1
    except KeyboardInterrupt:
        console.print(f"\nLa démonstration s'arrête. {TEXTS['stopping']}")
    finally:
        stack.stop()
    return 0


def _start(stack: Stack, demo: DemoSettings, console: Console, *, with_keys: bool) -> None:
    base = demo.port_base
    with console.status("Démarrage …"):
        if with_keys:
            enrol_referents(demo.database_url, SCHOOL["id"], datetime.now(timezone.utc))
            console.print("  [green]✓[/] les clés des trois référents")
        programs = [emulated_ent(base, demo.ent_url, demo.bot_url), *product(base + 1, base + 2, base + 3)]
        stack.start(programs, lambda name: console.print(f"  [green]✓[/] {NAMES[name]}"))


def _where_to_look(demo: DemoSettings, *, with_keys: bool) -> str:
    phrase = (
        f"« {PASSPHRASE} »"
        if with_keys
        else "à choisir au bureau par chacun des trois, qui se confirment ensuite l'un l'autre"
    )
    return f"""
[bold]La démonstration est prête.[/] Mot de passe de tous les comptes : [bold]demo[/]

[bold]1. Être l'élève[/]       {demo.ent_url}
   lea.martin ou noe.petit, puis la bulle « Besoin de parler ? »

[bold]2. Être le référent[/]   {demo.bot_url}/desk
   mme.lemoine (CPE), m.diallo (infirmier) ou mme.benali (assistante sociale) ; m.roche n'a jamais activé son compte
   phrase de passe : {phrase}
   leur messagerie de l'ENT : {demo.ent_url}

[bold]3. Être l'administrateur local[/] {demo.bot_url}/administration
   mme.besson : horaires, absences, numéros locaux, vérification de l'ENT, kit de communication

[bold]Sans ENT autour[/]       {demo.bot_url}/assistant

Journaux : {demo.folder / "logs"}        Ctrl-C pour arrêter."""

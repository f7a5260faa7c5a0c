"""`parlons-en <commande>`: one module a command, loaded only when it is asked for (the two environments differ)."""

import logs

if __name__ == "__main__":
    logs.configure()  # before the rest is imported: an import may fail too

import importlib
import io
import os
import sys
from collections.abc import Sequence

COMMANDS = {
    "demo": ("cli.demo", "démarre la démonstration : ENT imité, assistant, bureau des référents"),
    "run": ("cli.run", "démarre le service réel, d'après les variables PARLONS_EN_…"),
    "emulator": ("cli.emulator", "démarre l'ENT imité seul"),
    "kit": ("cli.kit", "écrit le kit de communication d'un établissement : annonces, affiche, étiquettes"),
    "courier": ("cli.courier", "livre les messages en attente et efface ce qui est échu"),
    "ent": ("cli.ent", "pour l'administrateur local : contrôle l'ENT (check) ou le prépare (setup)"),
    "backup": ("cli.backup", "sauvegarde la base dans un fichier, pendant que le service tourne"),
    "restore": ("cli.restore", "remet une sauvegarde en place, dans une base neuve"),
    "database": ("cli.database", "dit si la base va avec cette version, ou la met à niveau"),
    "keys": ("cli.keys", "les clés du serveur : en tirer une neuve, savoir lesquelles servent encore"),
    "content": ("cli.content", "l'atelier de l'équipe de contenu : relire, essayer, voir, comparer, publier"),
    "loader": (
        "cli.loader",
        "dit à l’opérateur de l’ENT l’empreinte du chargeur, ses adresses et la politique de sécurité",
    ),
    "stats": ("cli.stats", "montre les nombres des trimestres terminés, par département, sans un mot de personne"),
    "telegram": ("cli.telegram", "ouvre, ferme ou essaie la porte Telegram : orientation seulement"),
    "train": ("cli.train", "entraîne le modèle d'après data/"),
    "understand": ("cli.understand", "comprend des phrases : lignes JSON {id, text} sur l'entrée standard"),
    "talk": ("cli.talk", "joue des conversations : lignes JSON {id, turns} sur l'entrée standard"),
}


def _usage() -> str:
    lines = [f"  {name:<12}{what}" for name, (_, what) in COMMANDS.items()]
    return "\n".join(
        ["Usage : parlons-en <commande> [options]", "", *lines, "", "parlons-en <commande> --help dit la suite."]
    )


def main(arguments: Sequence[str]) -> int:
    """Run the command named first; the exit code is the command's."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ✓ or é shows a question mark, not a failure
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_usage())
        return 0
    if arguments[0] not in COMMANDS:
        print(f"Commande inconnue : {arguments[0]}\n\n{_usage()}", file=sys.stderr)
        return 2
    command = importlib.import_module(COMMANDS[arguments[0]][0])
    try:
        return int(command.main(arguments[1:]))
    except BrokenPipeError:  # whoever read our output has stopped: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

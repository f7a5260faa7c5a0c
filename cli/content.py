"""`parlons-en content …`: the content team's commands, one module each."""

import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "check": ("cli.content_check", "relit tous les contenus et dit ce qui ne va pas, une ligne par remarque"),
    "usage": (
        "cli.content_usage",
        "montre quelles scènes servent et où les élèves ne sont pas compris, sans un mot d'élève",
    ),
    "given": ("cli.content_given", "montre une à une les phrases confiées par des élèves, pour en écrire d'autres"),
    "replay": ("cli.content_replay", "rejoue une conversation comme un élève la verrait, et en fait une histoire"),
    "map": ("cli.content_map", "dessine le dialogue entier sur une page : qui dit quoi, où mène chaque bouton"),
    "page": ("cli.content_page", "ouvre la page de l'équipe de contenu, sur cette machine seulement"),
    "gate": ("cli.content_gate", "dit si un modèle peut être publié : aucune phrase de danger ne doit être perdue"),
    "diff": ("cli.content_diff", "compare deux modèles, phrase par phrase, sur un jeu fixe"),
    "person": ("cli.content_person", "fait la clé de qui écrit, approuve ou publie"),
    "propose": (
        "cli.content_propose",
        "pose un modèle accepté par la barrière sur l'étagère, pour qu'il soit approuvé",
    ),
    "approve": ("cli.content_approve", "dit qu'un modèle proposé par quelqu'un d'autre peut aller aux élèves"),
    "publish": ("cli.content_publish", "met en service un modèle approuvé, sans couper une conversation"),
    "rollback": ("cli.content_rollback", "remet en service la publication d'avant"),
    "history": ("cli.content_history", "dit ce qui a été proposé, approuvé et publié, et vérifie chaque signature"),
    "export": ("cli.content_export", "sort les phrases et les façons de dire dans un classeur, pour un tableur"),
    "import": (
        "cli.content_import",
        "rend au projet ce qui a été changé dans le classeur, ou dit ligne par ligne pourquoi non",
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Run the command named first."""
    if not arguments or arguments[0] not in COMMANDS:
        lines = [f"  {name:<10}{what}" for name, (_, what) in COMMANDS.items()]
        print("\n".join(["Usage : parlons-en content <commande>", "", *lines]), file=sys.stderr)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    return int(importlib.import_module(COMMANDS[arguments[0]][0]).main(arguments[1:]))

"""The page docs/fr/lisibilite.md: every reply with its ease, its words and its longest sentence; first, each kind in one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from content.reading_level.ease import ease
from content.reading_level.thresholds import MEASURED_WORDS, PRIMARY, least_ease

SHORT = "court"
KINDS = {
    "disclosure": "réponse à une victime ou à un témoin",
    "author": "réponse à qui a fait du mal",
    "danger": "danger maintenant",
    "information": "question générale",
    "talk": "autour (parler du programme, choisir, envoyer)",
}
LEVELS = {PRIMARY: "primaire", "college": "collège et lycée"}
INTRODUCTION = """\
# Est-ce facile à lire ?

Cette page est faite par une commande, à relancer après chaque changement de phrase : `.venv/web/bin/python -m content.reading_level`.

Mesure : l'indice de Kandel et Moles (1958), la formule de Flesch ajustée au français : 207 − 1,015 × (mots par phrase) − 73,6 × (syllabes par mot).
Plus c'est haut, plus c'est facile. 100 et plus : très facile. 90 : lu sans aide vers dix ans. 70 à 80 : onze à treize ans. Moins de 50 : difficile.

Le moins permis (un test le vérifie) : au primaire, **90** pour répondre à un récit ou à un danger, **80** pour le reste ; au collège et au lycée, **80** et
**70**. L'indice ne voit ni le sens, ni l'ordre des idées, ni un mot rare et court : il trouve les phrases à revoir, il ne dit pas qu'une phrase est bonne.
Il ne vaut rien sous vingt mots : ces réponses sont marquées « court » et ne sont pas jugées par lui.
"""


@dataclass(frozen=True)
class Measured:
    """One reply as it was read: `ease` is None when it is too short to be measured."""

    file: str
    label: str
    kind: str
    level: str
    ease: float | None
    words: int
    longest: int


def measure(file: str, label: str, kind: str, level: str, sentences: Sequence[str]) -> Measured:
    """The reading level of one reply."""
    lengths = [len([word for word in each.split() if any(sign.isalnum() for sign in word)]) for each in sentences]
    found = ease(sentences) if sum(lengths) >= MEASURED_WORDS else None
    return Measured(file, label, kind, level, found, sum(lengths), max(lengths))


def page(measured: Iterable[Measured]) -> str:
    """The whole page, in Markdown; of one reply said in several ways (another hour), the hardest."""
    replies = _hardest(measured)
    return "\n".join((INTRODUCTION, *_by_kind(replies), *_one_by_one(replies)))


def _hardest(measured: Iterable[Measured]) -> list[Measured]:
    kept: dict[tuple[str, str], Measured] = {}
    for each in measured:
        key = (each.label, each.level)
        if key not in kept or (each.ease or 0) < (kept[key].ease or 0):
            kept[key] = each
    return sorted(kept.values(), key=lambda each: (each.file, each.level != PRIMARY, each.label))


def _by_kind(replies: Sequence[Measured]) -> list[str]:
    lines = ["| | niveau | réponses mesurées | la plus difficile | médiane | permis |", "|---|---|---|---|---|---|"]
    for kind, said in KINDS.items():
        for level, name in LEVELS.items():
            found = [
                each.ease for each in replies if (each.kind, each.level) == (kind, level) and each.ease is not None
            ]
            if found:
                lines.append(
                    f"| {said} | {name} | {len(found)} | {min(found):.0f} | {median(found):.0f} | {least_ease(level, kind)} |"
                )
    return [*lines, ""]


def _one_by_one(replies: Sequence[Measured]) -> list[str]:
    lines: list[str] = []
    for file in dict.fromkeys(each.file for each in replies):
        lines += [
            f"## {file}",
            "",
            "| réponse | niveau | indice | mots | plus longue phrase |",
            "|---|---|---|---|---|",
        ]
        lines += [_line(each) for each in replies if each.file == file] + [""]
    return lines


def _line(each: Measured) -> str:
    found = SHORT if each.ease is None else f"{each.ease:.0f}"
    return f"| `{each.label}` | {LEVELS[each.level]} | {found} | {each.words} | {each.longest} |"

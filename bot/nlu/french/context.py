"""What a written token means beside its neighbours: lone letters, "ma" for "m'a", "sa" for "ça".

Each rule is one row: the token, what may stand before, what may stand after, what is meant. A row without
a condition on one side accepts anything there. The first row that fits wins.
"""

import re
from dataclasses import dataclass

from bot.nlu.french.characters import fold

_VOWEL = r"[aeiouyh]\w*"
_CONSONANT = r"[bcdfgjklmnpqrstvwxz]\w*"
_PARTICIPLE = r"(?!mere|soeur|vie|fille|amie|mer$|pere)\w*[a-z](?:er|ez|ee|es|e)"
_DONE = rf"(?:dit|mis|pris|fait|vu|eu|foutu|mordu|battu|trahi|menti|puni|jamais|toujours|deja|encore|pas|{_PARTICIPLE})"
_VERB_SA = r"(?:va|vas|fait|fai|me|m|te|se|sert|dure|suffit|commence|sera|arrive|continue|devient|change|y|s|recommence|veut|peut)"
_AFTER_SES = (
    r"(?:pas|trop|toujours|mon|ma|mes|un|une|le|la|les|chaud|dur|lui|elle|eux|moi|que|quoi|comme|normal|grave|bon"
    r"|pour|qui|ca|vraiment|tout|encore|rien|bien|bizarre|nul|faux|vrai|horrible|complique|quand)"
)
_BEFORE_MINUTES = r"(?:une|deux|trois|cinq|dix|quinze|vingt|trente|quelques|les|des|par|en)"
_SUBJECT = r"(?:il|elle|on|un|qui|ca|personne|pere|mere|frere|soeur|prof|mec|copain|copine|gars|type)"
_SUBJECTS = r"(?:ils|elles|qui|gens|parents|mecs|filles|profs|autres|gars)"


@dataclass(frozen=True)
class _Row:
    token: str
    meant: str
    before: str = ""
    after: str = ""
    joins: bool = False  # the apostrophe takes the next token with it


_ROWS = (
    _Row("c", "c'", after=r"(?:est|etait|etaient)$", joins=True),
    _Row("c", "c'est"),
    _Row("g", "j'ai", before=r"(?!\d).*", after=r"(?!\d).+"),
    _Row("j", "j'", after=_VOWEL, joins=True),
    _Row("j", "je", after=_CONSONANT),
    _Row("t", "t'es", after=r"(?:ou|un|une|qui|la|humain|humaine)$"),
    _Row("t", "t'", after=_VOWEL, joins=True),
    _Row("t", "t'es", after=_CONSONANT),
    *(_Row(letter, f"{letter}'", after=_VOWEL, joins=True) for letter in ("l", "d", "m", "s", "n", "qu")),
    *(_Row(letter, f"{letter}e", after=_CONSONANT) for letter in ("l", "d", "m", "s", "n")),
    *(_Row(letter, "que", after=_CONSONANT) for letter in ("k", "q")),
    *(_Row(letter, "qu'", after=_VOWEL, joins=True) for letter in ("k", "q")),
    _Row("i", "il", after=r"[a-z]\w*"),
    _Row("y", "il", after=r"(?:me|m|ma|se|te|fait|veut|arrete|mont|sont|disent|font)$"),
    _Row("o", "au", after=_CONSONANT),
    _Row("ma", "m'a", before=_SUBJECT, after=_DONE),
    _Row("mon", "m'ont", before=_SUBJECTS, after=_DONE),
    _Row("mont", "m'ont", after=_DONE),
    _Row("tas", "t'as", after=r"(?:pas|vu|deja|qui|quel|quoi|dit|fait|envie|un|une|le|la|jamais|raison)$"),
    _Row(
        "tes",
        "t'es",
        after=r"(?:qui|un|une|la|ou|pas|trop|vraiment|con|nul|nulle|moche|sur|humain|humaine|serieux|bete)$",
    ),
    _Row("sa", "ça", after=_VERB_SA + "$"),
    _Row("ses", "c'est", after=_AFTER_SES + "$"),
    _Row("ces", "c'est", after=_AFTER_SES + "$"),
    _Row("ds", "contrôle", after=r"(?:de|en|d|demain|d'.*)$"),
    _Row("ds", "contrôle", before=r"(?:un|le|ce|mon|du|au|gros|prochain|des|les|mes|deux)"),
    _Row("ds", "dans"),
    _Row("dm", "devoir", after=r"(?:de|d'.*)$"),
    _Row("dm", "devoir", before=r"(?:un|le|ce|mon|du|au)"),
    _Row("dm", "message privé"),
    _Row("cv", "cv", before=r"(?:un|mon|le|ton|son|du|des)"),
    _Row("cv", "ça va"),
    _Row("pu", "plus", before=r"(?!(?:ai|a|as|ont|avons|avez|avais|avait|aurait|aurais|pas|eu|rien|jamais)$)[a-z].*"),
    _Row("mer", "mère", before=r"(?:ma|ta|sa|bel|belle|grand)"),  # the sea is nobody's
    _Row("mn", "mon", before=rf"(?!\d|{_BEFORE_MINUTES}$).*", after=r"[a-z]\w*"),
    _Row("u", "eu", before=r"(?:ai|as|ont|avait|avais)"),
    _Row("vit", "vite", before=r"(?!.)", after=r"(?:au|aide\w*|aid|s|s'il|il|elle|mon|mn|mes|venez|y|on)$"),
    _Row("ai", "est", before=r"(?:il|elle|on)"),
)
_BY_TOKEN: dict[str, list[tuple[_Row, "re.Pattern[str]", "re.Pattern[str]"]]] = {}
for _row in _ROWS:
    _compiled = (_row, re.compile(f"(?:{_row.before})$" if _row.before else ""), re.compile(_row.after))
    _BY_TOKEN.setdefault(_row.token, []).append(_compiled)


def in_context(tokens: list[str]) -> list[str]:
    """The tokens with the ambiguous ones read by their neighbours."""
    read: list[str] = []
    joined = ""
    for at, token in enumerate(tokens):
        before = fold(read[-1]).rpartition("'")[2] if read else ""
        after = fold(tokens[at + 1]) if at + 1 < len(tokens) else ""
        row = _row_for(token, before, after) if not joined and token in _BY_TOKEN else None
        if row and row.joins:
            joined = row.meant
            continue
        read.append(joined + (row.meant if row else token))
        joined = ""
    return [*read, joined] if joined else read


def _row_for(token: str, before: str, after: str) -> _Row | None:
    for row, fits_before, fits_after in _BY_TOKEN[token]:
        if fits_before.match(before) and fits_after.match(after):
            return row
    return None

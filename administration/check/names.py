"""Group names as people mistake them.

Two forms: `plain`, as the ENT's own search compares names (contract 2.10: no accent, space, dash, apostrophe or case); and `skeleton`,
which also makes one of letters that look the same (NFKC, then the letters of `confusables.yml`) and drops what does not show.
"""

import unicodedata
from functools import cache
from pathlib import Path

import yaml

_LETTERS = Path(__file__).with_name("confusables.yml")
_INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me"})
_DROPPED = "-'’"


def plain(name: str) -> str:
    """The form that the ENT's search and our hand-off compare (`handoff.readers`): other than this, a group is refused."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in folded if not c.isspace() and c not in _DROPPED and not unicodedata.combining(c))


def skeleton(name: str) -> str:
    """The form that two names share when an eye may take one for the other; punctuation is not looked at."""
    shown = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) not in _INVISIBLE)
    latin = "".join(_look_alikes().get(c, c) for c in shown)
    same = "".join(_look_alikes().get(c, c) for c in plain(latin))
    return "".join(c for c in same if c.isalnum())


@cache
def _look_alikes() -> dict[str, str]:
    """Each look-alike to the Latin letter it imitates."""
    table: dict[str, str] = yaml.safe_load(_LETTERS.read_text(encoding="utf-8"))
    return {letter: latin for latin, letters in table.items() for letter in letters.split()}

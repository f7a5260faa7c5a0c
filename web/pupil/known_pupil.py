"""What is known of who is there without asking: of which level, and whether it is a pupil at all (docs/adr/0015).

One word of each list, from the window's address, which the ENT's link or the school wrote; from a sign-in (`register_of`); else the level
of the school. Nothing else of an account comes here: no class, no name. A wrong word is as if absent, and the pupil may always say
another. It picks words and lines for the young, no right comes with it.
"""

import re
import unicodedata
from typing import Any

from settings import School
from settings.schools import LEVELS
from web.access import Visit

REGISTER_HEADER, PROFILE_HEADER = "x-parlons-register", "x-parlons-profile"
_PROFILES = {"famille": "parent", "personnel": "personnel"}
# The `level` of userinfo, as the ENT's import (AAF) writes it, the first that fits: « COURS ELEMENTAIRE 1ERE ANNEE » is no lycée.
_LEVELS = (
    ("primaire", r"CP|CE ?[12]|CM ?[12]|COURS (PREPA|ELEM|MOYEN)\w*|(TRES )?PETITE? SECTION|MOYENNE SECTION|GRANDE SECTION|[TPMG]?PS|[MG]S"),
    ("college", r"[3-6] ?E(ME)?|(SIX|CINQU|QUATR|TROIS)IEME"),
    ("lycee", r"2 ?N?DE|SECONDE|1 ?E?RE|PREMIERE|T(ERMINA)?LE|TERM|CAP|CAP ?[123]|BAC|BTS|CPGE"),
)  # fmt: skip
_PATTERNS = tuple((word, re.compile(rf"({pattern})\b")) for word, pattern in _LEVELS)


def known_register(visit: Visit[Any], school: School | None) -> str | None:
    """`primaire`, `college` or `lycee`: the window's word, else that of the school; None when neither says."""
    said = visit.request.headers.get(REGISTER_HEADER)
    if said in LEVELS:
        return said
    return None if school is None else school.level


def known_profile(visit: Visit[Any]) -> str | None:
    """`parent` or `personnel`, when the window was opened for them; None for a pupil."""
    return _PROFILES.get(visit.request.headers.get(PROFILE_HEADER, ""))


def register_of(level: str | None) -> str | None:
    """The one word that is kept of a `level` of the ENT; None when it says nothing that we know."""
    letters = unicodedata.normalize("NFKD", (level or "").upper())
    plain = "".join(each for each in letters if not unicodedata.combining(each)).strip()
    return next((word for word, pattern in _PATTERNS if pattern.match(plain)), None)

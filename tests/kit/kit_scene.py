"""What the tests of the kit start from: an invented school, a Sunday in November, and its kit."""

from collections.abc import Mapping
from datetime import datetime, timezone
from functools import cache
from types import MappingProxyType

from administration.kit import Kit, build
from schools.page import SchoolPage
from settings import School

AT = datetime(2026, 11, 22, 10, tzinfo=timezone.utc)
SCHOOL = School("col-zola", "0330139P", "Collège Émile-Zola", "grp-parlons-en", "Violences, parlons-en", "A")
PUBLIC = "https://parlons-en.ent-exemple.fr"
ADDRESS = f"{PUBLIC}/assistant?ecole=0330139P"
BLOG = "https://blog.exemple.fr/actions"
EVERY_DAY: Mapping[str, tuple[int, int]] = MappingProxyType(
    dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (480, 1020))
)
ALL_LEVELS = ("primaire", "college", "lycee")
PUPILS = ("eleves_primaire", "eleves_college", "eleves_lycee")
ADULTS = ("parents", "personnels")
MOMENTS = ("annonce", "un_mois", "trimestre", "rappel")


@cache
def whole_kit() -> Kit:
    """Every profile, with hours and a blog."""
    return build(SCHOOL, PUBLIC, SchoolPage(hours=EVERY_DAY), AT, levels=ALL_LEVELS, blog=BLOG)


def text_of(profile: str, moment: str = "annonce") -> str:
    """Title and text, apostrophes and spaces as on a keyboard."""
    (found,) = (each for each in whole_kit().announcements if (each.profile, each.moment) == (profile, moment))
    return plain(f"{found.title}\n{found.text}")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'")

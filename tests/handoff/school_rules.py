"""A school as the hand-off sees it, for the tests of the clock."""

from collections.abc import Callable
from dataclasses import replace

from schools.page import Person, SchoolPage
from schools.rules import HandoffRules, rules_of
from settings import School

ZOLA = School("col-zola", "0330139P", "Collège Émile-Zola", "grp-parlons-en", "Violences, parlons-en", "A")
HEAD = Person("c3d5c0de-0000-4000-8000-00000000000a", "Anne Morel")
OUTSIDE = Person("c3d5c0de-0000-4000-8000-00000000000b", "Paul Garcin")


def rules(zone: str = "B", timezone: str = "Europe/Paris", uai: str = "0330139P", **page: object) -> HandoffRules:
    """The rules of a school of that zone that wrote such a page."""
    school = replace(ZOLA, zone=zone, timezone=timezone, uai=uai)
    return rules_of(SchoolPage(**page), school)  # type: ignore[arg-type]


def only(found: HandoffRules) -> Callable[[str], HandoffRules | None]:
    """An installation of that one school."""
    return lambda school_id: found if school_id == found.id else None

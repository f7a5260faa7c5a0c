"""What `parlons-en ent setup` refuses, or only says, before it plans anything."""

import re

from administration.setup import Found, PlanRefused
from cli.ent_setup_words import said
from ent import Administrator, Application, NewApplication
from settings import School

_UAI = re.compile(r"[0-9]{7}[A-Z]")


def right_uai(written: str) -> str:
    """The code as it is written in the file; raises PlanRefused for what is none."""
    uai = written.upper()
    if not _UAI.fullmatch(uai):
        raise PlanRefused("odd_uai", uai=written)
    return uai


def administered_school(me: Administrator, wanted: str | None) -> str:
    """The school wanted, else the only one of this account; raises PlanRefused."""
    if wanted is None and len(me.administered) == 1:
        return me.administered[0]
    if wanted is None and me.is_super:
        raise PlanRefused("which_structure")
    if not me.is_super and not me.administered:
        raise PlanRefused("administers_nothing")
    if wanted is None:
        raise PlanRefused("no_structure", ids=", ".join(me.administered))
    if not me.is_super and wanted not in me.administered:
        raise PlanRefused("not_theirs", id=wanted)
    return wanted


def require_shared_group(found: Found, known: School | None) -> None:
    """A group of a circonscription that this school does not have is no reason to make a second one: PlanRefused."""
    if known is None or known.circonscription is None or known.group_id in {row.id for row in found.named}:
        return
    raise PlanRefused("shared_group_elsewhere", name=known.circonscription, id=known.group_id)


def lacking(here: Application, wanted: NewApplication, *, ent_signs: bool) -> str:
    """What the connector that is there lacks, line by line: this command changes no connector that it did not make."""
    found = []
    if not set(wanted.scopes) <= set(here.scopes):
        found.append(said("lacks_scopes", scopes=" ".join(wanted.scopes)))
    if ent_signs and here.logout_url != wanted.logout_url:
        found.append(said("lacks_logout", address=wanted.logout_url))
    return "".join(f"\n  - {each}" for each in found)

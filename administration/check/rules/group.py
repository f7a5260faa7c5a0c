"""The pinned group itself (contract 3.1): does it exist, is it the right kind, in the right school, under the right name."""

from collections.abc import Iterator

from administration.check.answers import Known
from administration.check.facts import Group, SchoolFacts
from administration.check.findings import Finding, ok, red, unverified, warn
from administration.check.names import plain, skeleton
from administration.check.rules.judging import judged, listed
from settings import School

MANUAL = "ManualGroup"
BROADCAST = "BroadcastGroup"
COMMUNITY = "CommunityGroup"


def group(facts: SchoolFacts) -> Iterator[Finding]:
    """The group of that id, then the groups that could be taken for it."""
    yield from judged("group", facts.administered.pinned, lambda found: _pinned(found, facts))
    yield from judged("namesakes", facts.administered.groups, lambda groups: _namesakes(groups, facts))


def _pinned(found: Group | None, facts: SchoolFacts) -> Iterator[Finding]:
    school = facts.school
    if found is None:
        yield red("group_missing", id=school.group_id, name=school.group_name)
        return
    if found.kind not in {MANUAL, ""} or found.sub_type == BROADCAST:
        yield red("group_broadcast" if found.sub_type == BROADCAST else "group_not_manual", name=found.name)
    elif found.kind == "":
        yield unverified("group", "not_shown")
    if plain(found.name) != plain(school.group_name):
        yield red("group_renamed", name=found.name, expected=school.group_name)
    if not is_here(found, school):
        yield red("group_elsewhere", name=found.name, school=school.name)
    if _is_right(found, facts):
        yield ok("group_right", name=found.name)


def _is_right(found: Group, facts: SchoolFacts) -> bool:
    usable = found.kind == MANUAL and found.sub_type != BROADCAST
    return usable and is_here(found, facts.school) and plain(found.name) == plain(facts.school.group_name)


def is_here(found: Group, school: School) -> bool:
    """Of this school, or shared by its circonscription; a group whose schools are not known is given the benefit of it."""
    return school.circonscription is not None or not found.structures or school.id in found.structures


def is_ours(facts: SchoolFacts) -> bool:
    """The pinned group exists here, or nobody could say."""
    pinned = facts.administered.pinned
    return not isinstance(pinned, Known) or (pinned.value is not None and is_here(pinned.value, facts.school))


def _namesakes(groups: tuple[Group, ...], facts: SchoolFacts) -> Iterator[Finding]:
    school, pinned = facts.school, facts.administered.pinned
    names = {school.group_name} | ({pinned.value.name} if isinstance(pinned, Known) and pinned.value else set())
    others = [each for each in groups if each.id != school.group_id]
    same = [each for each in others if plain(each.name) in {plain(name) for name in names}]
    alike = [each for each in others if each not in same and skeleton(each.name) in {skeleton(name) for name in names}]
    if not is_ours(facts):
        yield from _candidate(same, school)
        return
    communities = [each for each in same + alike if each.kind == COMMUNITY]
    if communities:
        yield warn("namesake_community", name=listed({each.name for each in communities}))
    if [each for each in same if each.kind != COMMUNITY]:
        ids = listed(each.id for each in same if each.kind != COMMUNITY)
        yield warn("namesake", name=school.group_name, ids=ids)
    if [each for each in alike if each.kind != COMMUNITY]:
        yield warn("look_alike", names=listed(f"« {each.name} »" for each in alike if each.kind != COMMUNITY))
    if not same and not alike:
        yield ok("no_namesake")


def _candidate(same: list[Group], school: School) -> Iterator[Finding]:
    """The pinned id leads nowhere, and here is a group of the right name: surely not one to delete."""
    if found := [each.id for each in same if each.kind == MANUAL and each.sub_type != BROADCAST]:
        yield warn("group_candidate", name=school.group_name, ids=listed(found))

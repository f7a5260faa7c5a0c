"""Who is in the group: nobody, one alone, people who never opened their account, and above all pupils or parents by mistake."""

from collections.abc import Iterator

from administration.check.facts import Member, SchoolFacts
from administration.check.findings import Finding, ok, red, unverified, warn
from administration.check.rules.judging import judged, listed

LEAST = 2
MOST = 20  # recipients of one envelope
OUTSIDERS = {"Student": "pupils_inside", "Relative": "relatives_inside"}


def members(facts: SchoolFacts) -> Iterator[Finding]:
    """Size, profiles, activation."""
    yield from judged("members", facts.administered.members, _members)


def _members(found: tuple[Member, ...]) -> Iterator[Finding]:
    yield _size(found)
    yield from _profiles(found)
    yield from _activation(found)


def _size(found: tuple[Member, ...]) -> Finding:
    if not found:
        return red("group_empty")
    if len(found) < LEAST:
        return red("group_alone", name=found[0].name)
    if len(found) > MOST:
        return red("group_too_big", count=len(found), most=MOST)
    return ok("group_size", count=len(found), names=listed(each.name for each in found))


def _profiles(found: tuple[Member, ...]) -> Iterator[Finding]:
    for profile, code in OUTSIDERS.items():
        if inside := [each.name for each in found if each.profile == profile]:
            yield red(code, names=listed(inside))
    if guests := [each.name for each in found if each.profile == "Guest"]:
        yield warn("guests_inside", names=listed(guests))
    if found and all(each.profile in {"Teacher", "Personnel"} for each in found):
        yield ok("staff_only")


def _activation(found: tuple[Member, ...]) -> Iterator[Finding]:
    if not found:
        return
    if all(each.activated is None for each in found):
        yield unverified("activation", "not_shown")
        return
    never = [each.name for each in found if each.activated is False]
    if len(found) - len(never) < LEAST and never:
        yield red("too_few_active", names=listed(never), active=len(found) - len(never))
    elif never:
        yield warn("never_activated", names=listed(never))
    else:
        yield ok("all_active")

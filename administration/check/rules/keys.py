"""Who could open a message today: a member of the group with a live key. Fewer than two and the group is shown as unable to answer."""

from collections.abc import Iterator

from administration.check.answers import Known
from administration.check.facts import Member, SchoolFacts
from administration.check.findings import Finding, ok, red, warn
from administration.check.rules.judging import judged, listed
from administration.check.rules.members import OUTSIDERS

LEAST = 2


def keys(facts: SchoolFacts) -> Iterator[Finding]:
    """Live keys among the members; all live keys of the school when the members are not known."""
    members = facts.administered.members
    found = members.value if isinstance(members, Known) else None
    yield from judged("keys", facts.house.live, lambda live: _keys(live, found, facts))


def _keys(live: frozenset[str], members: tuple[Member, ...] | None, facts: SchoolFacts) -> Iterator[Finding]:
    desk = facts.addresses.public_url + "/desk"
    inside = live if members is None else live & {each.id for each in members}
    if len(inside) < LEAST:
        yield red("keys_too_few", count=len(inside), desk=desk)
    else:
        yield ok("keys_enough", count=len(inside))
    # a pupil or a parent in the group is to leave it, an account never used to be activated: neither is asked for a key
    asked = [each for each in members or () if each.profile not in OUTSIDERS and each.activated is not False]
    without = [each.name for each in asked if each.id not in live]
    if without and len(inside) >= LEAST:
        yield warn("keys_missing", names=listed(without), desk=desk)
    if left := live - inside:
        yield warn("keys_of_leavers", count=len(left))

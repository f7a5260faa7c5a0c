"""Who may write to the group (contract 3.4): pupils need a link from their profile group, a direction that lets them use it, and
OUTGOING on the listening group, without which they do not see its members one by one and no message can be sealed."""

from collections.abc import Iterator

from administration.check.answers import Known
from administration.check.facts import Rule, SchoolFacts
from administration.check.findings import Finding, ok, red, unverified, warn
from administration.check.rules.group import is_ours
from administration.check.rules.judging import judged, known, listed

LETS_WRITE = frozenset({"INCOMING", "BOTH"})
SHOWS = frozenset({"OUTGOING", "BOTH"})


def communication(facts: SchoolFacts) -> Iterator[Finding]:
    """The pupils' rule, the members' visibility, then who else may write."""
    yield from judged("rules", facts.administered.rules, lambda rules: _rules(rules, facts))


def _rules(rules: tuple[Rule, ...], facts: SchoolFacts) -> Iterator[Finding]:
    pupils = next((rule for rule in rules if rule.profile == "Student"), None)
    if pupils is None:
        yield unverified("rules", "no_pupils_group")
    else:
        yield from _direction(pupils)
    if not is_ours(facts):
        yield unverified("rules", "group_first")
        return
    if pupils is not None:
        yield _link(pupils, facts)
    yield from _visibility(facts)
    yield from _others(rules, facts)


def _link(pupils: Rule, facts: SchoolFacts) -> Finding:
    school = facts.school
    if school.group_id in pupils.writes_to:
        return ok("link_right", pupils=pupils.name, group=school.group_name)
    backwards = pupils.id in known(facts.administered.group_writes_to, frozenset())
    return red("link_backwards" if backwards else "link_missing", pupils=pupils.name, group=school.group_name)


def _direction(pupils: Rule) -> Iterator[Finding]:
    if pupils.users not in LETS_WRITE:
        yield red("pupils_cannot_write", pupils=pupils.name)
    elif pupils.users == "BOTH":
        yield warn("pupils_write_to_each_other", pupils=pupils.name)


def _visibility(facts: SchoolFacts) -> Iterator[Finding]:
    pinned = facts.administered.pinned
    if not isinstance(pinned, Known) or pinned.value is None or not pinned.value.rule:
        return
    if pinned.value.rule in SHOWS:
        yield ok("members_shown")
    else:
        yield red("members_hidden", group=facts.school.group_name)


def _others(rules: tuple[Rule, ...], facts: SchoolFacts) -> Iterator[Finding]:
    writing = {rule.profile for rule in rules if facts.school.group_id in rule.writes_to and rule.users in LETS_WRITE}
    if "Relative" in writing:
        yield warn("relatives_write", group=facts.school.group_name)
    if "Guest" in writing:
        yield warn("guests_write", group=facts.school.group_name)
    if not writing & {"Relative", "Guest"}:
        staff = listed(
            {"Teacher": "les enseignants", "Personnel": "les personnels"}[p] for p in writing & {"Teacher", "Personnel"}
        )
        yield ok("staff_writes", staff=staff) if staff else ok("only_pupils_write")

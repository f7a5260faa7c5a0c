"""What a pupil's account proves: the hand-off's own reading of the group (`handoff.readers`), not ours."""

from collections.abc import Iterator

from administration.check.facts import SchoolFacts
from administration.check.findings import Finding, ok, red
from administration.check.rules.judging import judged

COMPLETE = "complete"


def pupil(facts: SchoolFacts) -> Iterator[Finding]:
    """Whether a message could leave now from this pupil's account."""
    yield from judged("readers", facts.pupil.readers, lambda outcome: _readers(outcome, facts))


def _readers(outcome: str, facts: SchoolFacts) -> Iterator[Finding]:
    name = facts.school.group_name
    yield ok("pupil_sees_all", group=name) if outcome == COMPLETE else red(f"pupil_{outcome}", group=name)

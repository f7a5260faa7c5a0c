"""Who is told that a message waits for too long: an account that does not exist is never told, and nobody would know."""

from collections.abc import Iterator

from administration.check.facts import SchoolFacts
from administration.check.findings import Finding, ok, red, warn
from administration.check.rules.judging import judged, known
from schools.page import Person, SchoolPage


def told_last(facts: SchoolFacts) -> Iterator[Finding]:
    """The head of school, where the page names one. The referent outside is of another school: only its administrator could tell."""
    head = known(facts.house.page, SchoolPage()).head
    if head is not None:
        address = facts.addresses.public_url + "/administration"
        yield from judged("head", facts.administered.head, lambda found: [_head(head, found, address)])


def _head(written: Person, found: str | None, address: str) -> Finding:
    if found is None:
        return red("head_unknown", name=written.name, page=address)
    if _plain(found) != _plain(written.name):
        return warn("head_other_name", name=written.name, found=found, page=address)
    return ok("head_known", name=found)


def _plain(name: str) -> frozenset[str]:
    """The words of a name, whichever comes first."""
    return frozenset(name.casefold().replace("-", " ").split())

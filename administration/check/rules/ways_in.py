"""How a pupil reaches the assistant (contract 5): "Mes applis", or the bubble on the pages that have its hook; and what frames allow."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from administration.check.answers import Fact, Known
from administration.check.facts import Page, SchoolFacts
from administration.check.findings import Finding, ok, red, warn
from administration.check.rules.judging import judged, known, listed
from administration.check.rules.policies import allows, origin, same_site

_NOWHERE = Page("unseen", "")


def ways_in(facts: SchoolFacts) -> Iterator[Finding]:
    """Application, bubble, hook of the page, at least one of them; frames; the ENT's cookie."""
    pupil = facts.pupil
    application = _application_fact(facts)
    closed = isinstance(pupil.page, Known) and not known(application, default=True) and not _bubble_shows(facts)
    yield from [red("no_way_in")] if closed else judged("application", application, _application)
    yield from judged("bubble", pupil.bubble, lambda address: _bubble(address, facts))
    yield from judged("page", pupil.page, lambda page: _page(page, facts))
    yield from judged("frames", facts.house.frame_ancestors, lambda hosts: _framed_by_us(hosts, facts))
    yield from judged("cookie", facts.platform.same_site, lambda value: _cookie(value, facts))


def _application_fact(facts: SchoolFacts) -> Fact[bool]:
    """As the pupil's account sees it; as the administrator's when there is none."""
    seen = facts.pupil.has_application
    return seen if isinstance(seen, Known) else facts.administered.given


def _application(has_it: bool) -> Iterator[Finding]:  # noqa: FBT001 - the fact itself
    yield ok("application_given") if has_it else warn("application_not_given")


def _bubble(address: str | None, facts: SchoolFacts) -> Iterator[Finding]:
    if address is None:
        yield ok("bubble_absent")
    elif origin(address) == origin(facts.addresses.public_url):
        yield ok("bubble_right")
    else:
        yield red("bubble_elsewhere", address=address, right=facts.addresses.public_url)


def _page(page: Page, facts: SchoolFacts) -> Iterator[Finding]:
    wanted = known(facts.pupil.bubble, None) is not None
    if page.way == "bubble" and wanted:
        yield ok("page_has_bubble")
        yield _framed_by_ent(page.policy, facts)
    elif page.way == "react":
        link_only = known(_application_fact(facts), default=False) or not wanted
        yield ok("page_react_link") if link_only else warn("page_react")
    elif wanted:
        yield warn("page_without_hook")
    else:
        yield ok("page_link_only")


def _framed_by_ent(policy: str, facts: SchoolFacts) -> Finding:
    ours = origin(facts.addresses.public_url)
    refused = [what for what in ("script-src", "frame-src") if not allows(policy, what, ours)]
    return red("policy_refuses", host=ours, what=" et ".join(refused)) if refused else ok("policy_allows")


def _framed_by_us(hosts: frozenset[str], facts: SchoolFacts) -> Iterator[Finding]:
    wanted = facts.addresses.ent_origins
    refused = [each for each in wanted if each not in hosts]
    yield red("frame_refused", host=listed(refused)) if refused else ok("frame_right", host=listed(wanted))


def _cookie(value: str, facts: SchoolFacts) -> Iterator[Finding]:
    near = same_site(facts.addresses.public_url, facts.addresses.ent_public_url)
    host = urlsplit(facts.addresses.ent_public_url).hostname
    if value != "Strict" or near:
        yield ok("cookie_easy")
    else:
        yield ok("cookie_strict_bubble") if _bubble_shows(facts) else warn("cookie_strict", host=host)


def _bubble_shows(facts: SchoolFacts) -> bool:
    address = known(facts.pupil.bubble, None)
    right = address is not None and origin(address) == origin(facts.addresses.public_url)
    return right and known(facts.pupil.page, _NOWHERE).way == "bubble"

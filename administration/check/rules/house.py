"""Our own side: the school's line in the settings, its hours, the dated facts, the model, the addresses, the bell."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from administration.check.facts import SchoolFacts
from administration.check.findings import Finding, ok, red, warn
from administration.check.rules.judging import judged, known, listed
from facts.school_calendar import load_calendar
from schools.page import SchoolPage

SOON_DAYS = 30
_UAI = re.compile(r"\d{7}[A-Z]")


def house(facts: SchoolFacts) -> Iterator[Finding]:
    """School line, hours, facts, model, https, bell."""
    school = facts.school
    yield ok("uai_right", uai=school.uai) if _UAI.fullmatch(school.uai) else warn("uai_odd", uai=school.uai)
    yield (
        ok("zone_known", zone=school.zone)
        if school.zone in load_calendar().zones
        else warn("zone_unknown", zone=school.zone)
    )
    yield from judged("hours", facts.house.page, lambda written: _page(written, facts))
    today = facts.now.date()
    yield from judged("lines", facts.house.lines_until, lambda until: _lines(until, today))
    yield from judged("calendar", facts.house.calendar_until, lambda until: [_calendar(until, today)])
    yield from judged("model", facts.house.has_model, lambda yes: [ok("model_here") if yes else red("model_missing")])
    yield from _https(facts)
    yield from judged("bell", facts.house.bell, _bell)


def _page(written: SchoolPage, facts: SchoolFacts) -> Iterator[Finding]:
    address = facts.addresses.public_url + "/administration"
    yield ok("hours_known") if written.hours else warn("hours_default", page=address)
    if written.delay_days is not None and known(facts.house.bell, "valid") != "valid":
        yield red("delay_without_bell", days=written.delay_days, page=address)


def _lines(until: Mapping[str, date], today: date) -> Iterator[Finding]:
    expired = [line for line, last in until.items() if last < today]
    soon = {line: last for line, last in until.items() if today <= last <= today + timedelta(days=SOON_DAYS)}
    if expired:
        yield red("lines_expired", lines=listed(expired))
    if soon:
        yield warn("lines_expire_soon", lines=listed(soon), day=f"{min(soon.values()):%d/%m/%Y}")
    if not expired and not soon:
        yield ok("lines_valid", day=f"{min(until.values()):%d/%m/%Y}")


def _calendar(until: date, today: date) -> Finding:
    day = f"{until:%d/%m/%Y}"
    if until < today:
        return warn("calendar_over", day=day)
    if until <= today + timedelta(days=SOON_DAYS):
        return warn("calendar_ends_soon", day=day)
    return ok("calendar_valid", day=day)


def _https(facts: SchoolFacts) -> Iterator[Finding]:
    plain = [
        url for url in (facts.addresses.public_url, facts.addresses.ent_public_url) if not url.startswith("https:")
    ]
    yield warn("no_https", addresses=listed(plain)) if plain else ok("https_right")


def _bell(answer: str) -> Iterator[Finding]:
    if answer == "valid":
        yield ok("bell_right")
    elif answer == "none":
        yield red("bell_missing")
    else:
        yield red("bell_refused")

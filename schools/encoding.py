"""A page as JSON, for its column, and back."""

import json
from datetime import date
from typing import Any

from facts.paris import minutes_of
from schools.page import KEPT_MONTHS, LEAST_KEPT, MOST_KEPT, Absence, LocalLine, Person, SchoolPage


def to_json(page: SchoolPage) -> str:
    """The page as stored: hours as « 08:00 », dates as 2026-11-22."""
    written = {
        "hours": {day: [_clock(opens), _clock(closes)] for day, (opens, closes) in page.hours.items()},
        "absences": [{"from": a.first.isoformat(), "to": a.last.isoformat()} for a in page.absences],
        "lines": [_line(line) for line in page.lines],
        "welcome": page.welcome,
        "delay_days": page.delay_days,
        "head": _person(page.head),
        "outside": _person(page.outside),
        "kept_months": page.kept_months,
        "exit_url": page.exit_url,
        "gives": page.gives,
    }
    return json.dumps(written, ensure_ascii=False, sort_keys=True)


def from_json(written: str) -> SchoolPage:
    """The page that was stored; what an older page does not say is as if nobody had written it.

    Raises ValueError, KeyError, TypeError or MalformedFactError when it is not one of ours.
    """
    found = json.loads(written)
    hours = {day: (minutes_of(opens), minutes_of(closes)) for day, (opens, closes) in found["hours"].items()}
    absences = tuple(Absence(_date(a["from"]), _date(a["to"])) for a in found["absences"])
    lines = tuple(LocalLine(**{**line, "verified_on": _date(line["verified_on"])}) for line in found["lines"])
    head, outside = (Person(**found[who]) if found.get(who) else None for who in ("head", "outside"))
    kept = found.get("kept_months", KEPT_MONTHS)
    if not LEAST_KEPT <= kept <= MOST_KEPT:  # what is erased by mistake never comes back
        raise ValueError("kept_months")
    last = head, outside, kept, str(found.get("exit_url", "")), found.get("gives") is True
    return SchoolPage(hours, absences, lines, found["welcome"], found["delay_days"], *last)


def _line(line: LocalLine) -> dict[str, Any]:
    words = {"name": line.name, "number": line.number, "what_for": line.what_for, "hours": line.hours}
    return {**words, "verified_on": line.verified_on.isoformat()}


def _person(person: Person | None) -> dict[str, str] | None:
    return None if person is None else {"id": person.id, "name": person.name}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _date(written: str) -> date:
    return date.fromisoformat(written)

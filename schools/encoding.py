"""A page as JSON, for its column, and back."""

import json
from datetime import date
from typing import Any

from facts.paris import minutes_of
from schools.page import Absence, LocalLine, SchoolPage


def to_json(page: SchoolPage) -> str:
    """The page as stored: hours as « 08:00 », dates as 2026-11-22."""
    written = {
        "hours": {day: [_clock(opens), _clock(closes)] for day, (opens, closes) in page.hours.items()},
        "absences": [{"from": a.first.isoformat(), "to": a.last.isoformat()} for a in page.absences],
        "lines": [_line(line) for line in page.lines],
        "welcome": page.welcome,
        "delay_days": page.delay_days,
    }
    return json.dumps(written, ensure_ascii=False, sort_keys=True)


def from_json(written: str) -> SchoolPage:
    """The page that was stored. Raises ValueError, KeyError, TypeError or MalformedFactError when it is not one of ours."""
    found = json.loads(written)
    hours = {day: (minutes_of(opens), minutes_of(closes)) for day, (opens, closes) in found["hours"].items()}
    absences = tuple(Absence(_date(a["from"]), _date(a["to"])) for a in found["absences"])
    lines = tuple(LocalLine(**{**line, "verified_on": _date(line["verified_on"])}) for line in found["lines"])
    return SchoolPage(hours, absences, lines, found["welcome"], found["delay_days"])


def _line(line: LocalLine) -> dict[str, Any]:
    words = {"name": line.name, "number": line.number, "what_for": line.what_for, "hours": line.hours}
    return {**words, "verified_on": line.verified_on.isoformat()}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _date(written: str) -> date:
    return date.fromisoformat(written)

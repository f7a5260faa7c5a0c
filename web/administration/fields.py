"""The form as texts: written from a page, read back into one, with every fault beside its field. Pure.

Names are those of the faults of `schools.checks`: `hours.mon.from`, `absences.0.to`, `lines.1.number`, `welcome`, `exit_url`, `gives`, `delay_days`, `head.id`. Rows left
empty are dropped and the others move up before anything is read, so that a number in a name is the row that the person sees.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from facts.phrases import load_phrases
from facts.school_calendar import load_calendar
from schools.checks import MOST_ABSENCES, MOST_LINES, READING_DAYS, Fault, faults
from schools.exits import leads_to
from schools.page import Absence, LocalLine, SchoolPage
from web.administration.person_fields import NAMES, read_kept, read_person, write_persons

LINE_FIELDS = ("name", "number", "what_for", "hours", "verified_on")
ABSENCE_FIELDS = ("from", "to")
GIVES, YES = "gives", "yes"
_TIME = re.compile(r"(\d{1,2})\s*(?::|[hH])\s*(\d{2})?")
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_MOST_LETTERS = 500

Fields = dict[str, str]


@dataclass(frozen=True)
class Draft:
    """What was sent: the fields as they are shown again, and the page they make, or why they make none."""

    fields: Fields
    page: SchoolPage
    faults: tuple[Fault, ...]


def write_fields(page: SchoolPage) -> Fields:
    """The form of a page; a school without hours of its own sees the prudent ones."""
    fields: Fields = {
        "welcome": page.welcome,
        "exit_url": page.exit_url,
        **({GIVES: YES} if page.gives else {}),
        "delay_days": str(page.delay_days or ""),
        **write_persons(page),
    }
    for day, (opens, closes) in (page.hours or load_calendar().hours).items():
        fields |= {f"hours.{day}.from": _clock(opens), f"hours.{day}.to": _clock(closes)}
    for row, absence in enumerate(page.absences):
        fields |= {f"absences.{row}.from": absence.first.isoformat(), f"absences.{row}.to": absence.last.isoformat()}
    for row, line in enumerate(page.lines):
        fields |= {f"lines.{row}.{name}": str(getattr(line, name)) for name in LINE_FIELDS}
    return fields


def read_fields(form: Mapping[str, str], today: date, no_exits: Collection[str] = ()) -> Draft:
    """The page that a form makes, with all that is wrong in it; `no_exits` are the hosts that nobody leaves to: the ENT's and our own."""
    fields = _tidy(form)
    found: list[Fault] = []
    hours = _hours(fields, found)
    absences = _absences(fields, found)
    lines = tuple(_line(fields, row, today, found) for row in _rows(fields, "lines", LINE_FIELDS, MOST_LINES))
    last = (
        read_person(fields, "head"),
        read_person(fields, "outside"),
        read_kept(fields, found),
        _exit(fields, no_exits, found),
        fields.get(GIVES) == YES,
    )
    page = SchoolPage(hours, tuple(absences.values()), lines, fields.get("welcome", ""), _delay(fields, found), *last)
    found += [_as_seen(fault, list(absences)) for fault in faults(page, today)]
    return Draft(fields, page, tuple({fault.field: fault for fault in reversed(found)}.values())[::-1])


def _tidy(form: Mapping[str, str]) -> Fields:
    """Only fields of ours, without blanks around, empty rows dropped."""
    plain = {name: " ".join(value[:_MOST_LETTERS].split()) for name, value in form.items()}
    names = [f"hours.{day}.{edge}" for day in READING_DAYS for edge in ABSENCE_FIELDS]
    kept = {
        name: plain[name] for name in (*names, "welcome", "exit_url", "delay_days", GIVES, *NAMES) if plain.get(name)
    }
    for group, parts, most in (("absences", ABSENCE_FIELDS, MOST_ABSENCES), ("lines", LINE_FIELDS, MOST_LINES)):
        for row, old in enumerate(_rows(plain, group, parts, most)):
            kept |= {f"{group}.{row}.{part}": plain.get(f"{group}.{old}.{part}", "") for part in parts}
    return kept


def _rows(fields: Mapping[str, str], group: str, parts: tuple[str, ...], most: int) -> list[int]:
    return [row for row in range(most) if any(fields.get(f"{group}.{row}.{part}") for part in parts)]


def _hours(fields: Fields, found: list[Fault]) -> Mapping[str, tuple[int, int]]:
    hours = dict(_days(fields, found))
    if not hours and not found:
        found.append(Fault("hours", "hours_none"))
    return {} if hours == load_calendar().hours else hours


def _days(fields: Fields, found: list[Fault]) -> Iterator[tuple[str, tuple[int, int]]]:
    for day in READING_DAYS:
        opens, closes = (fields.get(f"hours.{day}.{edge}", "") for edge in ABSENCE_FIELDS)
        if not opens and not closes:
            continue
        times = _minutes(opens), _minutes(closes)
        if times[0] is None or times[1] is None:
            code = "hours_malformed" if opens and closes else "hours_half"
            found.append(Fault(f"hours.{day}", code))
        else:
            yield day, (times[0], times[1])


def _absences(fields: Fields, found: list[Fault]) -> dict[int, Absence]:
    """By row: a row that cannot be read is a fault, and not in the page."""
    absences = {}
    for row in _rows(fields, "absences", ABSENCE_FIELDS, MOST_ABSENCES):
        written = fields[f"absences.{row}.from"], fields[f"absences.{row}.to"]
        first, last = _date(written[0]), _date(written[1] or written[0])
        if first is None:
            code = "date_malformed" if written[0] else "missing"
            found.append(Fault(f"absences.{row}.from", code))
        elif last is None:
            found.append(Fault(f"absences.{row}.to", "date_malformed"))
        else:
            absences[row] = Absence(first, last)
    return absences


def _line(fields: Fields, row: int, today: date, found: list[Fault]) -> LocalLine:
    texts = {name: fields[f"lines.{row}.{name}"] for name in LINE_FIELDS}
    verified = _date(texts.pop("verified_on"))
    if verified is None:
        code = "date_malformed" if fields[f"lines.{row}.verified_on"] else "verified_missing"
        found.append(Fault(f"lines.{row}.verified_on", code))
    if not texts["number"]:
        found.append(Fault(f"lines.{row}.number", "missing"))
    return LocalLine(**texts, verified_on=verified or today)


def _delay(fields: Fields, found: list[Fault]) -> int | None:
    written = fields.get("delay_days", "")
    if not written:
        return None
    if written in {str(days) for days, _ in enumerate(load_phrases()["school_delays"], 1)}:
        return int(written)
    found.append(Fault("delay_days", "delay_range"))
    return None


def _exit(fields: Fields, no_exits: Collection[str], found: list[Fault]) -> str:
    written = fields.get("exit_url", "")
    if leads_to(written, no_exits):
        found.append(Fault("exit_url", "exit_ours"))
    return written


def _as_seen(fault: Fault, rows: list[int]) -> Fault:
    """The fault of an absence of the page, at the row of the form where it was written."""
    group, _, rest = fault.field.partition(".")
    place, _, part = rest.partition(".")
    return replace(fault, field=f"absences.{rows[int(place)]}.{part}") if group == "absences" and rest else fault


def _minutes(written: str) -> int | None:
    found = _TIME.fullmatch(written)
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None  # noqa: PLR2004 (a day's hours, an hour's minutes)


def _date(written: str) -> date | None:
    french = _FRENCH_DATE.fullmatch(written)
    try:
        return date(int(french[3]), int(french[2]), int(french[1])) if french else date.fromisoformat(written)
    except ValueError:
        return None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"

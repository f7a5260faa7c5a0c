"""The lines a pupil may be sent to, as written in data/facts/helplines.yml.

Rule zero: a number that is not here is never shown; a line past its `valid_until` is not served until a person has verified
it again. Numbers that were replaced (the 3020 above all, safeguarding.md A.3) are recognised and never offered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from facts.errors import ExpiredFactError, MalformedFactError, UnknownFactError
from facts.holidays import PublicHolidays, holidays_of
from facts.opening import Opening, Schedule, opening, schedule_of
from facts.paris import in_paris
from facts.reading import FOLDER, read

WORDS = ("number", "name", "what_for", "cost", "privacy", "what_happens")
CHANNELS = ("call", "sms", "chat")


@dataclass(frozen=True)
class Helpline:
    """One line. `bill` and the channels are None when there is none, or when it has not been verified."""

    id: str
    number: str
    name: str
    what_for: str
    cost: str
    privacy: str
    what_happens: str
    schedule: Schedule
    sources: tuple[str, ...]
    verified_on: date
    valid_until: date
    bill: str | None = None
    call: str | None = None
    sms: str | None = None
    chat: str | None = None


@dataclass(frozen=True)
class SupersededNumber:
    """A number met on old posters: `replaced_by` is the id of a line."""

    id: str
    number: str
    replaced_by: str


@dataclass(frozen=True)
class Helplines:
    """Every line and every superseded number, by id."""

    lines: Mapping[str, Helpline]
    superseded: Mapping[str, SupersededNumber]
    holidays: PublicHolidays

    def serve(self, line_id: str, at: datetime) -> Helpline:
        """The line, if it may be shown at `at`.

        Raises:
            UnknownFactError: never listed.
            ExpiredFactError: not verified in time.
        """
        if line_id not in self.lines:
            raise UnknownFactError(f"line {line_id}")
        line = self.lines[line_id]
        if in_paris(at).date() > line.valid_until:
            raise ExpiredFactError(f"line {line_id}")
        return line

    def is_served(self, line_id: str, at: datetime) -> bool:
        """Whether the line is listed and still valid."""
        return line_id in self.lines and in_paris(at).date() <= self.lines[line_id].valid_until

    def opening(self, line_id: str, at: datetime) -> Opening:
        """Whether the line answers at `at`; same errors as `serve`."""
        return opening(self.serve(line_id, at).schedule, at, self.holidays)


@cache
def load_helplines() -> Helplines:
    """The lines of this installation, read once.

    Raises:
        MalformedFactError: refuse to start rather than show something wrong to a child.
    """
    return helplines_of(read("helplines", FOLDER), holidays_of(read("calendar", FOLDER)["public_holidays"]))


def helplines_of(content: Mapping[str, Any], holidays: PublicHolidays) -> Helplines:
    """The lines written in `content`, checked.

    Raises:
        MalformedFactError: a field is missing, a date is absurd, an id comes twice or a replacement is unknown.
    """
    lines = [_line(written) for written in content["lines"]]
    superseded = [SupersededNumber(w["id"], w["number"], w["replaced_by"]) for w in content.get("superseded", [])]
    by_id = {line.id: line for line in lines}
    if len(by_id) != len(lines):
        raise MalformedFactError("the same id twice")
    if any(old.id in by_id or old.replaced_by not in by_id for old in superseded):
        raise MalformedFactError("a superseded number is live, or is replaced by no line")
    return Helplines(by_id, {old.id: old for old in superseded}, holidays)


def _line(written: Mapping[str, Any]) -> Helpline:
    name = written.get("id", "?")
    if not written.get("sources") or not all(written.get(word) for word in WORDS):
        raise MalformedFactError(f"line {name}: words or sources are missing")
    verified, valid = written.get("verified_on"), written.get("valid_until")
    if not isinstance(verified, date) or not isinstance(valid, date) or not verified < valid:
        raise MalformedFactError(f"line {name}: verified_on and valid_until")
    if not any(written.get(channel) for channel in CHANNELS):
        raise MalformedFactError(f"line {name}: no way to reach it")
    return Helpline(
        id=name,
        schedule=schedule_of(written.get("hours", "")),
        sources=tuple(written["sources"]),
        verified_on=verified,
        valid_until=valid,
        bill=written.get("bill"),
        call=written.get("call"),
        sms=written.get("sms"),
        chat=written.get("chat"),
        **{word: written[word] for word in WORDS},
    )

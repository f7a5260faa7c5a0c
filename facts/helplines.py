"""The lines a pupil may be sent to, as written in data/facts/helplines.yml.

Rule zero: a number that is not here is never shown; a line past its `valid_until` is not served until a person has verified
it again. Numbers that were replaced (the 3020 above all, safeguarding.md A.3) are recognised and never offered.

Every line of the dossier's table A.2 is kept, and says to whom it may be shown: a line kept out of sight (hours that contradict each
other, no proof of today) is refused like one that does not exist, and a line of low sureness is always kept out of sight.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from facts.errors import ExpiredFactError, MalformedFactError, UnknownFactError
from facts.holidays import PublicHolidays, holidays_of
from facts.opening import Opening, Schedule, opening, schedule_of
from facts.paris import in_paris
from facts.reading import FOLDER, read

WORDS = ("number", "name", "what_for", "cost", "privacy", "what_happens")
WORDS_TO_AN_ADULT = ("what_for", "privacy", "what_happens")
CHANNELS = ("call", "sms", "chat")
KNOWN_KEYS = frozenset(("id", "hours", "bill", "shown", "sureness", "also", "to_an_adult", "sources", "verified_on", "valid_until", *WORDS, *CHANNELS))  # fmt: skip
SURENESS = ("high", "medium", "low")
BY_DEFAULT, WHEN_NAMED, TO_ADULTS, NEVER = SHOWN = ("by_default", "when_named", "to_adults", "never")


@dataclass(frozen=True)
class Helpline:
    """One line. `bill` and the channels are None when there is none, or when it has not been verified.

    `shown`: `by_default` in every list, `when_named` by a reviewed sentence on its own matter, `to_adults` on their own path,
    or `never`. `also`: its other numbers (from abroad, overseas), each with what it is for; kept, printed nowhere.
    `to_an_adult`: the words that differ on an adult's card (« vous »).
    """

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
    shown: str = BY_DEFAULT
    sureness: str = "high"
    also: tuple[tuple[str, str], ...] = ()
    to_an_adult: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SupersededNumber:
    """A number met on old posters: `replaced_by` is the id of a line, `says` the sentence for whoever speaks of it.

    `spellings`: how it may be written, besides its digits, in lower case and without accents. `a_school_may_list`: where a school
    has verified that it still answers there (A.3).
    """

    id: str
    number: str
    replaced_by: str
    says: str
    spellings: tuple[str, ...] = ()
    a_school_may_list: bool = False


@dataclass(frozen=True)
class Helplines:
    """Every line and every superseded number, by id."""

    lines: Mapping[str, Helpline]
    superseded: Mapping[str, SupersededNumber]
    holidays: PublicHolidays

    def serve(self, line_id: str, at: datetime) -> Helpline:
        """The line, if it may be shown at `at`.

        Raises:
            UnknownFactError: never listed, or kept out of sight.
            ExpiredFactError: not verified in time.
        """
        line = self.lines.get(line_id)
        if line is None or line.shown == NEVER:
            raise UnknownFactError(f"line {line_id}")
        if in_paris(at).date() > line.valid_until:
            raise ExpiredFactError(f"line {line_id}")
        return line

    def is_served(self, line_id: str, at: datetime) -> bool:
        """Whether the line is listed, not kept out of sight, and still valid."""
        line = self.lines.get(line_id)
        return line is not None and line.shown != NEVER and in_paris(at).date() <= line.valid_until

    def by_default(self) -> tuple[str, ...]:
        """The lines of every list, in the order of the file."""
        return tuple(line.id for line in self.lines.values() if line.shown == BY_DEFAULT)

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
    superseded = [_superseded(written) for written in content.get("superseded", [])]
    by_id = {line.id: line for line in lines}
    if len(by_id) != len(lines):
        raise MalformedFactError("the same id twice")
    shown = {line.id for line in lines if line.shown != NEVER}
    if any(old.id in by_id or old.replaced_by not in shown for old in superseded):
        raise MalformedFactError("a superseded number is live, or is replaced by no line")
    return Helplines(by_id, {old.id: old for old in superseded}, holidays)


def _line(written: Mapping[str, Any]) -> Helpline:
    name = written.get("id", "?")
    _require_facts(name, written)
    return Helpline(
        id=name,
        schedule=schedule_of(written.get("hours", "")),
        sources=tuple(written["sources"]),
        verified_on=written["verified_on"],
        valid_until=written["valid_until"],
        bill=written.get("bill"),
        call=written.get("call"),
        sms=written.get("sms"),
        chat=written.get("chat"),
        shown=written.get("shown", BY_DEFAULT),
        sureness=written.get("sureness", "high"),
        also=tuple((other["number"], other["for"]) for other in written.get("also", ())),
        to_an_adult=written.get("to_an_adult", {}),
        **{word: written[word] for word in WORDS},
    )


def _require_facts(name: str, written: Mapping[str, Any]) -> None:
    if not set(written) <= KNOWN_KEYS:
        raise MalformedFactError(f"line {name}: {sorted(set(written) - KNOWN_KEYS)}")
    if not written.get("sources") or not all(written.get(word) for word in WORDS):
        raise MalformedFactError(f"line {name}: words or sources are missing")
    verified, valid = written.get("verified_on"), written.get("valid_until")
    if not isinstance(verified, date) or not isinstance(valid, date) or not verified < valid:
        raise MalformedFactError(f"line {name}: verified_on and valid_until")
    if not any(written.get(channel) for channel in CHANNELS):
        raise MalformedFactError(f"line {name}: no way to reach it")
    shown, sureness = written.get("shown", BY_DEFAULT), written.get("sureness", "high")
    if not set(written.get("to_an_adult", ())) <= set(WORDS_TO_AN_ADULT):
        raise MalformedFactError(f"line {name}: to_an_adult")
    if shown not in SHOWN or sureness not in SURENESS or (sureness == "low" and shown != NEVER):
        raise MalformedFactError(f"line {name}: shown and sureness")


def _superseded(written: Mapping[str, Any]) -> SupersededNumber:
    if not all(written.get(word) for word in ("source", "verified_on", "says")):
        raise MalformedFactError(f"superseded number {written.get('id', '?')}: says, source or verified_on is missing")
    return SupersededNumber(
        written["id"],
        written["number"],
        written["replaced_by"],
        written["says"],
        tuple(written.get("spellings", ())),
        bool(written.get("a_school_may_list", False)),
    )

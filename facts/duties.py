"""What the law asks of an adult, as written in data/facts/duties.yml: said to parents and staff, never to a pupil.

A reference that nobody has verified in time gives way to words that do not age: whoever must report is never left without an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from facts.errors import MalformedFactError, UnknownFactError
from facts.paris import in_paris
from facts.reading import FOLDER, read

_REQUIRED = ("id", "name", "otherwise", "says", "sources", "verified_on", "valid_until")


@dataclass(frozen=True)
class Duty:
    """One rule. `name`: how it is called; `otherwise`: what is said once `valid_until` is past."""

    id: str
    name: str
    otherwise: str
    valid_until: date


@dataclass(frozen=True)
class Duties:
    """Every rule, by id."""

    duties: Mapping[str, Duty]

    def knows(self, owner: str) -> bool:
        """Whether `{owner.…}` is said from here."""
        return owner in self.duties

    def say(self, owner: str, field: str, at: datetime) -> str:
        """The `name` of a rule.

        Raises:
            UnknownFactError: no such fact.
        """
        duty = self.duties.get(owner)
        if duty is None or field != "name":
            raise UnknownFactError(f"{owner}.{field}")
        return duty.name if in_paris(at).date() <= duty.valid_until else duty.otherwise


@cache
def load_duties() -> Duties:
    """Those of this installation, read once.

    Raises:
        MalformedFactError: refuse to start rather than tell an adult a duty that has no source.
    """
    return duties_of(read("duties", FOLDER))


def duties_of(content: Mapping[str, Any]) -> Duties:
    """Those written in `content`, checked.

    Raises:
        MalformedFactError: a word, a source or a date is missing, or an id comes twice.
    """
    written = content["duties"]
    for each in written:
        missing = [name for name in _REQUIRED if not each.get(name)]
        if missing or not each["verified_on"] < each["valid_until"]:
            raise MalformedFactError(
                f"duty {each.get('id', '?')}: {', '.join(missing) or 'verified_on and valid_until'}"
            )
    found = {each["id"]: Duty(each["id"], each["name"], each["otherwise"], each["valid_until"]) for each in written}
    if len(found) != len(written):
        raise MalformedFactError("the same duty twice")
    return Duties(found)

"""Filling a reviewed sentence of the kit, and remembering which facts it printed.

`{119.number}`, `{3018.hours}`, `{exit.keys}` come from `facts`; `{ecole.nom}`, `{ecole.groupe}`, `{ecole.heures}`, `{lien.adresse}`,
`{lien.blog}`, `{assistant.nom}` from the school. A line past its date is not printed: the whole kit is refused, because paper stays.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from administration.kit.errors import KitRefused
from administration.kit.phrases import say_date
from facts.clocks import METROPOLE, Clock
from facts.errors import ExpiredFactError, UnknownFactError
from facts.helplines import Helplines
from facts.placeholders import PLACEHOLDER, fill

_TIGHT = re.compile(r" ([:;?!»])|(« )")


@dataclass
class Filler:
    """One kit's facts at one instant, hours on `clock`; `used` are the ids of the lines printed so far."""

    own: Mapping[str, str]
    helplines: Helplines
    at: datetime
    used: set[str] = field(default_factory=set)
    clock: Clock = METROPOLE

    def fill(self, text: str) -> str:
        """The sentence as it is printed. Raises KitRefused."""
        return typeset(PLACEHOLDER.sub(lambda match: self._value(match[0]), text))

    def dated(self, text: str) -> str:
        """As `fill`, with `{kit.verified_on}` and `{kit.valid_until}`: what was printed so far was verified then, and holds until then."""
        dates = {"kit.verified_on": self.verified_on(), "kit.valid_until": self.valid_until()}
        said = {name: say_date(day) for name, day in dates.items()}
        return Filler({**self.own, **said}, self.helplines, self.at, self.used, self.clock).fill(text)

    def valid_until(self) -> date:
        """The first day when a printed line is no longer sure."""
        return min(self.helplines.lines[line].valid_until for line in self.used)

    def verified_on(self) -> date:
        """The day since when every printed line has been verified."""
        return min(self.helplines.lines[line].verified_on for line in self.used)

    def _value(self, placeholder: str) -> str:
        name = placeholder[1:-1]
        if name in self.own:
            return self.own[name]
        line = name.split(".", maxsplit=1)[0]
        try:
            value = fill(placeholder, self.at, helplines=self.helplines, clock=self.clock)
        except ExpiredFactError:
            raise self._expired(line) from None
        except UnknownFactError:
            raise KitRefused("unknown", name=name) from None
        if line in self.helplines.lines:
            self.used.add(line)
        return value

    def _expired(self, line_id: str) -> KitRefused:
        line = self.helplines.lines[line_id]
        dates = {"verified_on": say_date(line.verified_on), "valid_until": say_date(line.valid_until)}
        return KitRefused("expired", line=line.number, **dates)


def typeset(text: str) -> str:
    """French typography: a no-break space inside guillemets, before two-part signs and in hours; typographic apostrophes."""
    tight = _TIGHT.sub(lambda match: f"\u00a0{match[1]}" if match[1] else "«\u00a0", text)
    return re.sub(r"(\d) (h)\b", "\\1\u00a0\\2", tight).replace("'", "’")

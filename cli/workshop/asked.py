"""What a form of the local page asks: the words, the hour, the level, the zone. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from content.replaying.script import LEVELS, MOST_TURNS
from facts.paris import PARIS
from facts.school_calendar import ZONES
from facts.school_words import say_school_time

MOST_BYTES, MOST_FIELDS = 65_536, 300


class BadFormError(Exception):
    """Not one of our forms."""


@dataclass(frozen=True)
class Asked:
    """`hour` as the field has it (Paris time, `2026-11-24T10:30`), empty for now; `level`, `zone` empty when not chosen."""

    turns: tuple[str, ...] = ()
    hour: str = ""
    level: str = ""
    zone: str = ""

    def beside(self, now: datetime) -> Mapping[str, str]:
        """What is said to the bot beside each turn (`cli.talk`)."""
        at = datetime.fromisoformat(self.hour).replace(tzinfo=PARIS) if self.hour else now
        beside = {"at": at.isoformat()} | ({"register": self.level} if self.level else {})
        return beside | ({"school_now": say_school_time(at, self.zone)} if self.zone else {})


def fields(body: bytes) -> Mapping[str, list[str]]:
    """The fields of a form.

    Raises:
        BadFormError: too long, or not a form.
    """
    if len(body) > MOST_BYTES:
        raise BadFormError
    try:
        return parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise BadFormError from None


def conversation(form: Mapping[str, list[str]]) -> Asked:
    """The conversation so far with what was just typed or pressed, or without its last turn (`do=back`), or empty (`do=again`).

    Raises:
        BadFormError: an hour, a level or a zone that is none, or too many turns.
    """
    said = next((each.strip() for name in ("pressed", "said") for each in form.get(name, ()) if each.strip()), "")
    before = form.get("turn", [])
    turns = {"back": before[:-1], "again": []}.get(one(form, "do"), [*before, *([said] if said else [])])
    asked = Asked(tuple(turns), one(form, "hour"), one(form, "level"), one(form, "zone"))
    if asked.level not in ("", *LEVELS) or asked.zone not in ("", *ZONES) or len(asked.turns) > MOST_TURNS:
        raise BadFormError
    try:
        asked.beside(datetime.now(PARIS))
    except (ValueError, OverflowError):
        raise BadFormError from None
    return asked


def one(form: Mapping[str, list[str]], name: str) -> str:
    """The field's only value; empty when it is not there."""
    return form.get(name, [""])[0]

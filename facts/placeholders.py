"""`{…}` in a reviewed sentence: the only way a number, an hour or a name of data/facts/ gets into it.

`{3018.number}`, `{3018.name}`, `{3018.hours}`, `{3018.now}` for a line; `{3020.number}` for a superseded number;
`{exit.keys}`, `{exit.word}`; `{school.now}` (when a message to the school can be read); `{snapchat.report}`, `{take_it_down.site}` (facts.platforms); `{article_40.name}` (facts.duties).
An expired fact cannot be printed.
"""

import re
from datetime import datetime

from facts.clocks import METROPOLE, Clock
from facts.duties import load_duties
from facts.errors import UnknownFactError
from facts.helplines import Helplines, load_helplines
from facts.phrases import load_phrases, say_hours, say_now
from facts.platforms import load_platforms
from facts.school_words import say_school_time

SCHOOL_NOW = "{school.now}"
PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\.([a-z_]+)\}")


def fill(
    text: str,
    at: datetime,
    zone: str | None = None,
    helplines: Helplines | None = None,
    school_now: str | None = None,
    clock: Clock = METROPOLE,
) -> str:
    """`text` with every placeholder replaced by the fact, as it stands at `at`.

    Hours are said on `clock`. `school_now` is what `{school.now}` prints; without it, what holds for a school of `zone`, or of any zone.

    Raises:
        UnknownFactError: no such fact, or a brace that is not a placeholder.
        ExpiredFactError: the fact has not been verified in time.
    """
    known = helplines or load_helplines()
    said = (school_now or say_school_time(at, zone)) if SCHOOL_NOW in text else ""
    filled = PLACEHOLDER.sub(lambda match: _value(match[1], match[2], at, said, known, clock), text)
    if "{" in filled or "}" in filled:
        raise UnknownFactError("a brace that is not a placeholder")
    return filled


def _value(owner: str, field: str, at: datetime, school_now: str, known: Helplines, clock: Clock) -> str:
    if owner == "school" and field == "now":
        return school_now
    if owner == "exit" and field in load_phrases()["exit"]:
        return str(load_phrases()["exit"][field])
    if owner in known.superseded and field == "number":
        return known.superseded[owner].number
    if load_duties().knows(owner):
        return load_duties().say(owner, field, at)
    if load_platforms().knows(owner):
        return load_platforms().say(owner, field, at)
    return _value_of_line(owner, field, at, known, clock)


def _value_of_line(line_id: str, field: str, at: datetime, known: Helplines, clock: Clock) -> str:
    line = known.serve(line_id, at)
    if field in ("number", "name"):
        return str(getattr(line, field))
    if field == "hours":
        return say_hours(line.schedule, at, clock)
    if field == "now":
        return say_now(known.opening(line_id, at), at, clock)
    raise UnknownFactError(f"{line_id}.{field}")

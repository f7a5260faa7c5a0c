"""What is said of a school's time to a pupil: a handful of reviewed sentences, put together here and nowhere else (R53).

`could_be_said` knows them all: whoever is handed such a sentence by another process prints it only if it is one of ours.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product

from facts.paris import on_clock
from facts.phrases import load_phrases, say_day
from facts.school import PRUDENT, OwnTimes, SchoolTime, school_time
from facts.school_calendar import SchoolCalendar, load_calendar

LONGEST = 200
SOON_DAYS = 6  # further ahead, the name of a day would not say which one
MOST_DELAY = 5
NOON = 12 * 60


def say_school_time(
    at: datetime,
    zone: str | None,
    calendar: SchoolCalendar | None = None,
    own: OwnTimes = PRUDENT,
    delay_days: int | None = None,
) -> str:
    """At most three short French sentences about when a message can be read; they promise no hour.

    `delay_days` (1 to 5): within how many school days the school says that an adult reads.
    """
    said = _say(at, school_time(at, zone, calendar or load_calendar(), own), own)
    return said if delay_days is None else f"{said} {_say_delay(delay_days)}"


def say_without_school(at: datetime, *, everywhere_known: bool) -> str:
    """The sentence when it is not known which of several schools it is: that of a closed school, or one that is always true."""
    time = school_time(at, None, load_calendar())
    if everywhere_known and time.is_open is False:
        return _say(at, time, PRUDENT)
    return _phrases()["unknown"]


@cache
def could_be_said() -> frozenset[str]:
    """Every sentence that `say_school_time` and `say_without_school` can answer."""
    phrases = _phrases()
    shut = (f"{phrases[start]} {end}" for start, end in product(("shut", "early", "nobody"), _every_wait()))
    plain = [phrases["open"], phrases["unknown"], *shut]
    delays = [_say_delay(days) for days in range(1, MOST_DELAY + 1)]
    return frozenset([*plain, *(f"{said} {delay}" for said, delay in product(plain, delays))])


def _say(at: datetime, time: SchoolTime, own: OwnTimes) -> str:
    phrases = _phrases()
    if time.is_open is None:
        return phrases["unknown"]
    if time.is_open:
        return phrases["open"]
    today = on_clock(at, own.clock).date()
    start = "nobody" if time.by_itself else "early" if time.next_day == today else "shut"
    return f"{phrases[start]} {_say_wait(time, (time.next_day - today).days if time.next_day else None)}"


def _say_wait(time: SchoolTime, ahead: int | None) -> str:
    phrases = _phrases()
    parts: Mapping[str, Mapping[str, str]] = load_phrases()["school_parts"]
    if time.next_day is None or time.opens is None or ahead is None:
        return phrases["waits"]
    if ahead > SOON_DAYS:
        return phrases["waits_for_return" if time.past_absence else "waits_for_long"]
    part = parts["later" if ahead else "today"]["morning" if time.opens < NOON else "afternoon"]
    key = {0: "waits_today", 1: "waits_tomorrow"}.get(ahead, "waits_until")
    return phrases[key].format(day=say_day(time.next_day), part=part)


def _every_wait() -> Iterator[str]:
    first = date(2024, 1, 1)  # any week has all the days
    for ahead, weekday, opens, absence in product(range(SOON_DAYS + 2), range(7), (0, NOON), (False, True)):
        day = first + timedelta(days=weekday)
        yield _say_wait(SchoolTime(is_open=False, next_day=day, opens=opens, past_absence=absence), ahead)
    yield _phrases()["waits"]


def _say_delay(days: int) -> str:
    return _phrases()["delay"].format(days=load_phrases()["school_delays"][days - 1])


def _phrases() -> Mapping[str, str]:
    phrases: Mapping[str, str] = load_phrases()["school"]
    return phrases

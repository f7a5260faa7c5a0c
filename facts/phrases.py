"""How an hour, a day and an opening are said in French; the words are in data/facts/phrases.yml."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from facts.clocks import METROPOLE, Clock
from facts.opening import Opening, Schedule
from facts.paris import DAYS, in_paris, wall
from facts.reading import read

DAY = 24 * 60


@cache
def load_phrases() -> Mapping[str, Any]:
    """The phrases of this installation, read once."""
    return read("phrases")


def safe_word() -> str:
    """The word that brings help back without drawing the eye (R42)."""
    return str(load_phrases()["exit"]["word"])


def say_minutes(minutes: int) -> str:
    """`540` → « 9 h », `570` → « 9 h 30 »."""
    phrases = load_phrases()
    hour, rest = divmod(minutes, 60)
    if rest == 0:
        return str(phrases["hour"]).format(hour=hour)
    return str(phrases["hour_and_minutes"]).format(hour=hour, minutes=f"{rest:02}")


def say_time(moment: datetime, clock: Clock = METROPOLE) -> str:
    """The hour that this clock shows; midnight is said « 24 h », the end of the evening."""
    return say_minutes(_minutes(moment, clock) or DAY)


def say_day(day: date) -> str:
    """« lundi »."""
    return str(load_phrases()["days"][day.weekday()])


def say_date(day: date) -> str:
    """« mardi 24 novembre », « mardi 1er décembre »."""
    phrases = load_phrases()
    number = phrases["first_of_month"] if day.day == 1 else str(day.day)
    return str(phrases["date"]).format(day=say_day(day), number=number, month=phrases["months"][day.month - 1])


def say_hours(schedule: Schedule, at: datetime, clock: Clock = METROPOLE) -> str:
    """The hours of a line, whether it is open or not at `at`: « tous les jours de 9 h à 23 h ».

    On another clock than that of Paris they are those that hold on the day of `at`: summer time is not the same everywhere.
    """
    if schedule.said is not None:
        return schedule.said
    phrases: Mapping[str, str] = load_phrases()["hours"]
    if schedule.opens is None or schedule.closes is None:
        return phrases["always"]
    today = in_paris(at).date()
    opens, closes = (wall(today, minutes) for minutes in (schedule.opens, schedule.closes))
    span = {"from": say_minutes(_minutes(opens, clock)), "to": say_time(closes, clock)}
    if schedule.days == frozenset(DAYS):
        said = phrases["every_day"].format(**span)
    else:
        shift = (clock.shows(opens).date() - today).days
        said = phrases["some_days"].format(days=_say_days(schedule.days, shift), **span)
    return said + _say_whose(opens, clock)


def say_now(opening: Opening, at: datetime, clock: Clock = METROPOLE) -> str:
    """What a line does at this hour: « Ouvert maintenant, jusqu'à 23 h »; empty when it does not open within 15 days."""
    phrases: Mapping[str, str] = load_phrases()["now"]
    if not opening.is_known:
        return phrases["unknown"]
    if opening.is_open:
        if opening.until is None:
            return phrases["always"]
        return phrases["open"].format(time=say_time(opening.until, clock)) + _say_whose(opening.until, clock)
    if opening.next_opening is None:
        return ""
    opens = clock.shows(opening.next_opening)
    days_ahead = (opens.date() - clock.shows(at).date()).days
    when = {0: "opens_today", 1: "opens_tomorrow"}.get(days_ahead, "opens_later")
    said = phrases[when].format(time=say_minutes(_minutes(opens, clock)), day=say_day(opens.date()))
    return said + _say_whose(opens, clock)


def _minutes(moment: datetime, clock: Clock) -> int:
    shown = clock.shows(moment)
    return shown.hour * 60 + shown.minute


def _say_days(days: frozenset[str], shift: int) -> str:
    moved = {(DAYS.index(day) + shift) % len(DAYS) for day in days}
    monday = date(2024, 1, 1)
    return ", ".join(say_day(monday + timedelta(days=place)) for place in sorted(moved))


def _say_whose(moment: datetime, clock: Clock) -> str:
    whose: Mapping[str, str] = load_phrases()["whose_hour"]
    if not clock.is_known:
        return whose["paris"]
    return whose["here"] if clock.differs(moment) else ""

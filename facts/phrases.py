"""How an hour, a day and an opening are said in French; the words are in data/facts/phrases.yml."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from facts.opening import Opening, Schedule
from facts.paris import DAYS, in_paris
from facts.reading import read


@cache
def load_phrases() -> Mapping[str, Any]:
    """The phrases of this installation, read once."""
    return read("phrases")


def say_minutes(minutes: int) -> str:
    """`540` → « 9 h », `570` → « 9 h 30 »."""
    phrases = load_phrases()
    hour, rest = divmod(minutes, 60)
    if rest == 0:
        return str(phrases["hour"]).format(hour=hour)
    return str(phrases["hour_and_minutes"]).format(hour=hour, minutes=f"{rest:02}")


def say_time(moment: datetime) -> str:
    """The hour that the clocks of Paris show; midnight is said « 24 h », the end of the evening."""
    local = in_paris(moment)
    return say_minutes(local.hour * 60 + local.minute or 24 * 60)


def say_day(day: date) -> str:
    """« lundi »."""
    return str(load_phrases()["days"][day.weekday()])


def say_hours(schedule: Schedule) -> str:
    """The hours of a line whatever the present hour: « tous les jours de 9 h à 23 h »."""
    phrases: Mapping[str, str] = load_phrases()["hours"]
    if schedule.opens is None or schedule.closes is None:
        return phrases["always"]
    span = {"from": say_minutes(schedule.opens), "to": say_minutes(schedule.closes)}
    if schedule.days == frozenset(DAYS):
        return phrases["every_day"].format(**span)
    names = [name for day, name in zip(DAYS, load_phrases()["days"], strict=True) if day in schedule.days]
    return phrases["some_days"].format(days=", ".join(names), **span)


def say_now(opening: Opening, at: datetime) -> str:
    """What a line does at this hour: « Ouvert maintenant, jusqu'à 23 h »; empty when it does not open within 15 days."""
    phrases: Mapping[str, str] = load_phrases()["now"]
    if opening.is_open:
        return phrases["open"].format(time=say_time(opening.until)) if opening.until else phrases["always"]
    if opening.next_opening is None:
        return ""
    opens = in_paris(opening.next_opening)
    days_ahead = (opens.date() - in_paris(at).date()).days
    when = {0: "opens_today", 1: "opens_tomorrow"}.get(days_ahead, "opens_later")
    return phrases[when].format(time=say_minutes(opens.hour * 60 + opens.minute), day=say_day(opens.date()))

"""The French of these pages, read once from data/responses/administration_pages.yml, and how a day or an hour is written in it."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from facts.phrases import say_day, say_minutes
from web.sentences import FILE, Sentences


@cache
def texts() -> Any:
    """Every sentence, as a tree of groups: templates read it as `words`."""
    return Sentences.load(FILE.with_name("administration_pages.yml")).group("administration")


def say_date(day: date) -> str:
    """« mardi 24 novembre 2026 »."""
    return f"{say_day(day)} {_day_number(day)} {texts()['months'][day.month - 1]} {day.year}"


def say_moment(at: datetime, clock: ZoneInfo) -> str:
    """« mardi 24 novembre 2026 à 20 h », on that clock."""
    there = at.astimezone(clock)
    return str(texts()["moment"]).format(date=say_date(there.date()), time=say_minutes(there.hour * 60 + there.minute))


def say_period(first: date, last: date) -> str:
    """« du mardi 24 novembre 2026 au … », or one day."""
    if first == last:
        return str(texts()["one_day"]).format(date=say_date(first))
    return str(texts()["period"]).format(first=say_date(first), last=say_date(last))


def sentence_of(fault: str) -> str:
    """Why a field is refused."""
    faults: Mapping[str, str] = texts()["faults"]
    return faults[fault]


def _day_number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)

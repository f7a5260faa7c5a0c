"""The reviewed words of the kit, read once from data/kit/, and how a day and a school's hours are said."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from facts.paris import DAYS
from facts.phrases import load_phrases, say_minutes

LEAST_IN_A_ROW = 3
FOLDER = Path(__file__).parents[2] / "data" / "kit"


@cache
def read(name: str) -> Mapping[str, Any]:
    """One file of data/kit/."""
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return content


def phrases() -> Mapping[str, Any]:
    """What surrounds the announcements."""
    return read("phrases")


def say_date(day: date) -> str:
    """« 22 novembre 2026 », « 1er mai 2027 »."""
    written = phrases()
    pattern = written["premier_du_mois"] if day.day == 1 else written["date"]
    text: str = pattern.format(jour=day.day, mois=written["mois"][day.month - 1], annee=day.year)
    return text


def say_hours(hours: Mapping[str, tuple[int, int]]) -> str:
    """When the adults of the school read: « du lundi au vendredi de 8 h à 17 h, et le samedi de 8 h à 12 h »."""
    said: Mapping[str, str] = phrases()["heures"]
    days_of: dict[tuple[int, int], list[int]] = {}
    for place, day in enumerate(DAYS):
        if day in hours:
            days_of.setdefault(hours[day], []).append(place)
    if not days_of:
        return said["inconnues"]
    parts = [
        said["plage"].format(jours=_say_days(said, days), de=say_minutes(opens), a=say_minutes(closes))
        for (opens, closes), days in days_of.items()
    ]
    return said["entre"].join(parts)


def _say_days(said: Mapping[str, str], places: list[int]) -> str:
    names = [str(load_phrases()["days"][place]) for place in places]
    in_a_row = places[-1] - places[0] == len(places) - 1
    if in_a_row and len(places) >= LEAST_IN_A_ROW:
        return said["suite"].format(premier=names[0], dernier=names[-1])
    each = [said["un_jour"].format(jour=name) for name in names]
    return said["et"].join(filter(None, [said["virgule"].join(each[:-1]), each[-1]]))

"""The schools served, each with the one ENT group that may receive messages.

The group is pinned by id: ENT group names are not unique, and a namesake could collect pupils' messages. A group may span schools only
where each of them says that it belongs to the same circonscription: anything else is a mistake that would mix two schools' messages.
"""

from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from settings.errors import SettingsError

FRANCE = "Europe/Paris"
PRIMARY = "primaire"
LEVELS = (PRIMARY, "college", "lycee")
# By the first three characters of a UAI: where clocks are not those of Paris. A row may always say its own (the Marquises do).
OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


@dataclass(frozen=True)
class School:
    """One school: `id` and `group_id` are the ENT's opaque ids.

    `zone` is the holiday zone, A, B, C or another that data/facts/calendar.yml describes; of any other, such as `outre-mer`, the
    holidays are not known. `timezone` is the IANA name of the school's clock; where the file gives none, that of the place of its UAI. `circonscription`: the name that all schools of one group share, None where a group is one school's.
    `level`: of all its pupils, when they are of one; then nobody is asked.
    """

    id: str
    uai: str
    name: str
    group_id: str
    group_name: str
    zone: str
    timezone: str = FRANCE
    circonscription: str | None = None
    level: str | None = None


def load_schools(variable: str, path: Path) -> tuple[School, ...]:
    """Read the YAML list; raises SettingsError when it is unreadable, incomplete or ambiguous."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:  # also not UTF-8, or a date that is none
        raise SettingsError(variable, "schools_file") from error
    if not isinstance(rows, list) or not rows:
        raise SettingsError(variable, "schools_shape")
    schools = tuple(_school(variable, row) for row in rows)
    _refuse_doubles(variable, schools)
    _refuse_mixed_groups(variable, schools)
    return schools


def _school(variable: str, row: Any) -> School:
    known = {field.name for field in fields(School)}
    needed = {field.name for field in fields(School) if field.default is MISSING}
    if not isinstance(row, dict) or not needed <= set(row) <= known:
        raise SettingsError(variable, "schools_shape")
    if not all(isinstance(value, str) and value.strip() for value in row.values()):
        raise SettingsError(variable, "schools_shape")
    school = School(**{"timezone": OVERSEAS.get(row["uai"][:3], FRANCE), **row})
    _require_clock(variable, school.timezone)
    if school.level not in (None, *LEVELS):
        raise SettingsError(variable, "schools_level")
    return school


def _require_clock(variable: str, timezone: str) -> None:
    try:
        ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):  # an unknown name, a path, a folder's name
        raise SettingsError(variable, "schools_timezone") from None


def _refuse_doubles(variable: str, schools: tuple[School, ...]) -> None:
    for name in ("id", "uai"):
        values = [getattr(school, name) for school in schools]
        if len(values) != len(set(values)):
            raise SettingsError(variable, "schools_twice")


def _refuse_mixed_groups(variable: str, schools: tuple[School, ...]) -> None:
    for group_id in {school.group_id for school in schools}:
        sharing = [school for school in schools if school.group_id == group_id]
        said = {(school.circonscription, school.group_name) for school in sharing}
        if len(sharing) > 1 and (len(said) > 1 or sharing[0].circonscription is None):
            raise SettingsError(variable, "schools_group_shared")

"""The schools served, each with the one ENT group that may receive messages.

The group is pinned by id: ENT group names are not unique, and a namesake could collect pupils' messages.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from settings.errors import SettingsError


@dataclass(frozen=True)
class School:
    """One school: `id` and `group_id` are the ENT's opaque ids, `zone` is the holiday zone."""

    id: str
    uai: str
    name: str
    group_id: str
    group_name: str
    zone: str


def load_schools(variable: str, path: Path) -> tuple[School, ...]:
    """Read the YAML list; raises SettingsError when it is unreadable, incomplete or ambiguous."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(variable, "schools_file") from error
    if not isinstance(rows, list) or not rows:
        raise SettingsError(variable, "schools_shape")
    schools = tuple(_school(variable, row) for row in rows)
    _refuse_doubles(variable, schools)
    return schools


def _school(variable: str, row: Any) -> School:
    names = {field.name for field in fields(School)}
    if not isinstance(row, dict) or set(row) != names:
        raise SettingsError(variable, "schools_shape")
    if not all(isinstance(value, str) and value.strip() for value in row.values()):
        raise SettingsError(variable, "schools_shape")
    return School(**row)


def _refuse_doubles(variable: str, schools: tuple[School, ...]) -> None:
    for name in ("id", "group_id"):
        values = [getattr(school, name) for school in schools]
        if len(values) != len(set(values)):
            raise SettingsError(variable, "schools_twice")

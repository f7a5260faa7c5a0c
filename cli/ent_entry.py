"""The line of a school in the file PARLONS_EN_SCHOOLS: shown, and added to the file when asked."""

import os
from pathlib import Path
from typing import Any

import yaml

from settings import School
from settings.schools import FRANCE


def as_row(school: School) -> dict[str, str]:
    """The row, without what is left to its default."""
    row = {
        "id": school.id,
        "uai": school.uai,
        "name": school.name,
        "group_id": school.group_id,
        "group_name": school.group_name,
        "zone": school.zone,
    }
    if school.timezone != FRANCE:
        row["timezone"] = school.timezone
    if school.circonscription is not None:
        row["circonscription"] = school.circonscription
    if school.level is not None:
        row["level"] = school.level
    return row


def as_yaml(school: School) -> str:
    """The row as it is written in the file."""
    return yaml.safe_dump([as_row(school)], allow_unicode=True, sort_keys=False)


def add(school: School, path: Path) -> bool:
    """Add the row to the file, made if need be; False when the school is there with other values. Same row: nothing to do."""
    rows: list[dict[str, Any]] = []
    before = ""
    if path.exists():
        before = path.read_text(encoding="utf-8")
        rows = yaml.safe_load(before) or []
    present = next((row for row in rows if row.get("id") == school.id), None)
    if present is not None:
        return all(present.get(key) == value for key, value in as_row(school).items())
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(before + ("" if not before or before.endswith("\n") else "\n") + as_yaml(school), encoding="utf-8")
    os.replace(fresh, path)  # noqa: PTH105 - whole or not at all
    return True

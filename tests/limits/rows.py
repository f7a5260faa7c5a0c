"""A call of a row, whoever makes it."""

from typing import Any

from tests.web.house import PUBLIC, ROCHE, ZOLA, House
from web.access import Door


def path_of(door: Door[Any], envelope: str) -> str:
    values = {
        "envelope": envelope,
        "referent": ROCHE,
        "lock": "x",
        "attachment": ROCHE,
        "school": ZOLA.id,
        "file": "kit.zip",
    }
    path = door.path
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", value)
    return PUBLIC + path


def whole_of(house: House) -> dict[str, int]:
    """How much there is in each table."""
    return {table: len(house.rows(table)) for table in house.tables()}

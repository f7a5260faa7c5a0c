"""The French of the workbook and of what is refused in it: `sheets.fr.yml`."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_TEXTS = Path(__file__).with_name("sheets.fr.yml")


@cache
def texts() -> dict[str, Any]:
    """Every sentence, as it is written."""
    read: dict[str, Any] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return read


def sheet_name(sheet: str) -> str:
    """What the tab of that sheet says."""
    return str(texts()["sheets"][sheet]["name"])


def headings(sheet: str) -> dict[str, str]:
    """The columns in their order: our name, and what is written above."""
    found: dict[str, str] = texts()["sheets"][sheet]["columns"]
    return found

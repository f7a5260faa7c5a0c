"""The département of a school, from its UAI: the first three characters, as the ministry gives them out (Corsica: 620 and 720)."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

UNKNOWN = "?"
EVERYWHERE = "FR"  # counted without a place; no code of a département
_CORSICA = {"620": "2A", "720": "2B"}
_TEXTS = Path(__file__).with_name("texts.fr.yml")


def place_of(uai: str) -> str:
    """The code of the département (`33`, `2A`, `974`); `UNKNOWN` where the UAI is of none that we know."""
    prefix = uai[:3]
    code = _CORSICA.get(prefix) or prefix.removeprefix("0")
    return code if code in places() else UNKNOWN


@cache
def places() -> dict[str, str]:
    """Every département and collectivity, code and name, in the order in which they are listed; the unknown one last."""
    return {str(code): str(name) for code, name in texts()["places"].items()}


@cache
def texts() -> dict[str, Any]:
    """The French names of what is counted and where."""
    found: dict[str, Any] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return found

"""French read by the operator, kept in sentences.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def sentences() -> dict[str, Any]:
    text = (Path(__file__).parents[1] / "sentences.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def say(name: str, **values: object) -> str:
    return str(sentences()[name]).format(**values)

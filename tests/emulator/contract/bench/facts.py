"""The facts of the contract that this suite checks: one row each in sheets/*.yml, one marker `fact` per test."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[1] / "sheets"


def fact(*names: str) -> pytest.MarkDecorator:
    """What a test says of the contract, by id. Looked up late: the marker is declared by conftest.py."""
    return pytest.mark.fact(*names)


@dataclass(frozen=True)
class Fact:
    """`section` of the contract, `mark` R T V D or I, `group` of its section 11 (0: the common layer, none: outside)."""

    id: str
    section: str
    mark: str
    group: int | None
    sentence: str


@cache
def all_facts() -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for file in sorted(FOLDER.glob("*.yml")):
        for section, rows in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            for name, (mark, group, sentence) in rows.items():
                row = Fact(f"{section}/{name}", str(section), mark, group, sentence)
                assert row.id not in found, f"{row.id} is written twice"
                found[row.id] = row
    return found


def facts_of(item: pytest.Item) -> list[str]:
    return [name for marker in item.iter_markers("fact") for name in marker.args]

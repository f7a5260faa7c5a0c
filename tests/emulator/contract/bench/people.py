"""The accounts an operator gives: read once, asked by role; what is missing skips the test with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.emulator.contract.bench.sentences import say

NEEDED = ("application", "structure", "groups.listening", "accounts.pupil", "accounts.other_pupil", "accounts.referent")


@dataclass(frozen=True)
class Account:
    role: str
    login: str
    password: str


@dataclass(frozen=True)
class People:
    """What people.yml says. `get("groups.listening.id")` skips the running test when the file has no such line."""

    rows: dict[str, Any]

    def find(self, path: str) -> Any:
        here: Any = self.rows
        for step in path.split("."):
            here = here.get(step) if isinstance(here, dict) else None
        return here

    def get(self, path: str) -> Any:
        found = self.find(path)
        if found is None:
            pytest.skip(say("no_account", what=path))
        return found

    def account(self, role: str) -> Account:
        row = self.get(f"accounts.{role}")
        return Account(role, row["login"], row["password"])

    def group_ids(self) -> set[str]:
        """The groups the suite may write to: the test group and the empty one."""
        return {str(self.find(f"groups.{name}.id")) for name in ("listening", "empty") if self.find(f"groups.{name}")}


def read_people(path: Path) -> People:
    people = People(yaml.safe_load(path.read_text(encoding="utf-8")))
    missing = [each for each in NEEDED if people.find(each) is None]
    if missing:
        raise pytest.UsageError(say("no_account", what=", ".join(missing)))
    return people

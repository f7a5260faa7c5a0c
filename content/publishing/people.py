"""`people.yml` of the shelf: who writes, approves, publishes. The operator's file; whoever may write it decides who publishes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from content.publishing.refused import RefusedError
from vault import is_signing_key

FILE = "people.yml"
WRITES, APPROVES, PUBLISHES = "ecrire", "approuver", "publier"
ROLES = frozenset({WRITES, APPROVES, PUBLISHES})


@dataclass(frozen=True)
class Person:
    """`key`: a public key as `vault.is_signed` takes it. Who has left keeps a line, without a role: what they signed stays theirs."""

    name: str
    roles: frozenset[str]
    key: str


@dataclass(frozen=True)
class People:
    """Everybody of the file, in its order."""

    everybody: tuple[Person, ...]

    def named(self, name: str) -> Person | None:
        """Who has this name."""
        return next((person for person in self.everybody if person.name == name), None)

    def with_key(self, key: str) -> Person:
        """Whose key it is; raises RefusedError."""
        for person in self.everybody:
            if person.key == key:
                return person
        raise RefusedError("unknown_person", file=FILE)

    def may(self, name: str, role: str) -> bool:
        """Whether this person has the role today."""
        person = self.named(name)
        return person is not None and role in person.roles


def read_people(shelf: Path) -> People:
    """Raises RefusedError: no file, not a list of people, a name or a key that two have."""
    try:
        told = yaml.safe_load((shelf / FILE).read_text(encoding="utf-8"))
        everybody = tuple(_person(each) for each in told)
    except (OSError, yaml.YAMLError, UnicodeDecodeError, TypeError, KeyError, ValueError) as error:
        raise RefusedError("bad_people", file=shelf / FILE) from error
    if _twice(person.name for person in everybody) or _twice(person.key for person in everybody):
        raise RefusedError("people_twice", file=shelf / FILE)
    return People(everybody)


def _person(told: dict[str, Any]) -> Person:
    name, roles, key = told["name"], frozenset(told["roles"]), told["key"]
    if not isinstance(name, str) or not name.strip() or not roles <= ROLES or not is_signing_key(key):
        raise ValueError("person")
    return Person(name, roles, key)


def _twice(values: Iterable[str]) -> bool:
    listed = list(values)
    return len(set(listed)) != len(listed)

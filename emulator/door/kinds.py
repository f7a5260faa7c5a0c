"""The kinds of objects that the test door makes, changes and removes: groups, people, schools, applications."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from emulator.people import Application, Group, Structure, User
from emulator.refusals import Refused
from emulator.seed import profile_members
from emulator.world import World

Values = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """`table` is the World's attribute, `name` the field that an address may give instead of the id."""

    model: type
    table: str
    name: str
    defaults: Callable[[Values], Values]
    sets: frozenset[str] = field(default_factory=frozenset)

    def objects(self, world: World) -> dict[str, Any]:
        """Those of this kind, by id."""
        table: dict[str, Any] = getattr(world, self.table)
        return table

    def find(self, world: World, key: str) -> Any:
        """By id, else by name; 404 when there is none."""
        objects = self.objects(world)
        found = objects.get(key) or next((o for o in objects.values() if getattr(o, self.name) == key), None)
        if found is None:
            raise Refused(f"unknown {self.table}: {key}", 404)
        return found

    def checked(self, world: World, changes: Values) -> Values:
        """The fields given, as the model keeps them; 400 for a field that it has not."""
        unknown = set(changes) - {each.name for each in fields(self.model)}
        if unknown:
            raise Refused(f"unknown field: {min(unknown)}")
        values = {name: set(value) if name in self.sets else value for name, value in changes.items()}
        if self.model is Group and "members" in values:
            values["members"] = [KINDS["users"].find(world, key).id for key in values["members"]]
        return values

    def made(self, world: World, given: Values) -> Any:
        """A new object; 400 when a field that has no default is missing."""
        values = {"id": world.new_id(), **self.checked(world, given)}
        values = {**self.defaults(values), **values}
        missing = [each.name for each in fields(self.model) if _required(each) and each.name not in values]
        if missing:
            raise Refused(f"missing field: {missing[0]}")
        made = self.model(**values)
        self.objects(world)[made.id] = made
        if isinstance(made, Group) and made.kind == "ProfileGroup" and "members" not in given:
            made.members = profile_members(world, made)
        return made


def _required(each: Any) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def row(found: Any) -> Values:
    """The object as JSON: sets become sorted lists."""
    return {name: sorted(value) if isinstance(value, set) else value for name, value in vars(found).items()}


def _of_group(_: Values) -> Values:
    return {"kind": "ManualGroup"}


def _of_user(values: Values) -> Values:
    names = {"first_name": "Prénom", "last_name": "Nom", "profile": "Student", "password": "demo", "structures": []}
    return {**names, "external_id": values["id"]}


def _of_structure(values: Values) -> Values:
    return {"external_id": values["id"]}


def _of_application(values: Values) -> Values:
    return {"display_name": values.get("name", ""), "role_id": f"role-{values['id']}"}


KINDS = {
    "groups": Kind(Group, "groups", "id", _of_group, frozenset({"links"})),
    "users": Kind(User, "users", "login", _of_user),
    "structures": Kind(Structure, "structures", "uai", _of_structure),
    "applications": Kind(Application, "applications", "name", _of_application, frozenset({"groups"})),
}

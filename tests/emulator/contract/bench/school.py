"""What the local administrator makes for a test and takes away after it: a group and its links."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.emulator.contract.bench.answers import shaped
from tests.emulator.contract.bench.sentences import sentences
from tests.emulator.contract.bench.target import Ent


@dataclass(frozen=True)
class OwnGroup:
    ent: Ent
    id: str

    def change(self, how: str, *roles: str) -> None:
        """`how` is add or delete."""
        ids = [self.ent.id_of(role) for role in roles]
        path = f"/directory/group/{self.id}/users/{how}"
        answer = self.ent.browser("local_administrator").put(path, json={"userIds": ids})
        assert answer.status_code == 200

    def link_only(self) -> int:
        """The deprecated call: pupils see the group, not its members."""
        pupils = self.ent.people.get("groups.pupils.id")
        path = f"/communication/group/{pupils}/communique/{self.id}"
        return self.ent.browser("local_administrator").post(path, json={}).status_code


@contextmanager
def own_group(ent: Ent, *members: str, linked: bool = False, **more: str) -> Iterator[OwnGroup]:
    ent.need_administration()
    administrator = ent.browser("local_administrator")
    content = {"name": sentences()["own_group"], "structureId": ent.people.get("structure.id")} | more
    group = OwnGroup(ent, shaped("group_created", administrator.post("/directory/group", json=content), 201)["id"])
    ent.ids[f"group {group.id}"] = group.id
    try:
        if members:
            group.change("add", *members)
        if linked:
            assert group.link_only() == 200
        yield group
    finally:
        administrator.delete(f"/directory/group/{group.id}")

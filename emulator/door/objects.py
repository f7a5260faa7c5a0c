"""Making a school broken on purpose: /__test/groups, /__test/users, /__test/structures, /__test/applications."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.door.kinds import Kind, row
from emulator.people import Group, Structure, User
from emulator.refusals import Refused, ent_json
from emulator.seed import profile_members
from emulator.world import World, world_of


async def collection(request: Request, kind: Kind) -> Response:
    """GET: every object of the kind. POST with its fields: a new one, 201."""
    world = world_of(request)
    if request.method == "GET":
        return ent_json([row(each) for each in kind.objects(world).values()])
    given = await request.json()
    writers = given.pop("linked_from", None)
    made = kind.made(world, given)
    _follow(world, made, writers, set(given))
    return ent_json(row(made), 201)


async def one(request: Request, kind: Kind) -> Response:
    """GET, POST with the fields to change, DELETE: one object, by id, login, UAI or client id."""
    world = world_of(request)
    found = kind.find(world, request.path_params["key"])
    if request.method == "DELETE":
        _remove(world, kind, found)
        return Response(status_code=204)
    if request.method == "POST":
        changes = await request.json()
        writers = changes.pop("linked_from", None)
        vars(found).update(kind.checked(world, changes))
        _follow(world, found, writers, set(changes))
    return ent_json(row(found))


def _follow(world: World, changed: Any, writers: list[str] | None, names: set[str]) -> None:
    """`linked_from` of a group: the groups, and only they, that may write to it. A person who changes school or profile
    changes profile groups too."""
    if isinstance(changed, Group) and writers is not None:
        for group in world.groups.values():
            (group.links.add if group.id in writers else group.links.discard)(changed.id)
    if isinstance(changed, User) and names & {"login", "profile", "structures"}:
        for group in world.groups.values():
            if group.kind == "ProfileGroup":
                group.members = profile_members(world, group)


def _remove(world: World, kind: Kind, found: Any) -> None:
    """A deleted person leaves the groups and can sign in no more, yet a token they hold lives its hour (contract, 8.21); a
    school goes only when nothing is in it any more."""
    if isinstance(found, User):
        found.deleted, found.activated = True, False
        world.sessions = {id_: session for id_, session in world.sessions.items() if session.user_id != found.id}
        for group in world.groups.values():
            group.members = [id_ for id_ in group.members if id_ != found.id]
        return
    if isinstance(found, Structure) and _lived_in(world, found.id):
        raise Refused(f"not empty: {found.id}", 409)
    del kind.objects(world)[found.id]
    for group in world.groups.values():
        group.links.discard(found.id)


def _lived_in(world: World, structure_id: str) -> bool:
    groups = any(structure_id in group.structure_ids for group in world.groups.values())
    return groups or any(structure_id in user.structures for user in world.users.values())

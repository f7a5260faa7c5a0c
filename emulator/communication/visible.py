"""Who can I see, as the communication module says it (contract, 2.10 and 3.2). Needs the scope `communication`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.communication.rules import matches, normalised, visible_groups, visible_users
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import Group, User
from emulator.refusals import Forbidden, ent_json
from emulator.world import World, world_of

FILTERS = ("types", "structures", "profiles")


async def search(request: Request, caller: Caller) -> Response:
    """GET /communication/visible/search?query=: groups and people, both filtered by name; without query, all [R]."""
    world = world_of(request)
    query = request.query_params.get("query", "")
    groups = [_found_group(world, group) for group in visible_groups(world, caller.user) if matches(group.name, query)]
    people = [user for user in visible_users(world, caller.user) if matches(user.display_name, query)]
    return ent_json([*groups, *(_found_user(world, user, caller.user) for user in people)])


def _found_group(world: World, group: Group) -> dict[str, Any]:
    """`profile` is there for profile groups only; a broadcast list takes hidden copies only [R]."""
    broadcast = group.sub_type == "BroadcastGroup"
    return {
        "id": group.id,
        "displayName": group.name,
        "type": "BroadcastGroup" if broadcast else "Group",
        "groupType": group.kind,
        "nbUsers": len(group.members),
        "structureName": world.structures[group.structure_id].name,
        "usedIn": ["CCI"] if broadcast else ["TO", "CC", "CCI"],
        **({"profile": group.profile} if group.kind == "ProfileGroup" else {}),
    }


def _found_user(world: World, user: User, viewer: User) -> dict[str, Any]:
    """Callers who are not pupils also get the families [T]."""
    row: dict[str, Any] = {
        "id": user.id,
        "displayName": user.display_name,
        "type": "User",
        "profile": user.profile,
        "structureName": None,
        "usedIn": ["TO", "CC", "CCI"],
    }
    if viewer.profile != "Student":
        relatives = [other for other in world.users.values() if user.id in other.children]
        row["children"] = [{"id": id_, "displayName": world.users[id_].display_name} for id_ in user.children]
        row["relatives"] = [{"id": other.id, "displayName": other.display_name} for other in relatives]
    return row


async def visible(request: Request, caller: Caller) -> Response:
    """POST /communication/visible `{"search", "types", "structures", "profiles", …}` → `{"groups", "users"}` [R]."""
    world = world_of(request)
    wanted = await body_to_json(request)
    text = str(wanted.get("search") or "")
    types, schools, profiles = (set(wanted.get(name) or []) for name in FILTERS)
    groups = [
        _listed_group(group)
        for group in visible_groups(world, caller.user)
        if matches(group.name, text) and _in(types, [group.kind]) and _in(schools, [group.structure_id])
    ]
    users = [
        {"id": user.id, "displayName": user.display_name, "profile": user.profile}
        for user in visible_users(world, caller.user)
        if matches(user.display_name, text)
        and _in(types, ["User"])
        and _in(schools, user.structures)
        and _in(profiles, [user.profile])
    ]
    return ent_json({"groups": groups, "users": users})


def _in(wanted: set[str], values: Iterable[str]) -> bool:
    """No filter lets everything through."""
    return not wanted or bool(wanted & set(values))


def _listed_group(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "groupDisplayName": None,
        "sortName": normalised(group.name),
        "nbUsers": len(group.members),
        "groupType": group.kind,
    }


async def group_members(request: Request, caller: Caller) -> Response:
    """GET /communication/visible/group/:id: only the members whom the caller may see one by one, with their login [R]."""
    world = world_of(request)
    group = world.groups.get(request.path_params["id"])
    members = set(group.members) if group else set()
    rows = [
        {"type": user.profile, "id": user.id, "displayName": user.display_name, "login": user.login}
        for user in visible_users(world, caller.user)
        if user.id in members
    ]
    return ent_json(rows)


async def verify(request: Request, caller: Caller) -> Response:
    """GET /communication/verify/:from/:to: a super administrator only [R]."""
    world = world_of(request)
    require_admin(caller)
    sender = world.users.get(request.path_params["sender"])
    if not caller.user.is_super_admin or sender is None:
        raise Forbidden
    reachable = {user.id for user in visible_users(world, sender)}
    return ent_json({"canCommunicate": request.path_params["receiver"] in reachable})

"""Whom I may see, by filters and by group (contract, 2.10 and 3.2). Needs the scope `communication`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.communication.rules import matches, normalised, visible_groups, visible_users
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import Group
from emulator.refusals import Forbidden, ent_json
from emulator.world import world_of

FILTERS = ("types", "structures", "profiles")


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

"""Rules between groups, set by a local administrator (contract, 3.4)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import Direction, Group
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of

IMPOSSIBLE = "impossible to change direction"
WARNING = "warning.group.users.become.both"
WITH_INCOMING: dict[Direction, Direction] = {
    "NONE": "INCOMING",
    "INCOMING": "INCOMING",
    "OUTGOING": "BOTH",
    "BOTH": "BOTH",
}
WITH_OUTGOING: dict[Direction, Direction] = {
    "NONE": "OUTGOING",
    "INCOMING": "BOTH",
    "OUTGOING": "OUTGOING",
    "BOTH": "BOTH",
}


def _group(world: World, id_: str) -> Group:
    group = world.groups.get(id_)
    if group is None:
        raise Refused("group.not.found", 500)
    return group


def _ends(request: Request) -> tuple[Group, Group]:
    world = world_of(request)
    return _group(world, request.path_params["start"]), _group(world, request.path_params["end"])


async def check_link(request: Request, caller: Caller) -> Response:
    """GET /communication/v2/group/:start/communique/:end/check: a warning, or 409 for what an ADML may not open [R][T]."""
    require_admin(caller)
    start, end = _ends(request)
    whole_school = start.kind == "ProfileGroup" and start.profile in {"Student", "Relative"}
    opens_school = whole_school and not start.lets_members_write and not caller.user.is_super_admin
    if opens_school or (end.sub_type == "BroadcastGroup" and end.shows_members):
        raise Refused(IMPOSSIBLE, 409)
    becomes_both = any(
        change[group.users] == "BOTH" != group.users for group, change in ((start, WITH_INCOMING), (end, WITH_OUTGOING))
    )
    return ent_json({"warning": WARNING if becomes_both else None})


async def link(request: Request, caller: Caller) -> Response:
    """POST /communication/v2/group/:start/communique/:end: links, opens the start to INCOMING and the end to OUTGOING;
    checks only that the caller is some ADML, and does not refuse what `check` refuses [R][T]."""
    require_admin(caller)
    start, end = _ends(request)
    start.links.add(end.id)
    changed: dict[str, Any] = {}
    if not start.lets_members_write:
        start.users = WITH_INCOMING[start.users]
        changed[start.id] = start.users
    if not end.shows_members and end.sub_type != "BroadcastGroup":
        end.users = WITH_OUTGOING[end.users]
        changed[end.id] = end.users
    return ent_json(changed or {"ok": "no direction to change"})


async def link_only(request: Request, caller: Caller) -> Response:
    """POST /communication/group/:start/communique/:end, deprecated: the link alone, both groups in my schools [R]."""
    start, end = _ends(request)
    require_admin(caller, start.structure_id)
    require_admin(caller, end.structure_id)
    start.links.add(end.id)
    return ent_json({"number": 1})


async def unlink(request: Request, caller: Caller) -> Response:
    """DELETE /communication/group/:start/relations/:end → the rules of both ends [R]."""
    require_admin(caller)
    start, end = _ends(request)
    start.links.discard(end.id)
    return ent_json({"sender": start.users, "receiver": end.users})


async def open_users(request: Request, caller: Caller) -> Response:
    """POST /communication/group/:id/users → `{"users": "BOTH"}` [R]."""
    group = _group(world_of(request), request.path_params["id"])
    require_admin(caller, group.structure_id)
    group.users = "BOTH"
    return ent_json({"users": "BOTH"})


async def close_users(request: Request, caller: Caller) -> Response:
    """DELETE /communication/group/:id/users: 409 while a link needs the direction [R]."""
    world = world_of(request)
    group = _group(world, request.path_params["id"])
    require_admin(caller, group.structure_id)
    if group.links or any(group.id in other.links for other in world.groups.values()):
        raise Refused(IMPOSSIBLE, 409)
    group.users = "NONE"
    return ent_json({"users": "NONE"})


async def show_group(request: Request, caller: Caller) -> Response:
    """GET /communication/group/:id: the group and its links, for an administrator [R]."""
    world = world_of(request)
    group = _group(world, request.path_params["id"])
    require_admin(caller, group.structure_id)
    linked = [{"id": id_, "name": world.groups[id_].name} for id_ in sorted(group.links) if id_ in world.groups]
    return ent_json({"id": group.id, "name": group.name, "users": group.users, "communiqueWith": linked})


async def linked_groups(request: Request, caller: Caller) -> Response:
    """GET /communication/group/:id/outgoing and /incoming: readable by any signed-in user, without the usual right [R]."""
    world = world_of(request)
    group = _group(world, request.path_params["id"])
    if caller.someone is None:
        raise Forbidden
    outgoing = [world.groups[id_] for id_ in group.links if id_ in world.groups]
    incoming = [other for other in world.groups.values() if group.id in other.links]
    rows = outgoing if request.path_params["way"] == "outgoing" else incoming
    return ent_json([{"id": row.id, "name": row.name, "users": row.users} for row in sorted(rows, key=lambda g: g.id)])

"""Rules between groups, set by a local administrator (contract, 3.4)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.communication.directions import added, removable, wanted
from emulator.guard import require_admin, require_admin_of
from emulator.identity import Caller
from emulator.people import Group
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of

IMPOSSIBLE = "impossible to change direction"
WARNINGS = {
    (True, False): "startgroup-users-can-communicate",
    (False, True): "endgroup-users-can-communicate",
    (True, True): "both-groups-users-can-communicate",
}


def _group(world: World, id_: str) -> Group:
    """An unknown group is a database error [R]."""
    group = world.groups.get(id_)
    if group is None:
        raise Refused("group.not.found", 500)
    return group


def _mine(request: Request, caller: Caller) -> Group:
    """The group named, for an administrator of one of its schools; unknown is not mine: 401 [R]."""
    require_admin(caller)
    world, id_ = world_of(request), request.path_params["id"]
    if id_ not in world.groups and not caller.user.is_super_admin:
        raise Forbidden
    group = _group(world, id_)
    require_admin_of(caller, group)
    return group


def _ends(request: Request) -> tuple[Group, Group]:
    world = world_of(request)
    return _group(world, request.path_params["start"]), _group(world, request.path_params["end"])


def _too_wide(caller: Caller, group: Group) -> bool:
    """A local administrator may not open the pupils or the parents of a whole school [R]."""
    whole_school = group.kind == "ProfileGroup" and group.profile in {"Student", "Relative"}
    return whole_school and not caller.user.is_super_admin


async def check_link(request: Request, caller: Caller) -> Response:
    """GET /communication/v2/group/:start/communique/:end/check: a warning, or 409 for what an ADML may not open [R][T]."""
    require_admin(caller)
    start, end = _ends(request)
    opens_start, opens_end = added(start, "INCOMING"), added(end, "OUTGOING")
    refused = (opens_start and _too_wide(caller, start)) or (opens_end and _too_wide(caller, end))
    if refused or (end.sub_type == "BroadcastGroup" and end.shows_members):
        raise Refused(IMPOSSIBLE, 409)
    start_both = opens_start and wanted(start, "INCOMING") == "BOTH"
    end_both = opens_end and wanted(end, "OUTGOING") == "BOTH"
    return ent_json({"warning": WARNINGS.get((start_both, end_both))})


async def link(request: Request, caller: Caller) -> Response:
    """POST /communication/v2/group/:start/communique/:end: links, opens the start to INCOMING and the end to OUTGOING;
    checks only that the caller is some ADML, and does not refuse what `check` refuses [R][T]."""
    require_admin(caller)
    start, end = _ends(request)
    start.links.add(end.id)
    changed: dict[str, Any] = {}
    if added(start, "INCOMING"):
        start.users = changed[start.id] = wanted(start, "INCOMING")
    if added(end, "OUTGOING"):
        end.users = changed[end.id] = wanted(end, "OUTGOING")
    return ent_json(changed or {"ok": "no direction to change"})


async def link_only(request: Request, caller: Caller) -> Response:
    """POST /communication/group/:start/communique/:end, deprecated: the link alone, both groups in my schools [R]."""
    require_admin(caller)
    start, end = _ends(request)
    require_admin_of(caller, start, end)
    start.links.add(end.id)
    return ent_json({"number": 1})


async def unlink(request: Request, caller: Caller) -> Response:
    """DELETE /communication/group/:start/relations/:end → the rules of both ends, null for one that has been taken away
    because no link needed it any more; both groups in my schools [R]."""
    world = world_of(request)
    require_admin(caller)
    start, end = _ends(request)
    require_admin_of(caller, start, end)
    start.links.discard(end.id)
    if start.users == "INCOMING" and not start.links:
        start.users = "NONE"
    if end.users == "OUTGOING" and not _writers(world, end):
        end.users = "NONE"
    shown = [None if group.users == "NONE" else group.users for group in (start, end)]
    return ent_json({"sender": shown[0], "receiver": shown[1]})


def _writers(world: World, group: Group) -> list[Group]:
    return sorted((other for other in world.groups.values() if group.id in other.links), key=lambda each: each.id)


async def open_users(request: Request, caller: Caller) -> Response:
    """POST /communication/group/:id/users → `{"users": "BOTH"}` [R]."""
    group = _mine(request, caller)
    group.users = "BOTH"
    return ent_json({"users": "BOTH"})


async def close_users(request: Request, caller: Caller) -> Response:
    """DELETE /communication/group/:id/users: 409 while links need the direction [R]; which ones is a switch."""
    world = world_of(request)
    group = _mine(request, caller)
    receives, sends = bool(_writers(world, group)), bool(group.links)
    if (receives and sends) or ((receives or sends) and world.inferred.any_link_keeps_the_rule):
        raise Refused(IMPOSSIBLE, 409)
    group.users = removable(group, receives=receives, sends=sends)
    return ent_json({"users": None if group.users == "NONE" else group.users})


async def show_group(request: Request, caller: Caller) -> Response:
    """GET /communication/group/:id: the group and those it may write to, for an administrator of it [R]."""
    world = world_of(request)
    group = _mine(request, caller)
    linked = [_node(world.groups[id_]) for id_ in sorted(group.links) if id_ in world.groups]
    return ent_json({**_node(group), "communiqueWith": linked})


def _node(group: Group) -> dict[str, Any]:
    """A group as the graph keeps it: `communiqueWith` of a node is a list of ids [R]."""
    named = {"id": group.id, "name": group.name, "users": group.users, "nbUsers": len(group.members)}
    return {**named, "filter": group.short_kind, "subType": group.sub_type, "communiqueWith": sorted(group.links)}


async def outgoing(request: Request, caller: Caller) -> Response:  # noqa: ARG001 - any signed-in user may
    """GET /communication/group/:id/outgoing: whom its members may write to; readable without the usual right [R]."""
    world = world_of(request)
    group = _group(world, request.path_params["id"])
    return ent_json([_relation(world, world.groups[id_]) for id_ in sorted(group.links) if id_ in world.groups])


async def incoming(request: Request, caller: Caller) -> Response:  # noqa: ARG001
    """GET /communication/group/:id/incoming: who may write to it; readable without the usual right [R]."""
    world = world_of(request)
    group = _group(world, request.path_params["id"])
    return ent_json([_relation(world, writer) for writer in _writers(world, group)])


def _relation(world: World, group: Group) -> dict[str, Any]:
    schools = [world.structures[id_] for id_ in group.structure_ids]
    return {
        "id": group.id,
        "name": group.name,
        "filter": group.short_kind,
        "displayName": group.name,
        "internalCommunicationRule": group.users,
        "users": group.users,
        "type": group.kind,
        "subType": group.label,
        "nbUsers": len(group.members),
        "classes": None,
        "structures": [{"id": school.id, "name": school.name} for school in schools],
    }

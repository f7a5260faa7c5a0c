"""Groups: find, create, rename, delete (contract, 3.1 and 3.3)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.guard import require_admin, require_admin_of
from emulator.identity import Caller
from emulator.people import Group
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of

AUTOLINKS: dict[str, type] = {
    "autolinkTargetAllStructs": bool,
    "autolinkTargetStructs": list,
    "autolinkUsersFromGroups": list,
    "autolinkUsersFromPositions": list,
    "autolinkUsersFromLevels": list,
}
CREATION: dict[str, type] = {"name": str, "structureId": str, "classId": str, "subType": str, **AUTOLINKS}
CHANGE: dict[str, type] = {"name": str, "lockDelete": bool, "lockCompose": bool, **AUTOLINKS}
KINDS = {
    *("Group", "Visible", "ProfileGroup", "ManualGroup", "FunctionalGroup", "FunctionGroup", "CommunityGroup"),
    *("HTGroup", "DefaultProfileGroup", "DirectionGroup", "DisciplineGroup", "FuncGroup"),
}


def known_group(world: World, id_: str) -> Group:
    """The group; 400 when there is none [R]."""
    group = world.groups.get(id_)
    if group is None:
        raise Refused("group.not.found")
    return group


def my_group(request: Request, caller: Caller) -> Group:
    """The group of the address, for an administrator of one of its schools; an unknown one is nobody's: 401 [R]."""
    require_admin(caller)
    id_ = request.path_params.get("group") or request.path_params["id"]
    world = world_of(request)
    if id_ not in world.groups and not caller.user.is_super_admin:
        raise Forbidden
    group = known_group(world, id_)
    require_admin_of(caller, group)
    return group


async def show_group(request: Request, caller: Caller) -> Response:  # noqa: ARG001 - any signed-in user may
    """GET /directory/group/:id: any signed-in user, whether the group is visible to them or not; unknown → 400 [R]."""
    world = world_of(request)
    group = known_group(world, request.path_params["id"])
    kind = group.kind if world.inferred.public_group_type_is_the_kind else group.label
    return ent_json({"id": group.id, "name": group.name, "nbUsers": len(group.members), "type": kind})


async def list_groups(request: Request, caller: Caller) -> Response:
    """GET /directory/group/admin/list?structureId=&type=: the groups of one's schools; unknown type → 400 [R]."""
    world = world_of(request)
    structure_id = request.query_params.get("structureId")
    require_admin(caller, structure_id or None)
    kinds = set(request.query_params.getlist("type"))
    if kinds - KINDS:
        raise Refused("invalid.group.type")
    schools = {structure_id} if structure_id else _my_schools(world, caller)
    rows = [
        group
        for group in world.groups.values()
        if schools & set(group.structure_ids) and (not kinds or {group.kind, "Group", "Visible"} & kinds)
    ]
    return ent_json([_admin_row(world, group) for group in rows])


def _my_schools(world: World, caller: Caller) -> set[str]:
    return set(world.structures) if caller.user.is_super_admin else set(caller.user.administered)


def _admin_row(world: World, group: Group) -> dict[str, Any]:
    schools = [world.structures[id_] for id_ in group.structure_ids]
    return {
        "id": group.id,
        "name": group.name,
        "displayName": group.name,
        "filter": group.short_kind,
        "labels": ["Group", group.kind, "Hidden" if group.hidden else "Visible"],
        "type": group.kind,
        "subType": group.label,
        "internalCommunicationRule": group.users,
        "nbUsers": len(group.members),
        "structures": [{"id": school.id, "name": school.name} for school in schools],
        "classes": [],
        "lockDelete": group.lock_delete,
        **_stamps(group),
        **dict.fromkeys(AUTOLINKS),
    }


def _stamps(group: Group) -> dict[str, Any]:
    """Who made it and who changed it last; epoch milliseconds [R]."""
    created = {"createdAt": group.created_at, "createdByName": group.created_by}
    return {**created, "modifiedAt": group.modified_at, "modifiedByName": group.modified_by}


async def _content(request: Request, schema: dict[str, type]) -> dict[str, Any]:
    """The body; unknown keys, wrong types and a missing name are refused by the schema [R]."""
    content = await body_to_json(request)
    if set(content) - set(schema) or "name" not in content:
        raise Refused("invalid.schema")
    if any(not isinstance(value, schema[key]) for key, value in content.items()):
        raise Refused("invalid.schema")
    return content


async def create_group(request: Request, caller: Caller) -> Response:
    """POST /directory/group: ADML of the school; unknown keys refused; 201 [R][T]. Nobody in it, rule NONE."""
    world = world_of(request)
    require_admin(caller)
    content = await _content(request, CREATION)
    require_admin(caller, content.get("structureId", ""))
    if content.get("structureId") not in world.structures:
        raise Refused("structure.not.found")
    group = Group(world.new_id(), content["name"], "ManualGroup", content["structureId"])
    group.sub_type = content.get("subType")
    group.created_by = group.modified_by = caller.user.display_name
    group.created_at = group.modified_at = int(world.now().timestamp()) * 1000
    world.groups[group.id] = group
    return ent_json({"id": group.id, **_stamps(group)}, 201)


async def update_group(request: Request, caller: Caller) -> Response:
    """PUT /directory/group/:id `{"name", "lockDelete", …}` [R]."""
    world = world_of(request)
    group = my_group(request, caller)
    content = await _content(request, CHANGE)
    group.name = content["name"]
    group.lock_delete = content.get("lockDelete", group.lock_delete)
    group.modified_by = caller.user.display_name
    group.modified_at = int(world.now().timestamp()) * 1000
    return ent_json({"id": group.id, **_stamps(group)})


async def delete_group(request: Request, caller: Caller) -> Response:
    """DELETE /directory/group/:id → 204 [R]; only groups made by hand and not locked; links to it go too."""
    world = world_of(request)
    group = my_group(request, caller)
    if group.kind != "ManualGroup" or group.lock_delete:
        raise Refused("group.not.manual")
    del world.groups[group.id]
    for other in world.groups.values():
        other.links.discard(group.id)
    return Response(status_code=204)

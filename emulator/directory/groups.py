"""Groups and their members (contract, 3.1 to 3.3)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import Group, User
from emulator.refusals import Refused, ent_json
from emulator.world import World, world_of

CREATION_KEYS = {
    *("name", "structureId", "classId", "subType", "autolinkTargetAllStructs", "autolinkTargetStructs"),
    *("autolinkUsersFromGroups", "autolinkUsersFromPositions", "autolinkUsersFromLevels"),
}
CHANGE_KEYS = (CREATION_KEYS - {"structureId", "classId", "subType"}) | {"lockDelete"}


def _group(world: World, id_: str) -> Group:
    group = world.groups.get(id_)
    if group is None:
        raise Refused("group.not.found")
    return group


async def show_group(request: Request, caller: Caller) -> Response:  # noqa: ARG001 - any signed-in user may
    """GET /directory/group/:id: any signed-in user, whether the group is visible to them or not; unknown → 400 [R]."""
    group = _group(world_of(request), request.path_params["id"])
    return ent_json({"id": group.id, "name": group.name, "nbUsers": len(group.members), "type": group.kind})


async def list_groups(request: Request, caller: Caller) -> Response:
    """GET /directory/group/admin/list?structureId=&type=: ADML of the school [R]."""
    world = world_of(request)
    structure_id = request.query_params.get("structureId")
    require_admin(caller, structure_id)
    kind = request.query_params.get("type")
    rows = [
        group
        for group in world.groups.values()
        if structure_id in {None, group.structure_id} and kind in {None, group.kind}
    ]
    return ent_json([_admin_row(world, group) for group in rows])


def _admin_row(world: World, group: Group) -> dict[str, Any]:
    school = world.structures[group.structure_id]
    return {
        "id": group.id,
        "name": group.name,
        "displayName": group.name,
        "filter": group.short_kind,
        "labels": ["Group", group.kind, "Visible"],
        "type": group.kind,
        "subType": group.sub_type,
        "internalCommunicationRule": group.users,
        "nbUsers": len(group.members),
        "structures": [{"id": school.id, "name": school.name}],
        "classes": [],
        "lockDelete": None,
        "createdAt": None,
        "createdByName": group.created_by,
        "modifiedAt": None,
        "modifiedByName": None,
    }


async def create_group(request: Request, caller: Caller) -> Response:
    """POST /directory/group: ADML of the school; unknown keys refused; 201 [R][T]."""
    world = world_of(request)
    content = await body_to_json(request)
    if set(content) - CREATION_KEYS or not isinstance(content.get("name"), str):
        raise Refused("invalid.schema")
    require_admin(caller, str(content.get("structureId")))
    if content["structureId"] not in world.structures:
        raise Refused("structure.not.found")
    id_ = world.new_id()
    author = caller.user.display_name
    sub_type = content.get("subType")
    world.groups[id_] = Group(
        id_, content["name"], "ManualGroup", content["structureId"], sub_type=sub_type, created_by=author
    )
    stamp = world.now().isoformat()
    return ent_json(
        {"id": id_, "createdAt": stamp, "createdByName": author, "modifiedAt": stamp, "modifiedByName": author}, 201
    )


async def update_group(request: Request, caller: Caller) -> Response:
    """PUT /directory/group/:id `{"name"}` [R]."""
    group = _group(world_of(request), request.path_params["id"])
    require_admin(caller, group.structure_id)
    content = await body_to_json(request)
    if set(content) - CHANGE_KEYS:
        raise Refused("invalid.schema")
    group.name = str(content.get("name", group.name))
    return ent_json({"id": group.id})


async def delete_group(request: Request, caller: Caller) -> Response:
    """DELETE /directory/group/:id → 204 [R]; only groups made by hand [I]."""
    world = world_of(request)
    group = _group(world, request.path_params["id"])
    require_admin(caller, group.structure_id)
    if group.kind != "ManualGroup":
        raise Refused("group.not.manual")
    del world.groups[group.id]
    return Response(status_code=204)


async def change_members(request: Request, caller: Caller) -> Response:
    """PUT /directory/group/:id/users/add and …/users/delete `{"userIds"}` → 200 `{}` [R]."""
    world = world_of(request)
    group = _group(world, request.path_params["id"])
    require_admin(caller, group.structure_id)
    ids = (await body_to_json(request)).get("userIds")
    if not isinstance(ids, list):
        raise Refused("invalid.schema")
    _change(world, group, ids, adding=request.path_params["change"] == "add")
    return ent_json({})


async def change_member(request: Request, caller: Caller) -> Response:
    """POST and DELETE /directory/user/group/:user/:group [R]."""
    world = world_of(request)
    group = _group(world, request.path_params["group"])
    require_admin(caller, group.structure_id)
    _change(world, group, [request.path_params["user"]], adding=request.method == "POST")
    return ent_json({})


def _change(world: World, group: Group, ids: list[Any], *, adding: bool) -> None:
    known = [id_ for id_ in ids if id_ in world.users]
    kept = [id_ for id_ in group.members if id_ not in known]
    group.members = [*kept, *known] if adding else kept


async def members(request: Request, caller: Caller) -> Response:
    """GET /directory/user/group/:id: every member, for an administrator of the school [R]."""
    world = world_of(request)
    group = _group(world, request.path_params["id"])
    require_admin(caller, group.structure_id)
    return ent_json([_member_row(world.users[id_]) for id_ in group.members])


def _member_row(user: User) -> dict[str, Any]:
    return {
        "id": user.id,
        "login": user.login,
        "username": user.display_name,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "type": user.profile,
        "structures": user.structures,
        "profile": user.profile,
    }

"""Outside applications: create, read, change, lock, delete (contract, 1.7)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.appregistry.rows import conf_row, connector_row
from emulator.cleaning import body_to_json
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import Application
from emulator.refusals import Forbidden, NotFound, Refused, ent_json
from emulator.world import World, world_of

CREATION: dict[str, tuple[str, type]] = {
    "name": ("name", str),
    "displayName": ("display_name", str),
    "address": ("address", str),
    "secret": ("secret", str),
    "scope": ("scope", str),
    "grantType": ("grant_type", str),
    "target": ("target", str),
    "logoutUrl": ("logout_url", str),
    "icon": ("icon", str),
    "inherits": ("inherits", bool),
    "pattern": ("pattern", str),
    "casType": ("cas_type", str),
    "appLocked": ("locked", bool),
    "certUri": ("", str),
    "statCasType": ("", str),
}
CHANGE = {key: column for key, column in CREATION.items() if key != "appLocked"}
FAILED = "appregistry.failed.app"


async def _columns(request: Request, schema: dict[str, tuple[str, type]]) -> dict[str, Any]:
    """The columns of the body; unknown keys and wrong types are refused by the schema [R]."""
    content = await body_to_json(request)
    if set(content) - set(schema) or any(not isinstance(value, schema[key][1]) for key, value in content.items()):
        raise Refused("invalid.schema")
    return {schema[key][0]: value for key, value in content.items() if schema[key][0]}


async def create(request: Request, caller: Caller) -> Response:
    """POST /appregistry/application/external?structureId=: 201; an ADML must name their structure, else 401 [R][T]."""
    world = world_of(request)
    structure_id = request.query_params.get("structureId")
    if structure_id is None and not caller.user.is_super_admin:
        raise Forbidden
    require_admin(caller, structure_id)
    columns = await _columns(request, CREATION)
    if not {"name", "address"} <= set(columns):
        raise Refused("invalid.schema")
    if world.application_by_name(columns["name"]):
        raise Refused(FAILED)
    id_, role_id = world.new_id(), world.new_id()
    shown = {"display_name": columns["name"], **columns}
    world.applications[id_] = Application(id=id_, role_id=role_id, structure_id=structure_id, **shown)
    return ent_json({"id": id_, "roleId": role_id}, 201)


def my_application(request: Request, caller: Caller) -> Application:
    """The application named, for an administrator of its school or for the platform; else 401 in HTML, 404 when there
    is none [R]."""
    application = world_of(request).applications.get(request.path_params["id"])
    if application is None:
        require_admin(caller)
        raise NotFound
    if not caller.user.administers(application.structure_id):
        raise Forbidden
    return application


async def show(request: Request, caller: Caller) -> Response:
    """GET /appregistry/application/conf/:id: no logoutUrl in it [R]."""
    return ent_json(conf_row(my_application(request, caller)))


async def update(request: Request, caller: Caller) -> Response:
    """PUT /appregistry/application/conf/:id: a body without `scope` empties the scope; a locked application stays as it
    is, in silence [R]."""
    application = my_application(request, caller)
    columns = await _columns(request, CHANGE)
    if application.locked:
        return ent_json({})
    vars(application).update({"scope": "", **columns})
    return ent_json({"id": application.id})


async def delete(request: Request, caller: Caller) -> Response:
    """DELETE /appregistry/application/external/:id → 204, even when it is locked and stays [R]."""
    application = my_application(request, caller)
    if not application.locked:
        del world_of(request).applications[application.id]
    return Response(status_code=204)


async def toggle_lock(request: Request, caller: Caller) -> Response:
    """PUT /appregistry/application/external/:id/lock, super administrator: `{"locked"}` turned over [R]."""
    if not caller.user.is_super_admin:
        raise Forbidden
    application = my_application(request, caller)
    application.locked = not application.locked
    return ent_json({"locked": application.locked})


async def list_external(request: Request, caller: Caller) -> Response:
    """GET /appregistry/external-applications?structureId=: the connectors of the school [R]."""
    world = world_of(request)
    structure_id = request.query_params.get("structureId")
    if structure_id is None and not caller.user.is_super_admin:
        raise Forbidden
    require_admin(caller, structure_id)
    rows = [app for app in world.applications.values() if structure_id in {None, app.structure_id}]
    return ent_json([_listed(world, app) for app in rows])


def _listed(world: World, application: Application) -> dict[str, Any]:
    row = connector_row(application)
    return row if world.inferred.connectors_are_nested else row["data"]

"""Registering an outside application (contract, 1.7)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import Application
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of

FIELDS = {
    "name": "name",
    "displayName": "display_name",
    "address": "address",
    "secret": "secret",
    "scope": "scope",
    "grantType": "grant_type",
    "target": "target",
    "logoutUrl": "logout_url",
    "icon": "icon",
}
IGNORED = {"inherits", "appLocked", "certUri", "casType", "statCasType", "pattern"}


def _fields(content: dict[str, Any]) -> dict[str, Any]:
    """The columns of the body; unknown keys are refused by the schema."""
    if set(content) - set(FIELDS) - IGNORED:
        raise Refused("invalid.schema")
    return {field: content[key] for key, field in FIELDS.items() if content.get(key) is not None}


async def create(request: Request, caller: Caller) -> Response:
    """POST /appregistry/application/external?structureId=: 201; an ADML must name their structure, else 401 [R][T]."""
    world = world_of(request)
    structure_id = request.query_params.get("structureId")
    if structure_id is None and not caller.user.is_super_admin:
        raise Forbidden
    require_admin(caller, structure_id)
    fields = _fields(await body_to_json(request))
    if not {"name", "address"} <= set(fields):
        raise Refused("invalid.schema")
    if world.application_by_name(fields["name"]):
        raise Refused("appregistry.failed.app")
    id_ = world.new_id()
    shown = {"display_name": fields["name"], **fields}
    world.applications[id_] = Application(id=id_, structure_id=structure_id, **shown)
    return ent_json({"id": id_, "roleId": world.new_id()}, 201)


def _mine(request: Request, caller: Caller) -> Application:
    application = world_of(request).applications.get(request.path_params["id"])
    if application is None:
        raise Refused("appregistry.failed.app")
    require_admin(caller, application.structure_id)
    return application


async def show(request: Request, caller: Caller) -> Response:
    """GET /appregistry/application/conf/:id [R]."""
    return ent_json(_row(_mine(request, caller)))


async def update(request: Request, caller: Caller) -> Response:
    """PUT /appregistry/application/conf/:id [R]."""
    application = _mine(request, caller)
    vars(application).update(_fields(await body_to_json(request)))
    return ent_json(_row(application))


async def delete(request: Request, caller: Caller) -> Response:
    """DELETE /appregistry/application/external/:id → 204 [R]."""
    del world_of(request).applications[_mine(request, caller).id]
    return Response(status_code=204)


async def list_external(request: Request, caller: Caller) -> Response:
    """GET /appregistry/external-applications?structureId= [R]."""
    structure_id = request.query_params.get("structureId")
    require_admin(caller, structure_id)
    rows = [app for app in world_of(request).applications.values() if structure_id in {None, app.structure_id}]
    return ent_json([_row(app) for app in rows])


async def authorize(request: Request, caller: Caller) -> Response:
    """PUT …/authorize?profile=Student: gives the role to the school's profile groups [R]."""
    world = world_of(request)
    application, structure_id = _mine(request, caller), request.path_params["structure"]
    require_admin(caller, structure_id)
    application.groups |= _profile_groups(world, structure_id, set(request.query_params.getlist("profile")))
    return ent_json({})


def _profile_groups(world: World, structure_id: str, profiles: set[str]) -> set[str]:
    return {g.id for g in world.groups.values() if g.structure_id == structure_id and g.profile in profiles}


def _row(application: Application) -> dict[str, Any]:
    row = {key: getattr(application, field) for key, field in FIELDS.items()}
    return {"id": application.id, **row}

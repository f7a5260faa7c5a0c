"""Who has the role that shows an application in "My apps" (contract, 1.7) [R]."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.appregistry.applications import my_application
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import Application
from emulator.refusals import Refused, ent_json
from emulator.world import World, world_of


async def authorize(request: Request, caller: Caller) -> Response:
    """PUT …/structure/:structure/application/external/:id/authorize?profile=Student&profile=…: the role goes to the
    school's profile groups; nothing happens, in silence, when the application is locked [R]."""
    application, groups = _asked(request, caller)
    if not application.locked:
        application.groups |= groups
    return ent_json({})


async def unauthorize(request: Request, caller: Caller) -> Response:
    """DELETE of the same address → 204 [R]."""
    application, groups = _asked(request, caller)
    if not application.locked:
        application.groups -= groups
    return Response(status_code=204)


def _asked(request: Request, caller: Caller) -> tuple[Application, set[str]]:
    """The application and the profile groups named; 400 without a profile."""
    application, structure_id = my_application(request, caller), request.path_params["structure"]
    require_admin(caller, structure_id)
    profiles = set(request.query_params.getlist("profile"))
    if not profiles:
        raise Refused("bad.request")
    return application, _profile_groups(world_of(request), structure_id, profiles)


def _profile_groups(world: World, structure_id: str, profiles: set[str]) -> set[str]:
    return {
        group.id
        for group in world.groups.values()
        if group.kind == "ProfileGroup" and structure_id in group.structure_ids and group.profile in profiles
    }


async def groups_with_roles(request: Request, caller: Caller) -> Response:
    """GET /appregistry/application/external/:id/groups/roles?structureId=: the role and the groups that hold it [R]."""
    world = world_of(request)
    structure_id = request.query_params.get("structureId")
    require_admin(caller, structure_id)
    application = my_application(request, caller)
    holders = [world.groups[id_] for id_ in sorted(application.groups) if id_ in world.groups]
    here = [group for group in holders if structure_id in group.structure_ids]
    row = {
        "id": application.role_id,
        "name": f"{application.name}- ACCESS ",
        "connectorId": application.id,
        "subStructures": [],
        "owner": application.structure_id,
        "groups": [{"id": group.id, "name": group.name} for group in here],
    }
    return ent_json([row])

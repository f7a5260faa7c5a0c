"""Who is in a group (contract, 3.2 and 3.3)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.directory.groups import my_group
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.people import Group, User
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of

ACTIVATION = {"active": True, "inactive": False}
SHORTEST_SEARCH = 3


async def add_members(request: Request, caller: Caller) -> Response:
    """PUT /directory/group/:id/users/add `{"userIds"}` → 200 `{}` [R]."""
    group = my_group(request, caller)
    _change(world_of(request), group, await _user_ids(request), adding=True)
    return ent_json({})


async def remove_members(request: Request, caller: Caller) -> Response:
    """PUT /directory/group/:id/users/delete `{"userIds"}` → 200 `{}` [R]."""
    group = my_group(request, caller)
    _change(world_of(request), group, await _user_ids(request), adding=False)
    return ent_json({})


async def _user_ids(request: Request) -> list[Any]:
    ids = (await body_to_json(request)).get("userIds")
    if not isinstance(ids, list):
        raise Refused("invalid.schema")
    return ids


async def change_member(request: Request, caller: Caller) -> Response:
    """POST and DELETE /directory/user/group/:user/:group [R]."""
    group = my_group(request, caller)
    _change(world_of(request), group, [request.path_params["user"]], adding=request.method == "POST")
    return ent_json({})


def _change(world: World, group: Group, ids: list[Any], *, adding: bool) -> None:
    """Ids that are nobody's are left out, in silence."""
    known = [id_ for id_ in ids if id_ in world.users]
    kept = [id_ for id_ in group.members if id_ not in known]
    group.members = [*kept, *known] if adding else kept


async def members(request: Request, caller: Caller) -> Response:
    """GET /directory/user/group/:id: every member, for an administrator of a school of the group [R]."""
    world = world_of(request)
    return ent_json([_member_row(world.users[id_]) for id_ in my_group(request, caller).members])


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


async def list_users(request: Request, caller: Caller) -> Response:
    """GET /directory/user/admin/list?groupId=|structureId=&profile=&filterActive=&searchTerm=: long rows. With a group
    the people of other schools are there too [R]."""
    world = world_of(request)
    require_admin(caller)
    query = request.query_params
    search = query.get("searchTerm", "").strip().lower()
    if "searchTerm" in query and len(search) < SHORTEST_SEARCH:
        raise Forbidden
    profiles, active = set(query.getlist("profile")), ACTIVATION.get(query.get("filterActive", ""))
    rows = [
        user
        for user in _asked_users(world, caller, query.get("groupId"), query.get("structureId"))
        if (not profiles or user.profile in profiles)
        and (active is None or user.activated == active)
        and search in user.display_name.lower()
    ]
    return ent_json([_long_row(world, user) for user in rows])


def _asked_users(world: World, caller: Caller, group_id: str | None, structure_id: str | None) -> list[User]:
    """Those of the group, else those of one's schools."""
    if group_id:
        group = world.groups.get(group_id)
        return [world.users[id_] for id_ in group.members] if group else []
    mine = set(world.structures) if caller.user.is_super_admin else set(caller.user.administered)
    schools = mine & {structure_id} if structure_id else mine
    return [user for user in world.users.values() if schools & set(user.structures) and not user.deleted]


def _long_row(world: World, user: User) -> dict[str, Any]:
    """`code` is there as long as the account is not activated: the way to know who will never read [R]."""
    relatives = [other for other in world.users.values() if user.id in other.children]
    return {
        "id": user.id,
        "type": user.profile,
        "externalId": user.external_id,
        "code": None if user.activated else (user.activation_code or "activation"),
        "login": user.login,
        "originalLogin": user.login,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "displayName": user.display_name,
        "birthDate": user.birth_date,
        "blocked": None,
        "lastLogin": None,
        "email": user.email,
        "mobile": user.mobile,
        "structures": [{"id": id_, "name": world.structures[id_].name} for id_ in user.structures],
        "allClasses": [{"id": f"class-{name}", "name": name.partition("$")[2] or name} for name in user.classes],
        "functions": [[code, function.get("scope")] for code, function in user.functions.items()],
        "parents": [{"id": each.id, "firstName": each.first_name, "lastName": each.last_name} for each in relatives],
        "children": [{"id": id_, "displayName": world.users[id_].display_name} for id_ in user.children],
    }

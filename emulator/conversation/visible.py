"""Who can I write to, as the messaging module says it (contract, 2.10)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.communication.rules import matches, visible_groups, visible_ids, visible_users
from emulator.identity import Caller
from emulator.people import Group, User
from emulator.refusals import Refused, ent_json
from emulator.world import World, world_of


async def visible(request: Request, caller: Caller) -> Response:
    """GET /conversation/visible?search=: the search filters users only; every visible group comes back [R]."""
    world = world_of(request)
    search = request.query_params.get("search", "")
    people = [user for user in visible_users(world, caller.user) if matches(user.display_name, search)]
    groups = [_group_row(world, group) for group in visible_groups(world, caller.user)]
    return ent_json({"groups": groups, "users": [_user_row(user) for user in people]})


def _group_row(world: World, group: Group) -> dict[str, Any]:
    school = world.structures[group.structure_id].name
    row = {"id": group.id, "name": group.name, "groupDisplayName": None}
    return {**row, "profile": group.short_kind, "structureName": school}


def _user_row(user: User) -> dict[str, Any]:
    row = {"id": user.id, "displayName": user.display_name, "groupDisplayName": None}
    return {**row, "profile": user.profile, "structureName": None}


async def visibles(request: Request, caller: Caller) -> Response:
    """POST /conversation/visibles `{"ids"}`: one row per id visible to me; the key is literally "visibles.id" [R]."""
    world = world_of(request)
    ids = (await body_to_json(request)).get("ids")
    if not isinstance(ids, list):
        raise Refused("conversation.invalid.parameter")
    mine = visible_ids(world, caller.user)
    return ent_json([{"visibles.id": id_} for id_ in dict.fromkeys(map(str, ids)) if id_ in mine])

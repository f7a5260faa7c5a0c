"""Searching whom one may write to, as the new front and the mobile application do (contract, 2.10)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.communication.rules import matches, visible_groups, visible_users
from emulator.identity import Caller
from emulator.people import Bookmark, Group, User
from emulator.refusals import ent_json
from emulator.world import World, world_of

MODES = {"light", "complete", "optimized", "excludeFamily", "legacy"}
EVERYWHERE = ["TO", "CC", "CCI"]


async def search(request: Request, caller: Caller) -> Response:
    """GET /communication/visible/search?query=&mode=&includeHidden=: groups and people, both filtered by name; without
    query, all. An unknown mode is `light`; `legacy` filters people only [R]."""
    world, query = world_of(request), request.query_params
    text, asked = query.get("query", ""), query.get("mode") or world.options.search_mode
    mode = asked if asked in MODES else "light"
    hidden = query.get("includeHidden", "").lower() == "true" and mode != "legacy"
    groups = [
        _group_row(world, group, mode)
        for group in visible_groups(world, caller.user, hidden=hidden)
        if mode == "legacy" or matches(group.name, text)
    ]
    people = [user for user in visible_users(world, caller.user) if matches(user.display_name, text)]
    users = [_user_row(world, user, caller.user, mode) for user in people]
    mine = [each for each in world.bookmarks.values() if each.owner == caller.user.id and matches(each.name, text)]
    return ent_json([*map(_bookmark_row, mine), *groups, *users])


def _bookmark_row(bookmark: Bookmark) -> dict[str, Any]:
    return {"id": bookmark.id, "displayName": bookmark.name, "type": "ShareBookmark", "usedIn": EVERYWHERE}


def _group_row(world: World, group: Group, mode: str) -> dict[str, Any]:
    """`profile` is there for profile groups only; a broadcast list takes hidden copies only; in `legacy` mode every group
    comes out as a profile group, without its school [R]."""
    legacy, broadcast = mode == "legacy", group.sub_type == "BroadcastGroup"
    profile = {"profile": group.short_kind} if legacy or group.kind == "ProfileGroup" else {}
    return {
        "id": group.id,
        "displayName": group.name,
        "type": "BroadcastGroup" if broadcast else "Group",
        "groupType": "ProfileGroup" if legacy else group.kind,
        "nbUsers": len(group.members),
        "structureName": None if legacy else world.structures[group.structure_id].name,
        "usedIn": ["CCI"] if broadcast else EVERYWHERE,
        **profile,
    }


def _user_row(world: World, user: User, viewer: User, mode: str) -> dict[str, Any]:
    """Callers who are not pupils also get the families [T], but in `excludeFamily` mode; `complete` and `optimized` add
    classes and functions."""
    row: dict[str, Any] = {
        "id": user.id,
        "displayName": user.display_name,
        "type": "User",
        "profile": user.profile,
        "structureName": None,
        "usedIn": EVERYWHERE,
    }
    if viewer.profile != "Student" and mode != "excludeFamily":
        row |= _family(world, user)
    if mode in {"complete", "optimized"}:
        classrooms = [{"id": f"class-{name}", "name": name.partition("$")[2] or name} for name in user.classes]
        row |= {"classrooms": classrooms, "functions": [], "disciplines": []}
    return row


def _family(world: World, user: User) -> dict[str, Any]:
    relatives = [other for other in world.users.values() if user.id in other.children]
    children = [world.users[id_] for id_ in user.children]
    names = {"children": children, "relatives": relatives}
    return {key: [{"id": one.id, "displayName": one.display_name} for one in people] for key, people in names.items()}

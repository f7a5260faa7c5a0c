"""Share bookmarks: one's own lists of people and groups, which the client must open before writing (contract, 2.1)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.identity import Caller
from emulator.people import Bookmark, User
from emulator.refusals import Refused, ent_json
from emulator.world import World, world_of


def opened(world: World, user: User, ids: list[str]) -> list[str]:
    """The ids, with the user's own bookmarks replaced by what they hold when the server does that (a switch)."""
    if world.inferred.bookmarks_are_refused:
        return ids
    mine = {bookmark.id: bookmark.members for bookmark in world.bookmarks.values() if bookmark.owner == user.id}
    return list(dict.fromkeys(member for id_ in ids for member in mine.get(id_, [id_])))


async def _content(request: Request) -> dict[str, Any]:
    content = await body_to_json(request)
    members = content.get("members")
    if set(content) != {"name", "members"} or not isinstance(members, list) or not isinstance(content["name"], str):
        raise Refused("invalid.schema")
    return content


async def create(request: Request, caller: Caller) -> Response:
    """POST /directory/sharebookmark `{"name", "members": [ids]}` → 201 `{"id"}` [R]."""
    world = world_of(request)
    content = await _content(request)
    bookmark = Bookmark(f"_{world.new_id()}", caller.user.id, content["name"], list(map(str, content["members"])))
    world.bookmarks[bookmark.id] = bookmark
    return ent_json({"id": bookmark.id}, 201)


def _mine(request: Request, caller: Caller) -> Bookmark:
    bookmark = world_of(request).bookmarks.get(request.path_params["id"])
    if bookmark is None or bookmark.owner != caller.user.id:
        raise Refused("empty.sharebookmark", 404)
    return bookmark


async def update(request: Request, caller: Caller) -> Response:
    """PUT /directory/sharebookmark/:id [R]."""
    bookmark = _mine(request, caller)
    content = await _content(request)
    bookmark.name, bookmark.members = content["name"], list(map(str, content["members"]))
    return ent_json({})


async def show_all(request: Request, caller: Caller) -> Response:
    """GET /directory/sharebookmark/all: names and ids of mine [R]."""
    mine = [each for each in world_of(request).bookmarks.values() if each.owner == caller.user.id]
    return ent_json([{"id": bookmark.id, "name": bookmark.name} for bookmark in mine])


async def show(request: Request, caller: Caller) -> Response:
    """GET /directory/sharebookmark/:id: its people and groups [R]."""
    world = world_of(request)
    bookmark = _mine(request, caller)
    groups = [world.groups[id_] for id_ in bookmark.members if id_ in world.groups]
    users = [world.users[id_] for id_ in bookmark.members if id_ in world.users]
    return ent_json(
        {
            "id": bookmark.id,
            "name": bookmark.name,
            "groups": [{"id": group.id, "name": group.name, "nbUsers": len(group.members)} for group in groups],
            "users": [{"id": user.id, "displayName": user.display_name, "profile": user.profile} for user in users],
        }
    )


async def delete(request: Request, caller: Caller) -> Response:
    """DELETE /directory/sharebookmark/:id [R]."""
    del world_of(request).bookmarks[_mine(request, caller).id]
    return ent_json({})

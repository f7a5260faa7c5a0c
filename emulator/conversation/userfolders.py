"""Folders made by the user; the system ones are not listed (contract, 2.6)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.conversation.mailbox import listed
from emulator.identity import Caller
from emulator.letters import Folder
from emulator.people import User
from emulator.refusals import Refused, ent_json
from emulator.world import World, world_of

MAX_DEPTH = 3


async def folders(request: Request, caller: Caller) -> Response:
    """GET /conversation/api/folders?depth=1..3: own folders, a tree with `subFolders` beyond depth 1 [R]."""
    world = world_of(request)
    asked = request.query_params.get("depth", "1")
    depth = int(asked) if asked.isdigit() and 1 <= int(asked) <= MAX_DEPTH else 1
    return ent_json(_tree(world, caller.user, None, depth))


def _tree(world: World, user: User, parent_id: str | None, depth: int) -> list[dict[str, Any]]:
    rows = []
    for folder in world.folders.values():
        if folder.user_id == user.id and folder.parent_id == parent_id:
            inside = _row(world, user, folder)
            below = {"subFolders": _tree(world, user, folder.id, depth - 1)} if depth > 1 else {}
            rows.append({**inside, **below})
    return rows


def _row(world: World, user: User, folder: Folder) -> dict[str, Any]:
    return {
        "id": folder.id,
        "parent_id": folder.parent_id,
        "name": folder.name,
        "depth": folder.depth,
        "nbMessages": len(listed(world, user, folder.id)),
        "nbUnread": len(listed(world, user, folder.id, unread=True)),
    }


async def legacy_folders(request: Request, caller: Caller) -> Response:
    """GET /conversation/userfolders/list: a flat list of the first level [R]."""
    world = world_of(request)
    return ent_json(_tree(world, caller.user, request.query_params.get("parentId"), 1))


async def create_folder(request: Request, caller: Caller) -> Response:
    """POST /conversation/folder `{"name", "parentId"}` → 201; this one has a JSON schema [R]."""
    world = world_of(request)
    content = await body_to_json(request)
    parent = world.folders.get(str(content.get("parentId")))
    if not isinstance(content.get("name"), str) or set(content) - {"name", "parentId"}:
        raise Refused("conversation.invalid.fields")
    depth = parent.depth + 1 if parent else 1
    if depth > MAX_DEPTH:
        raise Refused("error.max.folder.depth")
    parent_id = parent.id if parent else None
    twins = [
        f
        for f in world.folders.values()
        if (f.user_id, f.name, f.parent_id) == (caller.user.id, content["name"], parent_id)
    ]
    if twins:
        raise Refused("conversation.error.duplicate.folder")
    folder = Folder(world.new_id(), caller.user.id, content["name"], parent_id, depth)
    world.folders[folder.id] = folder
    return ent_json({"id": folder.id}, 201)

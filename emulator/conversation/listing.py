"""Folders, lists and counts (contract, 2.6)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.conversation.mailbox import SYSTEM_FOLDERS, listed
from emulator.conversation.shapes import legacy_row, row
from emulator.identity import Caller
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of

SHORTEST_SEARCH = 3


def _number(request: Request, name: str, default: int) -> int:
    value = request.query_params.get(name, "")
    return int(value) if value.isdigit() else default


def _unread(request: Request) -> bool | None:
    value = request.query_params.get("unread")
    return None if value is None else value == "true"


def _known_folder(world: World, caller: Caller, folder: str) -> str:
    mine = folder in world.folders and world.folders[folder].user_id == caller.user.id
    if folder.lower() not in SYSTEM_FOLDERS and not mine:
        raise Forbidden
    return folder


async def list_messages(request: Request, caller: Caller) -> Response:
    """GET /conversation/api/folders/:folder/messages: 25 rows at most, a search of fewer than 3 characters is a 400 [R]."""
    world = world_of(request)
    search = request.query_params.get("search", "")
    if 0 < len(search) < SHORTEST_SEARCH:
        raise Refused("conversation.invalid.parameter")
    folder = _known_folder(world, caller, request.path_params["folder"])
    found = listed(world, caller.user, folder, unread=_unread(request), search=search)
    asked = _number(request, "page_size", world.options.page_size)
    size = asked if 1 <= asked <= world.options.page_size else world.options.page_size
    start = _number(request, "page", 0) * size
    return ent_json([row(world, *pair, caller.user, len(found)) for pair in found[start : start + size]])


async def legacy_list(request: Request, caller: Caller) -> Response:
    """GET /conversation/list/:folder: the legacy rows, 25 a page [T]."""
    world = world_of(request)
    folder = _known_folder(world, caller, request.path_params["folder"])
    search = request.query_params.get("search", "")
    found = listed(world, caller.user, folder, unread=_unread(request), search=search)
    start = _number(request, "page", 0) * world.options.page_size
    rows = found[start : start + world.options.page_size]
    return ent_json([legacy_row(world, *pair, caller.user, len(found)) for pair in rows])


async def count(request: Request, caller: Caller) -> Response:
    """GET /conversation/count/:folder and /conversation/api/count/:folder → `{"count"}` [R]."""
    world = world_of(request)
    folder = _known_folder(world, caller, request.path_params["folder"])
    return ent_json({"count": len(listed(world, caller.user, folder, unread=_unread(request)))})


async def max_depth(request: Request, caller: Caller) -> Response:  # noqa: ARG001 - handlers share one signature
    """GET /conversation/max-depth [R]."""
    minutes = int(world_of(request).options.recall_seconds // 60)
    return ent_json({"max-depth": 3, "recall-delay-minutes": minutes, "get-visible-strategy": "all-at-once"})

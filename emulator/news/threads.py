"""Threads of news (contract, 6)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.identity import Caller
from emulator.news.model import Thread
from emulator.news.rights import CONTRIB, MANAGE, may, read_shares, require
from emulator.news.rows import shares_row, thread_row
from emulator.refusals import Refused, ent_json
from emulator.world import world_of

KEYS: dict[str, type] = {"title": str, "icon": str, "mode": int, "structure": dict}
REQUIRED = {"title", "mode", "structure"}


async def _content(request: Request) -> dict[str, Any]:
    content = await body_to_json(request)
    if set(content) - set(KEYS) or any(not isinstance(value, KEYS[key]) for key, value in content.items()):
        raise Refused("invalid.schema")
    if "structure" in content and not isinstance(content["structure"].get("id"), str):
        raise Refused("invalid.schema")
    return content


async def create_thread(request: Request, caller: Caller) -> Response:
    """POST /actualites/api/v1/threads `{"title", "mode", "structure": {"id"}}`: 400 outside one's schools [R]."""
    world = world_of(request)
    content = await _content(request)
    if not set(content) >= REQUIRED:
        raise Refused("invalid.schema")
    structure_id = content["structure"]["id"]
    if structure_id not in caller.user.structures or structure_id not in world.structures:
        raise Refused("User must be attached to the structure")
    id_ = max(world.threads, default=0) + 1
    thread = Thread(id_, content["title"], caller.user.id, structure_id, world.now())
    thread.icon, thread.mode = content.get("icon", ""), content["mode"]
    world.threads[id_] = thread
    return ent_json({"id": id_})


async def list_threads(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/threads: those where I may write or publish [R]."""
    world = world_of(request)
    mine = [thread for thread in world.threads.values() if may(world, caller.user, thread, CONTRIB)]
    return ent_json([thread_row(world, thread, caller.user) for thread in mine])


async def show_thread(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/threads/:id [R]."""
    world = world_of(request)
    thread = require(world, caller.user, request.path_params["id"], CONTRIB)
    return ent_json(thread_row(world, thread, caller.user))


async def update_thread(request: Request, caller: Caller) -> Response:
    """PUT /actualites/api/v1/threads/:id, right `manage` [R]."""
    thread = require(world_of(request), caller.user, request.path_params["id"], MANAGE)
    content = await _content(request)
    thread.title = content.get("title", thread.title)
    thread.icon, thread.mode = content.get("icon", thread.icon), content.get("mode", thread.mode)
    return ent_json({"id": thread.id})


async def delete_thread(request: Request, caller: Caller) -> Response:
    """DELETE /actualites/api/v1/threads/:id, right `manage`: its infos go with it [R]."""
    world = world_of(request)
    thread = require(world, caller.user, request.path_params["id"], MANAGE)
    world.infos = {id_: info for id_, info in world.infos.items() if info.thread_id != thread.id}
    del world.threads[thread.id]
    return ent_json({})


async def thread_shares(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/threads/:id/shares, right `manage` [R]."""
    world = world_of(request)
    thread = require(world, caller.user, request.path_params["id"], MANAGE)
    return ent_json(shares_row(world, thread.shares, thread.owner))


async def share_thread(request: Request, caller: Caller) -> Response:
    """PUT /actualites/api/v1/threads/:id/shares, right `manage`: replaces all the shares [R]."""
    thread = require(world_of(request), caller.user, request.path_params["id"], MANAGE)
    thread.shares = read_shares(await body_to_json(request))
    return ent_json({})

"""The news module, as much as an announcement needs (contract, 6) [R]."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.identity import Caller
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import world_of

DRAFT, PENDING, PUBLISHED = 1, 2, 3
MOST = 20
INFO_KEYS = {"title", "thread_id", "content", "status", "publication_date", "expiration_date", "is_headline"}


async def create_thread(request: Request, caller: Caller) -> Response:
    """POST /actualites/api/v1/threads `{"title", "mode", "structure": {"id"}}`: 400 outside one's schools [R]."""
    world = world_of(request)
    content = await body_to_json(request)
    if set(content) - {"title", "mode", "structure", "icon"} or not {"title", "mode", "structure"} <= set(content):
        raise Refused("invalid.schema")
    if content["structure"].get("id") not in caller.user.structures:
        raise Refused("actualites.structure.not.allowed")
    id_ = len(world.threads) + 1
    world.threads[id_] = {
        "id": id_,
        "title": content["title"],
        "owner": caller.user.id,
        "structure": content["structure"]["id"],
    }
    return ent_json({"id": id_})


async def create_info(request: Request, caller: Caller) -> Response:
    """POST /actualites/api/v1/infos: `status` must be draft (1) or pending (2) [R]."""
    content = await body_to_json(request)
    if content.get("status") not in {DRAFT, PENDING}:
        raise Refused("Status should be in DRAFT or PENDING")
    return _keep(request, caller, content)


async def publish_info(request: Request, caller: Caller) -> Response:
    """POST /actualites/api/v1/infos/published: visible at once, for a year [R]."""
    return _keep(request, caller, {**await body_to_json(request), "status": PUBLISHED})


def _keep(request: Request, caller: Caller, content: dict[str, Any]) -> Response:
    world = world_of(request)
    thread = world.threads.get(content.get("thread_id", 0))
    if set(content) - INFO_KEYS or not {"title", "content"} <= set(content):
        raise Refused("invalid.schema")
    if thread is None or thread["owner"] != caller.user.id:
        raise Forbidden
    id_ = len(world.infos) + 1
    now = world.now()
    dates = {"publication_date": now.isoformat(), "expiration_date": (now + timedelta(days=365)).isoformat()}
    world.infos[id_] = {
        "id": id_,
        **dates,
        **content,
        "owner": {"id": caller.user.id, "displayName": caller.user.display_name},
    }
    return ent_json({"id": id_})


def _seen(request: Request, caller: Caller) -> list[dict[str, Any]]:
    """My own, and what is published in my schools, newest first; shares are not emulated [I]."""
    world = world_of(request)
    return [
        info
        for info in reversed(world.infos.values())
        if info["owner"]["id"] == caller.user.id
        or (info["status"] == PUBLISHED and world.threads[info["thread_id"]]["structure"] in caller.user.structures)
    ]


async def list_infos(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/infos?status= [R]."""
    status = request.query_params.get("status")
    return ent_json([info for info in _seen(request, caller) if status in {None, str(info["status"])}])


async def last_infos(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/infos/preview/last/:n, n from 1 to 20 [R]."""
    count = request.path_params["count"]
    if not 1 <= count <= MOST:
        raise Refused("actualites.invalid.parameter")
    return ent_json([info for info in _seen(request, caller) if info["status"] == PUBLISHED][:count])

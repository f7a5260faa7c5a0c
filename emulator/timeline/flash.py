"""Flash messages, the banners of a school (contract, 4.3): those of the seed, until each person has read them [R]."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.identity import Caller
from emulator.refusals import NotFound, ent_json
from emulator.world import world_of


async def list_mine(request: Request, caller: Caller) -> Response:
    """GET /timeline/flashmsg/listuser: the banners for my profile that I have not closed."""
    world, user = world_of(request), caller.user
    mine = [
        banner
        for banner in world.portal.get("flash", [])
        if user.profile in banner["profiles"] and (user.id, banner["id"]) not in world.closed_banners
    ]
    return ent_json(mine)


async def mark_as_read(request: Request, caller: Caller) -> Response:
    """PUT /timeline/flashmsg/:id/markasread."""
    world, id_ = world_of(request), request.path_params["id"]
    if all(banner["id"] != id_ for banner in world.portal.get("flash", [])):
        raise NotFound
    world.closed_banners.add((caller.user.id, id_))
    return ent_json({})

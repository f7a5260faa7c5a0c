"""Reading news (contract, 6)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.identity import Caller
from emulator.news.model import PUBLISHED, STATUS_NAMES, STATUSES, Info
from emulator.news.rights import sees
from emulator.news.rows import info_row, light_row
from emulator.people import User
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of

PAGE_SIZE, MOST = 20, 20


def visible_infos(world: World, user: User) -> list[Info]:
    """What the user may see, headlines first, newest first."""
    mine = [info for info in world.infos.values() if sees(world, user, info)]
    return sorted(mine, key=lambda info: (info.is_headline, info.modified), reverse=True)


async def list_infos(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/infos?page=&pageSize=&threadIds=&status=&state=: published ones when no status is asked [R]."""
    world, query = world_of(request), request.query_params
    threads = {int(text) for text in query.getlist("threadIds") if text.isdigit()}
    statuses = _statuses(world, query.getlist("status"))
    states = [state.upper() for state in query.getlist("state") if state.upper() in {"EXPIRED", "INCOMING"}]
    found = [
        info
        for info in visible_infos(world, caller.user)
        if info.status in statuses
        and (not threads or info.thread_id in threads)
        and (not states or any(info.in_state(state, world.now()) for state in states))
    ]
    size = min(_number(query.get("pageSize"), PAGE_SIZE) or PAGE_SIZE, PAGE_SIZE)
    start = _number(query.get("page"), 0) * size
    return ent_json([info_row(world, info, caller.user) for info in found[start : start + size]])


def _statuses(world: World, asked: list[str]) -> set[int]:
    """By name; whether a number counts too is a switch."""
    names = {STATUSES[text.upper()] for text in asked if text.upper() in STATUSES}
    if world.inferred.news_status_may_be_a_number:
        names |= {int(text) for text in asked if text.isdigit() and int(text) in STATUS_NAMES}
    return names or {PUBLISHED}


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default


async def show_info(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/infos/:id [R]."""
    world = world_of(request)
    info = world.infos.get(request.path_params["id"])
    if info is None or not sees(world, caller.user, info):
        raise Forbidden
    return ent_json(info_row(world, info, caller.user))


async def last_infos(request: Request, caller: Caller) -> Response:
    """GET /actualites/api/v1/infos/preview/last/:n, n from 1 to 20 [R]."""
    text = request.path_params["count"]
    if not text.isdigit() or not 1 <= int(text) <= MOST:
        raise Refused("actualites.widget.bad.request.invalid.size")
    world = world_of(request)
    shown = [info for info in visible_infos(world, caller.user) if info.shown_at(world.now())]
    return ent_json([light_row(world, info, caller.user) for info in shown[: int(text)]])

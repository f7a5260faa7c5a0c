"""Reading the feed (contract, 4.3)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.identity import Caller
from emulator.refusals import ent_json
from emulator.timeline.notify import TYPES
from emulator.world import world_of

PAGE = 25


async def last_notifications(request: Request, caller: Caller) -> Response:
    """GET /timeline/lastNotifications?page=&type=: 25 a page, newest first, Mongo dates [R]."""
    world = world_of(request)
    kinds = set(request.query_params.getlist("type"))
    mine = [
        line
        for line in reversed(world.feed)
        if (not kinds or line["type"] in kinds) and any(each["userId"] == caller.user.id for each in line["recipients"])
    ]
    page = int(request.query_params.get("page", "0")) if request.query_params.get("page", "0").isdigit() else 0
    rows = [_seen_by(line, caller.user.id) for line in mine[page * PAGE : (page + 1) * PAGE]]
    return ent_json({"status": "ok", "number": len(rows), "results": rows})


def _seen_by(line: dict[str, Any], user_id: str) -> dict[str, Any]:
    """The other recipients are not shown."""
    return {**line, "recipients": [each for each in line["recipients"] if each["userId"] == user_id]}


async def types(request: Request, caller: Caller) -> Response:  # noqa: ARG001 - handlers share one signature
    """GET /timeline/types [R]."""
    return ent_json(TYPES)

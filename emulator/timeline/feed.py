"""Reading the feed and adding to it (contract, 4.3 and 4.4)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.identity import Caller
from emulator.refusals import Refused, ent_json
from emulator.timeline.notify import TYPES, flooded, post
from emulator.world import world_of

PUBLISH = "org.entcore.timeline.controllers.TimelineController|publish"
KEYS = {"message", "type", "recipients", "params", "event-type", "resource", "sub-resource", "sender"}
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


async def publish(request: Request, caller: Caller) -> Response:
    """POST /timeline/publish, right or scope `…TimelineController|publish`: 201, in the feed only, no mail, no push [R][T]."""
    world = world_of(request)
    content = await body_to_json(request)
    if set(content) - KEYS or not {"message", "recipients", "type"} <= set(content):
        raise Refused("invalid.schema")
    people = [world.users[each["userId"]] for each in content["recipients"] if each.get("userId") in world.users]
    sender = content.get("sender") or (caller.someone.id if caller.someone else None)
    if sender is None or not flooded(world, str(sender)):
        post(
            world,
            kind=str(content["type"]),
            event=content.get("event-type"),
            sender=sender,
            resource=content.get("resource"),
            params=content.get("params") or {},
            people=people,
            text=str(content["message"]),
        )
    return ent_json({}, 201)

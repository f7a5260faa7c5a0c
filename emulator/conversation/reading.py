"""Opening a message: it marks it as read for the caller, and nobody else ever knows (contract, 2.6 and 2.7)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.conversation.mailbox import my_copies, my_copy
from emulator.conversation.shapes import legacy_whole, whole
from emulator.identity import Caller
from emulator.refusals import Refused, ent_json
from emulator.world import world_of


async def read_message(request: Request, caller: Caller) -> Response:
    """GET /conversation/api/messages/:id: own mailbox only, else 401 HTML; marks as read [R]."""
    world = world_of(request)
    copy = my_copy(world, caller.user, request.path_params["id"])
    message = world.messages[copy.message_id]
    if request.query_params.get("originalFormat") == "true":
        raise Refused(f"No original content found for message with id : {message.id}")
    copy.unread = False
    return ent_json(whole(world, message, copy, caller.user))


async def legacy_read_message(request: Request, caller: Caller) -> Response:
    """GET /conversation/message/:id: the same in the legacy shape; marks as read too [R]."""
    world = world_of(request)
    copy = my_copy(world, caller.user, request.path_params["id"])
    copy.unread = False
    return ent_json(legacy_whole(world, world.messages[copy.message_id], copy, caller.user))


async def toggle_unread(request: Request, caller: Caller) -> Response:
    """POST /conversation/toggleUnread `{"id", "unread"}`: the caller's own copies only [R]."""
    world = world_of(request)
    content = await body_to_json(request)
    if not isinstance(content.get("unread"), bool):
        raise Refused("conversation.invalid.parameter")
    for copy in my_copies(world, caller.user, content.get("id")):
        copy.unread = content["unread"]
    return ent_json({})

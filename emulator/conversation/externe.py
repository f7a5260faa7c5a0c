"""Sending as an outside application (contract, 2.12): a very powerful right, refused to almost everyone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.conversation.delivery import deliver
from emulator.conversation.drafts import new_message
from emulator.guard import require_admin
from emulator.identity import Caller
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import world_of

METHOD = "org.entcore.conversation.controllers.ConversationController|sendFromExterne"


async def send_from_outside(request: Request, caller: Caller) -> Response:
    """POST /conversation/externe: an administrator or an application with the method in its scope [I]; `noReply`, and no
    visibility check [R]."""
    world = world_of(request)
    if caller.someone is not None:
        require_admin(caller)
    elif not world.inferred.externe_scope_opens:
        raise Forbidden
    content = await body_to_json(request)
    author = world.users.get(str(content.get("from")))
    missing = not all(content.get(name) for name in ("messageBody", "subject", "to", "from"))
    if author is None or missing or not isinstance(content["to"], list):
        raise Refused("Missing required fields")
    fields = {
        "subject": content["subject"],
        "body": content["messageBody"],
        "to": content["to"],
        "noReply": True,
    }
    message = new_message(world, author, fields, None, request.url.path)
    deliver(world, author, message, request.url.path, named=content["to"])
    return ent_json({"status": "ok", "result": [{}]})

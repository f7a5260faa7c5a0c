"""Drafts (contract, 2.2 and 2.3)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.conversation.fields import Fields, checked, message_fields, require_to, write
from emulator.conversation.mailbox import my_draft
from emulator.identity import Caller
from emulator.letters import Copy, Message
from emulator.people import User
from emulator.refusals import Refused, ent_json
from emulator.world import World, world_of

REPLY_REFUSED = "conversation.error.reply.not.allowed"


async def create_draft(request: Request, caller: Caller) -> Response:
    """POST /conversation/draft, right `conversation.create.draft`: 201 with the id [T]; `to` is required [R]."""
    world = world_of(request)
    fields = checked(await message_fields(request))
    require_to(fields)
    parent = draft_parent(world, caller.user, request.query_params.get("In-Reply-To"))
    message = new_message(world, caller.user, fields, parent, request.url.path)
    return ent_json({"id": message.id}, 201)


async def update_draft(request: Request, caller: Caller) -> Response:
    """PUT /conversation/draft/:id, author only; on a sent message it changes nothing, in silence [R]."""
    world = world_of(request)
    message = my_draft(world, caller.user, request.path_params["id"])
    fields = checked(await message_fields(request))
    if message.state == "DRAFT":
        write(world, message, fields, request.url.path)
        message.date = world.now()
    return ent_json({})


def draft_parent(world: World, user: User, parent_id: str | None) -> Message | None:
    """The message answered: 400 when it is not in the mailbox, 403 when it takes no reply [R]."""
    if not parent_id:
        return None
    if (user.id, parent_id) not in world.copies:
        raise Refused("conversation.invalid.parameter")
    parent = world.messages[parent_id]
    refuse_reply_to(parent)
    return parent


def refuse_reply_to(parent: Message) -> None:
    """403 when the sender asked for no reply [R]."""
    if parent.no_reply:
        raise Refused(REPLY_REFUSED, 403)


def new_message(world: World, author: User, fields: Fields, parent: Message | None, path: str) -> Message:
    """A draft in the author's mailbox; nothing is kept when the body cannot be cleaned."""
    id_ = world.new_id()
    message = Message(id_, author.id, thread_id=id_, date=world.now(), parent_id=parent.id if parent else None)
    write(world, message, fields, path)
    world.messages[id_] = message
    world.copies[author.id, id_] = Copy(author.id, id_, received=False)
    return message

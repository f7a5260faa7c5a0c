"""The call that sends (contract, 2.4 and 2.5): who may, to whom, and from which draft."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from emulator.communication.bookmarks import opened
from emulator.communication.rules import visible_ids
from emulator.conversation.delivery import deliver, keep_for_later
from emulator.conversation.drafts import draft_parent, new_message, refuse_reply_to
from emulator.conversation.fields import Fields, checked, message_fields, recipients_of, require_to, write
from emulator.conversation.mailbox import my_copy, my_draft
from emulator.conversation.schedule import moment
from emulator.identity import Caller
from emulator.letters import Message
from emulator.people import User
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of


async def send(request: Request, caller: Caller) -> Response:
    """POST /conversation/send: no workflow right, but every recipient must be visible, else 401 HTML [R][T]."""
    world = world_of(request)
    fields = await message_fields(request)
    if fields.get("scheduleAt"):
        moment(str(fields["scheduleAt"]))
    draft_id, parent_id = request.query_params.get("id"), request.query_params.get("In-Reply-To")
    draft = my_draft(world, caller.user, draft_id) if draft_id else None
    if draft is None and parent_id:
        my_copy(world, caller.user, parent_id)
    refuse_invisible(world, caller.user, fields, world.messages.get(parent_id or ""))
    path = request.url.path
    if draft is None:
        require_to(fields)
        parent = draft_parent(world, caller.user, parent_id)
        message = new_message(world, caller.user, checked(fields), parent, path)
    else:
        message = completed(world, draft, checked(fields), path)
    named = opened(world, caller.user, recipients_of(fields))
    leave = keep_for_later if fields.get("scheduleAt") else deliver
    return ent_json(leave(world, caller.user, message, path, named=named))


def refuse_invisible(world: World, user: User, fields: Fields, parent: Message | None) -> None:
    """The people of the message answered need no rule [R][T]; whether one may write to oneself is a switch."""
    exempt = {parent.author, *parent.public_recipients} if parent and (user.id, parent.id) in world.copies else set()
    if world.inferred.one_may_write_to_oneself:
        exempt.add(user.id)
    if set(opened(world, user, recipients_of(fields))) - exempt - visible_ids(world, user):
        raise Forbidden


def completed(world: World, draft: Message, fields: Fields, path: str) -> Message:
    """The draft with this request's columns; a draft leaves only once [R]."""
    if draft.state != "DRAFT":
        raise Refused(f"ERROR: Concurrency error: state mismatch for message {draft.id}")
    if draft.parent_id in world.messages:
        refuse_reply_to(world.messages[draft.parent_id])
    write(world, draft, fields, path)
    return draft

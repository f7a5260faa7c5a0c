"""Sending (contract, 2.4 and 2.5): the recipients are those of this request, expanded now."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.communication.rules import visible_ids
from emulator.conversation.drafts import draft_parent, new_message, refuse_reply_to
from emulator.conversation.fields import Fields, checked, message_fields, recipients_of, require_to, write
from emulator.conversation.mailbox import my_copy, my_draft
from emulator.conversation.threads import thread_of
from emulator.identity import Caller
from emulator.letters import Copy, Message
from emulator.people import User
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.timeline.notify import notify_message
from emulator.world import World, world_of


async def send(request: Request, caller: Caller) -> Response:
    """POST /conversation/send: no workflow right, but every recipient must be visible, else 401 HTML [R][T]."""
    world = world_of(request)
    fields = await message_fields(request)
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
    return ent_json(deliver(world, caller.user, message, path, named=recipients_of(fields)))


def refuse_invisible(world: World, user: User, fields: Fields, parent: Message | None) -> None:
    """The people of the message answered need no rule [R][T]; the author may write to themself [I]."""
    exempt = {parent.author, *parent.public_recipients} if parent and (user.id, parent.id) in world.copies else set()
    if set(recipients_of(fields)) - exempt - visible_ids(world, user) - {user.id}:
        raise Forbidden


def completed(world: World, draft: Message, fields: Fields, path: str) -> Message:
    """The draft with this request's columns; a draft leaves only once [R]."""
    if draft.state != "DRAFT":
        raise Refused(f"ERROR: Concurrency error: state mismatch for message {draft.id}")
    if draft.parent_id in world.messages:
        refuse_reply_to(world.messages[draft.parent_id])
    write(world, draft, fields, path)
    return draft


def deliver(world: World, author: User, message: Message, path: str, named: list[str]) -> dict[str, Any]:
    """Put a copy in each mailbox and notify; a graph failure reaches nobody and still answers 200 [R]."""
    failed = world.faults.take({"graph"}, "", path)
    people = [] if failed else expand(world, named)
    without_quota = [user for user in people if not user.activated] if message.attachments else []
    reached = [user for user in people if user not in without_quota]
    message.state, message.date = "SENT", world.now()
    message.thread_id = thread_of(world, message)
    for user in reached:
        _put(world, user, message)
    notify_message(world, author, message, [user for user in reached if user.id != author.id])
    inactive = [] if message.attachments else [user.display_name for user in reached if not user.activated]
    return {
        "update_message_with_state_transition": "",
        "id": message.id,
        "subject": message.subject,
        "body": message.body,
        "thread_id": message.thread_id,
        "inactive": inactive[: world.options.inactive_threshold],
        "inactiveCount": len(inactive),
        "undelivered": [user.display_name for user in without_quota],
        "sent": len(reached),
    }


def expand(world: World, ids: list[str]) -> list[User]:
    """Distinct people behind users and groups, membership taken now; not-activated ones included [R]."""
    people: dict[str, User] = {}
    for id_ in ids:
        members = world.groups[id_].members if id_ in world.groups else [id_]
        people |= {member: world.users[member] for member in members if member in world.users}
    return list(people.values())


def _put(world: World, user: User, message: Message) -> None:
    """The author keeps one copy, read, even when they are among the recipients."""
    own = world.copies.get((user.id, message.id))
    if own is not None:
        own.received = True
        return
    world.copies[user.id, message.id] = Copy(user.id, message.id, received=True, unread=True)

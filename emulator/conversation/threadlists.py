"""Messages by thread, in the legacy shape (contract, 2.6): sent ones only, not in the trash [R]."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator.conversation.shapes import attachment_row, display_names, hidden_recipients, is_blanked, legacy_row
from emulator.identity import Caller
from emulator.letters import Copy, Message
from emulator.people import User
from emulator.refusals import ent_json
from emulator.world import World, world_of

THREADS_A_PAGE, MESSAGES_A_PAGE = 10, 25


def _mine(world: World, user: User) -> list[tuple[Message, Copy]]:
    """The user's sent messages out of the trash, newest first."""
    pairs = [
        (world.messages[copy.message_id], copy)
        for copy in world.copies.values()
        if copy.user_id == user.id and not copy.trashed and world.messages[copy.message_id].state == "SENT"
    ]
    return sorted(pairs, key=lambda pair: pair[0].date, reverse=True)


def _page(request: Request, rows: list[Any], size: int) -> list[Any]:
    text = request.query_params.get("page", "0")
    start = (int(text) if text.isdigit() else 0) * size
    return rows[start : start + size]


async def list_threads(request: Request, caller: Caller) -> Response:
    """GET /conversation/threads/list?page=, a workflow right: 10 threads, each by its last message; `unread` counts [R]."""
    world = world_of(request)
    threads: dict[str, list[tuple[Message, Copy]]] = {}
    for message, copy in _mine(world, caller.user):
        threads.setdefault(message.thread_id, []).append((message, copy))
    rows = [_thread_row(world, pairs, caller.user) for pairs in threads.values()]
    return ent_json(_page(request, rows, THREADS_A_PAGE))


def _thread_row(world: World, pairs: list[tuple[Message, Copy]], viewer: User) -> dict[str, Any]:
    last = pairs[0][0]
    hidden = hidden_recipients(last, viewer)
    return {
        "id": last.thread_id,
        "date": int(last.date.timestamp() * 1000),
        "subject": last.subject,
        "displayNames": display_names(world, [last.author, *last.to, *last.cc, *hidden]),
        "to": last.to,
        "from": last.author,
        "cc": last.cc,
        "cci": hidden,
        "noReply": last.no_reply,
        "unread": sum(copy.unread for _, copy in pairs),
    }


async def thread_messages(request: Request, caller: Caller) -> Response:
    """GET /conversation/thread/messages/:id?page=: the thread's messages of my mailbox with their bodies, newest first, 25 a
    page; reading them here marks nothing [R]."""
    world, thread = world_of(request), request.path_params["id"]
    mine = [pair for pair in _mine(world, caller.user) if pair[0].thread_id == thread]
    rows = [_message_row(world, *pair, caller.user, len(mine)) for pair in mine]
    return ent_json(_page(request, rows, MESSAGES_A_PAGE))


def _message_row(world: World, message: Message, copy: Copy, viewer: User, count: int) -> dict[str, Any]:
    blank = is_blanked(message, viewer)
    more = {"parent_id": message.parent_id, "thread_id": message.thread_id, "body": "" if blank else message.body}
    files = [] if blank else [attachment_row(each) for each in message.attachments]
    return {**legacy_row(world, message, copy, viewer, count), **more, "attachments": files}

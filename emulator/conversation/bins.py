"""Trash, restore, delete, recall: one's own copy only (contract, 2.8)."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from emulator.cleaning import body_to_json
from emulator.conversation.mailbox import my_copies, my_copy
from emulator.identity import Caller
from emulator.letters import Copy
from emulator.refusals import Forbidden, Refused, ent_json
from emulator.world import World, world_of

RECALL_REFUSED = "conversation.error.recall.mail"


async def _named(request: Request, caller: Caller) -> list[Copy]:
    content = await body_to_json(request)
    return my_copies(world_of(request), caller.user, content.get("id"))


async def trash(request: Request, caller: Caller) -> Response:
    """PUT /conversation/trash `{"id": […]}` [R]."""
    for copy in await _named(request, caller):
        copy.trashed = True
    return ent_json({})


async def restore(request: Request, caller: Caller) -> Response:
    """PUT /conversation/restore `{"id": […]}` [R]."""
    for copy in await _named(request, caller):
        copy.trashed = False
    return ent_json({})


async def delete(request: Request, caller: Caller) -> Response:
    """PUT /conversation/delete `{"id": […]}`: only what is already in the trash goes; others keep their copy [R]."""
    world = world_of(request)
    for copy in await _named(request, caller):
        if copy.trashed:
            _forget(world, copy)
    return ent_json({})


async def empty_trash(request: Request, caller: Caller) -> Response:
    """DELETE /conversation/emptyTrash [R]."""
    world = world_of(request)
    for copy in [each for each in world.copies.values() if each.user_id == caller.user.id and each.trashed]:
        _forget(world, copy)
    return ent_json({})


def _forget(world: World, copy: Copy) -> None:
    """The message itself stays until a nightly job finds that no mailbox holds it [R]; nobody can reach it meanwhile."""
    del world.copies[copy.user_id, copy.message_id]


async def recall(request: Request, caller: Caller) -> Response:
    """POST /conversation/api/messages/:id/recall, right `conversation.recall`: 204; author only, within the delay [R]."""
    world = world_of(request)
    copy = my_copy(world, caller.user, request.path_params["id"])
    message = world.messages[copy.message_id]
    late = world.now() - message.date > timedelta(seconds=world.options.recall_seconds)
    if message.author != caller.user.id or message.state != "SENT" or late:
        raise Refused(RECALL_REFUSED)
    message.state = "RECALL"
    return Response(status_code=204)


async def move_to_folder(request: Request, caller: Caller) -> Response:
    """PUT /conversation/move/userfolder/:folder `{"id": […]}` [R]."""
    folder = world_of(request).folders.get(request.path_params["folder"])
    if folder is None or folder.user_id != caller.user.id:
        raise Forbidden
    for copy in await _named(request, caller):
        copy.folder_id, copy.trashed = folder.id, False
    return ent_json({})


async def move_to_root(request: Request, caller: Caller) -> Response:
    """PUT /conversation/move/root?id= [R]."""
    for copy in my_copies(world_of(request), caller.user, request.query_params.getlist("id")):
        copy.folder_id = None
    return ent_json({})
